import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { tagged } from '@cutline/clickhouse';
import type { Database } from '@cutline/postgres';
import { walkConditions, type Aggregate, type Definitions, type Segment } from '@cutline/segment-definition';
import {
  aggregatesBehind,
  aggregatesUnder,
  bindThresholds,
  compileCountedEvents,
  compilePatternEvents,
  isRefined,
  rankedDefinitions,
  type EvidencePage,
  type EvidenceRow,
  type Statement,
} from '@cutline/segment-sql';
import { z } from 'zod';
import type { WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { anyInstant } from '../openapi/formats.ts';
import { decodeCursor, toPage } from '../pagination/cursor.ts';
import type { Page } from '../pagination/page.ts';
import { notFound } from '../problem-details/problem.ts';
import { eventOf, listEventsById } from '../profiles/events.queries.ts';
import type { ProfileEvent } from '../profiles/profiles.schemas.ts';
import { sourceNames } from '../sources/source-names.ts';
import { PublishedRunService, type PublishedSegment } from './published-run.service.ts';
import type { EvidenceQuery, WhyPath } from './why.schemas.ts';

const eventKey = z.object({ time: anyInstant, messageId: z.string() });

/** The events that prove what a condition came to. */
@Injectable()
export class EvidenceService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
    private readonly runs: PublishedRunService,
  ) {}

  /** Throws 404 for a segment or profile that is not there and a condition that is not there or that no events stand behind, and 409 before the first run. */
  async list(
    workspace: WorkspaceRow,
    whyPath: WhyPath,
    { path, aggregate, limit, cursor }: EvidenceQuery,
  ): Promise<Page<ProfileEvent>> {
    const published = await this.runs.of(workspace, whyPath);
    const { profile } = whyPath;
    const key = decodeCursor(cursor, eventKey);
    const before = key && { time: Date.parse(key.time), messageId: key.messageId };
    const statement = statementFor(published, path, aggregate, profile, { before, limit: limit + 1 });
    if (!statement) throw notFound('condition with events');
    const [counted, names] = await Promise.all([
      this.#counted(statement, workspace),
      sourceNames(this.database, workspace.id),
    ]);
    // Those that counted for the profile then: what was merged with it may not be any more.
    const numbers = [...new Set(counted.map(({ number }) => number))];
    const events = await listEventsById(
      this.clickHouse,
      { workspace: workspace.number, numbers, known: published.input.known },
      counted.map(({ message_id: id }) => id),
    );
    return toPage(
      events.map((row) => eventOf(row, names)),
      limit,
      ({ time, messageId }) => ({ time, messageId }),
    );
  }

  async #counted(statement: Statement, workspace: WorkspaceRow): Promise<EvidenceRow[]> {
    const result = await this.clickHouse.query({
      ...bindThresholds(statement, new Map()),
      format: 'JSONEachRow',
      clickhouse_settings: {
        max_execution_time: 30,
        ...tagged({ feature: 'why', step: 'evidence', workspace: workspace.number }),
      },
    });
    return result.json<EvidenceRow>();
  }
}

function statementFor(
  { segment, input }: PublishedSegment,
  path: string,
  aggregate: string | undefined,
  profile: number,
  page: EvidencePage,
): Statement | null {
  const node = [...walkConditions(segment.where)].find(([place]) => place === path)?.[1];
  if (node?.type === 'sequence') {
    const patterns = [...node.steps, ...(node.without ? [node.without] : [])];
    return compilePatternEvents(patterns, node.window, profile, page, input);
  }
  if (node?.type === 'event') return compileCountedEvents(node, profile, page, input);
  const behind =
    path === '/refine'
      ? aggregatesOfRanking(segment, input.definitions)
      : node && aggregatesBehind(node, input.definitions);
  const selection = aggregate ? behind?.get(aggregate) : behind?.values().next().value;
  return selection ? compileCountedEvents(selection, profile, page, input) : null;
}

/** As the refinement counts them. */
function aggregatesOfRanking(segment: Segment, definitions: Definitions): Map<string, Aggregate> {
  if (!isRefined(segment)) return new Map();
  return new Map(aggregatesUnder(segment.refine.by, rankedDefinitions(segment, definitions)));
}
