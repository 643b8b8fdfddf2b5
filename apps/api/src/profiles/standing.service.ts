import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { tagged } from '@cutline/clickhouse';
import type { Database } from '@cutline/postgres';
import {
  bindThresholds,
  compileProfileValue,
  compileSegmentsOfProfile,
  type Evaluation,
  type Statement,
} from '@cutline/segment-sql';
import type { WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { loadPublished, type StoredDefinition } from '../definitions/definitions.queries.ts';
import { loadHeads } from '../definitions/states.queries.ts';
import { readEntries } from './entries.queries.ts';
import type { ProfileDetail } from './profiles.schemas.ts';

/** Queries that one request has under way at once. */
const atOnce = 4;

/** Where a profile stands: the segments it is in, and its values of the aggregates. */
@Injectable()
export class StandingService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
  ) {}

  async of(
    workspace: WorkspaceRow,
    profile: number,
    evaluation: Evaluation,
  ): Promise<Pick<ProfileDetail, 'segments' | 'aggregates'>> {
    const published = [...(await loadPublished(this.database, workspace.id)).values()];
    return {
      segments: await this.#segments(
        workspace,
        profile,
        published.filter(({ kind }) => kind === 'segment'),
      ),
      aggregates: await this.#aggregates(profile, evaluation, published),
    };
  }

  async #segments(
    workspace: WorkspaceRow,
    profile: number,
    segments: StoredDefinition[],
  ): Promise<ProfileDetail['segments']> {
    const heads = await loadHeads(
      this.database,
      segments.map(({ id }) => id),
    );
    if (heads.size === 0) return [];
    const runs = new Map([...heads].map(([id, { run }]) => [id, run]));
    const inside = await this.#read<{ segment: string; run: string }>(
      compileSegmentsOfProfile(runs, profile, workspace.number),
      workspace.number,
    );
    const ids = inside.map(({ segment }) => segment);
    const entries = await readEntries(this.clickHouse, {
      workspace: workspace.number,
      profile,
      runs: new Map(ids.map((id) => [id, runs.get(id) ?? 0])),
    });
    return segments
      .filter(({ id }) => ids.includes(id))
      .map(({ id, name }) => ({ id, name, since: entries.get(id)?.at ?? null, run: entries.get(id)?.run ?? null }));
  }

  async #aggregates(
    profile: number,
    evaluation: Evaluation,
    published: StoredDefinition[],
  ): Promise<ProfileDetail['aggregates']> {
    const waiting = published.flatMap(({ id, name, document }) =>
      document.kind === 'aggregate' ? [{ id, name, document }] : [],
    );
    const values: ProfileDetail['aggregates'] = [];
    while (waiting.length > 0) {
      const some = waiting.splice(0, atOnce);
      const read = await Promise.all(
        some.map(async ({ id, name, document }) => {
          const [row] = await this.#read<{ value: string | null }>(
            compileProfileValue(document, profile, evaluation),
            evaluation.workspace,
          );
          // Counts and sums of nothing are 0.
          return { id, name, value: row ? row.value : '0' };
        }),
      );
      values.push(...read);
    }
    return values;
  }

  async #read<Row>(statement: Statement, workspace: number): Promise<Row[]> {
    const result = await this.clickHouse.query({
      ...bindThresholds(statement, new Map()),
      format: 'JSONEachRow',
      clickhouse_settings: { max_execution_time: 30, ...tagged({ feature: 'profiles', step: 'standing', workspace }) },
    });
    return result.json<Row>();
  }
}
