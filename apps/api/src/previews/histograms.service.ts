import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import { referencesOf, type Definition } from '@cutline/segment-definition';
import type { MetricValues, PreviewInput } from '@cutline/segment-sql';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { loadMetricValues, loadMetricValuesOfRun } from '../definitions/states.queries.ts';
import { notFound, Problem } from '../problem-details/problem.ts';
import { findLastCompleted } from '../runs/runs.queries.ts';
import { BasisService } from './basis.service.ts';
import { DistributionsService } from './distributions.service.ts';
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
    private readonly basis: BasisService,
    private readonly distributions: DistributionsService,
    private readonly slots: SlotsService,
  ) {}

  /** Throws 404 (also for segments, which have no values), 409 `not-computed` before the first run. */
  async histogram(workspace: WorkspaceRow, id: string, disconnect: AbortSignal): Promise<Distribution> {
    const published = await this.basis.published(workspace);
    const document = published.get(id)?.document;
    if (!document || document.kind === 'segment') throw notFound('metric, aggregate or expression');
    const moment = await this.#moment(workspace, id, document.kind);
    if (!moment) throw new Problem(409, 'not-computed', 'No run has computed this yet.');
    const { input } = await this.basis.of(workspace, published, document, moment.asOf.getTime());
    // The run's own members, where the population is a segment.
    const heads = new Map(referencesOf(document).map((reference) => [reference.id, moment.run]));
    const then: PreviewInput = { ...input, known: moment.known, heads };
    const thresholds = await this.#thresholds(document, moment.run);
    const row = await this.slots.run(undefined, disconnect, (tenancy) =>
      this.distributions.of(document, then, thresholds, tenancy),
    );
    return { asOf: moment.asOf.toISOString(), known: moment.known, run: moment.run, ...row };
  }

  async #moment(
    workspace: WorkspaceRow,
    id: string,
    kind: 'metric' | 'aggregate' | 'expression',
  ): Promise<Moment | undefined> {
    if (kind === 'metric') return (await loadMetricValues(this.database, [id])).get(id);
    const run = await findLastCompleted(this.database, workspace.id);
    return run && { asOf: run.asOf, known: run.known, run: run.number };
  }

  /** Of the run itself: a formula speaks of what its metrics were then. */
  async #thresholds(document: Definition, run: number): Promise<MetricValues> {
    const metrics = referencesOf(document).flatMap(({ id, kind }) => (kind === 'metric' ? [id] : []));
    return loadMetricValuesOfRun(this.database, metrics, run);
  }
}
