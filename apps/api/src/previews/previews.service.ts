import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import {
  messagesOf,
  validateDefinition,
  type Definition,
  type Language,
  type Segment,
} from '@cutline/segment-definition';
import {
  compileSegmentPreview,
  type BoundaryRow,
  type MetricValues,
  type RefinedPreviewRow,
  type SegmentPreviewRow,
} from '@cutline/segment-sql';
import type { Caller, WorkspaceRow } from '../access/caller.ts';
import { CLICKHOUSE } from '../databases/tokens.ts';
import { documentsOf } from '../definitions/describe.ts';
import { refuseInvalid } from '../definitions/refusals.ts';
import { BasisService, type Basis } from './basis.service.ts';
import { boundaryOf } from './distribution.ts';
import { DistributionsService } from './distributions.service.ts';
import { readRow, readRows } from './previews.queries.ts';
import type { DistributionPreview, Preview, PreviewRequest, SegmentPreview } from './previews.schemas.ts';
import { SlotsService, type Tenancy } from './slots.service.ts';
import { ThresholdsService } from './thresholds.service.ts';

/** What a definition would give, without publishing it: one query, after one for each metric that no run has computed yet. */
@Injectable()
export class PreviewsService {
  constructor(
    @Inject(CLICKHOUSE) private readonly clickHouse: ClickHouseClient,
    private readonly basis: BasisService,
    private readonly distributions: DistributionsService,
    private readonly slots: SlotsService,
    private readonly thresholds: ThresholdsService,
  ) {}

  /** Throws 422 for what does not make sense here, 409 `superseded`. */
  async preview(
    workspace: WorkspaceRow,
    caller: Caller,
    request: PreviewRequest,
    language: Language,
    disconnect: AbortSignal,
  ): Promise<Preview> {
    const { slot } = request;
    const published = await this.basis.published(workspace);
    const context = { definitions: documentsOf(published), currency: workspace.currency, language };
    const document = refuseInvalid(validateDefinition(request.document, context), language, '/document');
    const asOf = request.asOf === undefined ? undefined : Date.parse(request.asOf);
    const basis = await this.basis.of(workspace, published, document, asOf);
    const key = slot === undefined ? undefined : `${caller.type}:${caller.id}:${workspace.id}:${slot}`;
    return this.slots.run<Preview>(key, disconnect, (tenancy) =>
      document.kind === 'segment'
        ? this.#segment(document, basis, language, tenancy)
        : this.#distribution(document, basis, language, tenancy),
    );
  }

  async #segment(document: Segment, basis: Basis, language: Language, tenancy: Tenancy): Promise<SegmentPreview> {
    const begun = performance.now();
    const { statement, paths, refined } = compileSegmentPreview(document, basis.input);
    const thresholds = await this.thresholds.of(basis, tenancy);
    const tag = { feature: 'preview', step: 'segment', workspace: basis.input.workspace };
    const row = await readRow<SegmentPreviewRow>(this.clickHouse, statement, thresholds, tenancy, tag);
    const kept =
      refined && (await readRow<RefinedPreviewRow>(this.clickHouse, refined.members, thresholds, tenancy, tag));
    const [line] = refined
      ? await readRows<BoundaryRow>(this.clickHouse, refined.boundary, thresholds, tenancy, tag)
      : [];
    return {
      kind: 'segment',
      asOf: new Date(basis.input.asOf).toISOString(),
      known: basis.input.known,
      thresholdsOfRun: basis.thresholdsOfRun,
      base: Number(row.base),
      counts: Object.fromEntries(paths.map((path, index) => [path, Number(row.counts[index])])),
      afterRules: Number(row.afterRules),
      members: Number(kept?.members ?? row.afterRules),
      boundary: boundaryOf(line),
      elapsedMs: elapsedSince(begun),
      warnings: warningsOf(basis, thresholds, language),
    };
  }

  async #distribution(
    document: Exclude<Definition, Segment>,
    basis: Basis,
    language: Language,
    tenancy: Tenancy,
  ): Promise<DistributionPreview> {
    const begun = performance.now();
    const thresholds = await this.thresholds.of(basis, tenancy);
    return {
      kind: document.kind,
      asOf: new Date(basis.input.asOf).toISOString(),
      known: basis.input.known,
      ...(await this.distributions.of(document, basis.input, thresholds, tenancy)),
      elapsedMs: elapsedSince(begun),
      warnings: warningsOf(basis, thresholds, language),
    };
  }
}

/** Metrics without a value, which nothing compares with. */
function warningsOf({ input }: Basis, thresholds: MetricValues, language: Language): string[] {
  const { metricWithoutValue } = messagesOf(language).validation.warnings;
  const without = [...thresholds].filter(([, value]) => value === null);
  return without.map(([id]) => metricWithoutValue(input.definitions.get(id)?.name ?? id));
}

function elapsedSince(begun: number): number {
  return Math.round(performance.now() - begun);
}
