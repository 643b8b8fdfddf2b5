import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { validateDefinition, type Aggregate, type Metric, type Segment } from '@cutline/segment-definition';
import { compileSegmentPreview, compileValuesPreview, type SegmentPreviewRow, type ValuesPreviewRow } from '@cutline/segment-sql';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE } from '../databases/tokens.ts';
import { documentsOf } from '../definitions/describe.ts';
import { refuseInvalid } from '../definitions/refusals.ts';
import { BasisService, type Basis } from './basis.service.ts';
import { distributionOf } from './distribution.ts';
import { readRow } from './previews.queries.ts';
import type { DistributionPreview, Preview, PreviewRequest, SegmentPreview } from './previews.schemas.ts';
import { SlotsService, type Tenancy } from './slots.service.ts';

/** What a definition would give, without publishing it: one query each. */
@Injectable()
export class PreviewsService {
  constructor(
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
    private readonly basis: BasisService,
    private readonly slots: SlotsService,
  ) {}

  /** Throws 422 for what does not make sense here, 409 `superseded`. */
  async preview(workspace: WorkspaceRow, caller: Caller, request: PreviewRequest, disconnect: AbortSignal): Promise<Preview> {
    const { document, slot } = request;
    const published = await this.basis.published(workspace);
    refuseInvalid(validateDefinition(document, documentsOf(published)), '/document');
    const asOf = request.asOf === undefined ? Date.now() : Date.parse(request.asOf);
    const basis = await this.basis.of(workspace, published, document, asOf);
    const key = slot === undefined ? undefined : `${caller.type}:${caller.id}:${workspace.id}:${slot}`;
    return this.slots.run<Preview>(key, disconnect, (tenancy) =>
      document.kind === 'segment' ? this.#segment(document, basis, tenancy) : this.#distribution(document, basis, tenancy),
    );
  }

  async #segment(document: Segment, basis: Basis, tenancy: Tenancy): Promise<SegmentPreview> {
    const begun = performance.now();
    const { statement, paths } = compileSegmentPreview(document, basis.input);
    const row = await readRow<SegmentPreviewRow>(this.clickHouse, statement, basis.thresholds, tenancy, {
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
      warnings: basis.warnings,
    };
  }

  async #distribution(document: Aggregate | Metric, basis: Basis, tenancy: Tenancy): Promise<DistributionPreview> {
    const begun = performance.now();
    const metric = document.kind === 'metric' ? document : null;
    const aggregate = document.kind === 'metric' ? basis.input.definitions.get(document.aggregate) : document;
    if (aggregate?.kind !== 'aggregate') throw new Error('A valid metric refers to an aggregate.');
    const statement = compileValuesPreview(aggregate, metric, basis.input);
    const row = await readRow<ValuesPreviewRow>(this.clickHouse, statement, basis.thresholds, tenancy, {
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
      warnings: basis.warnings,
    };
  }
}

function elapsedSince(begun: number): number {
  return Math.round(performance.now() - begun);
}
