import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { validateDefinition, type Aggregate, type Metric, type Segment } from '@cutline/segment-definition';
import {
  compileSegmentPreview,
  compileValuesPreview,
  type MetricValues,
  type SegmentPreviewRow,
  type ValuesPreviewRow,
} from '@cutline/segment-sql';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE } from '../databases/tokens.ts';
import { documentsOf } from '../definitions/describe.ts';
import { refuseInvalid } from '../definitions/refusals.ts';
import { BasisService, type Basis } from './basis.service.ts';
import { distributionOf } from './distribution.ts';
import { readRow } from './previews.queries.ts';
import type { DistributionPreview, Preview, PreviewRequest, SegmentPreview } from './previews.schemas.ts';
import { SlotsService, type Tenancy } from './slots.service.ts';
import { ThresholdsService } from './thresholds.service.ts';

/** What a definition would give, without publishing it: one query, after one for each metric that no run has computed yet. */
@Injectable()
export class PreviewsService {
  constructor(
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
    private readonly basis: BasisService,
    private readonly slots: SlotsService,
    private readonly thresholds: ThresholdsService,
  ) {}

  /** Throws 422 for what does not make sense here, 409 `superseded`. */
  async preview(
    workspace: WorkspaceRow,
    caller: Caller,
    request: PreviewRequest,
    disconnect: AbortSignal,
  ): Promise<Preview> {
    const { document, slot } = request;
    const published = await this.basis.published(workspace);
    refuseInvalid(validateDefinition(document, documentsOf(published)), '/document');
    const asOf = request.asOf === undefined ? undefined : Date.parse(request.asOf);
    const basis = await this.basis.of(workspace, published, document, asOf);
    const key = slot === undefined ? undefined : `${caller.type}:${caller.id}:${workspace.id}:${slot}`;
    return this.slots.run<Preview>(key, disconnect, (tenancy) =>
      document.kind === 'segment'
        ? this.#segment(document, basis, tenancy)
        : this.#distribution(document, basis, tenancy),
    );
  }

  async #segment(document: Segment, basis: Basis, tenancy: Tenancy): Promise<SegmentPreview> {
    const begun = performance.now();
    const { statement, paths } = compileSegmentPreview(document, basis.input);
    const thresholds = await this.thresholds.of(basis, tenancy);
    const row = await readRow<SegmentPreviewRow>(this.clickHouse, statement, thresholds, tenancy, {
      feature: 'preview',
      step: 'segment',
      workspace: basis.input.workspace,
    });
    return {
      kind: 'segment',
      asOf: new Date(basis.input.asOf).toISOString(),
      known: basis.input.known,
      thresholdsOfRun: basis.thresholdsOfRun,
      base: Number(row.base),
      counts: Object.fromEntries(paths.map((path, index) => [path, Number(row.counts[index])])),
      members: Number(row.members),
      elapsedMs: elapsedSince(begun),
      warnings: warningsOf(basis, thresholds),
    };
  }

  async #distribution(document: Aggregate | Metric, basis: Basis, tenancy: Tenancy): Promise<DistributionPreview> {
    const begun = performance.now();
    const metric = document.kind === 'metric' ? document : null;
    const aggregate = document.kind === 'metric' ? basis.input.definitions.get(document.aggregate) : document;
    if (aggregate?.kind !== 'aggregate') throw new Error('A valid metric refers to an aggregate.');
    const statement = compileValuesPreview(aggregate, metric, basis.input);
    const thresholds = await this.thresholds.of(basis, tenancy);
    const row = await readRow<ValuesPreviewRow>(this.clickHouse, statement, thresholds, tenancy, {
      feature: 'preview',
      step: document.kind,
      workspace: basis.input.workspace,
    });
    return {
      kind: document.kind,
      asOf: new Date(basis.input.asOf).toISOString(),
      known: basis.input.known,
      ...distributionOf(row),
      elapsedMs: elapsedSince(begun),
      warnings: warningsOf(basis, thresholds),
    };
  }
}

/** Metrics without a value, which nothing compares with. */
function warningsOf({ input }: Basis, thresholds: MetricValues): string[] {
  const without = [...thresholds].filter(([, value]) => value === null);
  return without.map(
    ([id]) =>
      `“${input.definitions.get(id)?.name ?? id}” has no value, as nobody is in its population: nothing compares with it.`,
  );
}

function elapsedSince(begun: number): number {
  return Math.round(performance.now() - begun);
}
