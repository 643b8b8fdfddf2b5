import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { referencesOf } from '@cutline/segment-definition';
import { compileValuesPreview, type PreviewInput, type ValuesPreviewRow } from '@cutline/segment-sql';
import type { WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE, POSTGRES } from '../databases/tokens.ts';
import { loadMetricValues } from '../definitions/states.queries.ts';
import { notFound, Problem } from '../problem-details/problem.ts';
import { findLastCompleted } from '../runs/runs.queries.ts';
import { BasisService } from './basis.service.ts';
import { distributionOf } from './distribution.ts';
import { readRow } from './previews.queries.ts';
import type { Distribution } from './previews.schemas.ts';
import { SlotsService } from './slots.service.ts';

interface Moment {
  asOf: Date;
  known: number;
  /** The run's number. */
  run: number;
}

/** How the values of a published metric or aggregate are distributed. */
@Injectable()
export class HistogramsService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
    private readonly basis: BasisService,
    private readonly slots: SlotsService,
  ) {}

  /** Throws 404 (also for segments, which have no values), 409 `not-computed` before the first run. */
  async histogram(workspace: WorkspaceRow, id: string, disconnect: AbortSignal): Promise<Distribution> {
    const published = await this.basis.published(workspace);
    const document = published.get(id)?.document;
    if (!document || document.kind === 'segment') throw notFound('metric or aggregate');
    const moment = await this.#moment(workspace, id, document.kind);
    if (!moment) throw new Problem(409, 'not-computed', 'No run has computed this yet.');
    const { input } = await this.basis.of(workspace, published, document, moment.asOf.getTime());
    const aggregate = document.kind === 'metric' ? input.definitions.get(document.aggregate) : document;
    if (aggregate?.kind !== 'aggregate') throw notFound('aggregate');
    // The run's own members, where the population is a segment.
    const heads = new Map(referencesOf(document).map((reference) => [reference.id, moment.run]));
    const then: PreviewInput = { ...input, known: moment.known, heads };
    const statement = compileValuesPreview(aggregate, document.kind === 'metric' ? document : null, then);
    const tag = { feature: 'histogram', workspace: workspace.number };
    const row = await this.slots.run(undefined, disconnect, (tenancy) =>
      readRow<ValuesPreviewRow>(this.clickHouse, statement, new Map(), tenancy, tag),
    );
    return { asOf: moment.asOf.toISOString(), known: moment.known, run: moment.run, ...distributionOf(row) };
  }

  async #moment(workspace: WorkspaceRow, id: string, kind: 'metric' | 'aggregate'): Promise<Moment | undefined> {
    if (kind === 'metric') return (await loadMetricValues(this.database, [id])).get(id);
    const run = await findLastCompleted(this.database, workspace.id);
    return run && { asOf: run.asOf, known: run.known, run: run.number };
  }
}
