import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { tagged } from '@cutline/clickhouse';
import type { Database } from '@cutline/postgres';
import { aggregatorType } from '@cutline/segment-definition';
import {
  bindThresholds,
  compileProfileValues,
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

/** Where a profile stands: the segments it is in, and its values of the aggregates and expressions. */
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
  ): Promise<Pick<ProfileDetail, 'segments' | 'values'>> {
    const published = [...(await loadPublished(this.database, workspace.id)).values()];
    return {
      segments: await this.#segments(
        workspace,
        profile,
        published.filter(({ kind }) => kind === 'segment'),
      ),
      values: await this.#values(profile, evaluation, published),
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

  /** One query for all of them: values of the same actions share a scan. */
  async #values(
    profile: number,
    evaluation: Evaluation,
    published: StoredDefinition[],
  ): Promise<ProfileDetail['values']> {
    const shown = published.flatMap(({ id, name, document }): Omit<ProfileDetail['values'][number], 'value'>[] => {
      if (document.kind === 'aggregate')
        return [{ id, name, kind: document.kind, type: aggregatorType(document.aggregator) }];
      return document.kind === 'expression' ? [{ id, name, kind: document.kind, type: 'number' as const }] : [];
    });
    if (shown.length === 0) return [];
    const statement = compileProfileValues(
      shown.map((each) =>
        each.kind === 'aggregate'
          ? { type: 'aggregate', aggregate: each.id }
          : { type: 'expression', expression: each.id },
      ),
      profile,
      new Map(published.map(({ id, document }) => [id, document])),
      evaluation,
    );
    const [row] = await this.#read<{ values: (string | null)[] }>(statement, evaluation.workspace);
    return shown.map(({ id, name, kind, type }, index) => ({
      id,
      name,
      kind,
      type,
      value: row?.values[index] ?? null,
    }));
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
