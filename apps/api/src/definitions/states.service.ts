import { Inject, Injectable } from '@nestjs/common';
import type { Database } from '@cutline/postgres';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { findLiveClock, loadTargets } from '../segments/freshness.queries.ts';
import { freshnessOf } from '../segments/freshness.ts';
import { BaseSizeService } from './base-size.service.ts';
import type { StoredDefinition } from './definitions.queries.ts';
import type { DefinitionSummary } from './definitions.schemas.ts';
import { metricStateOf, segmentStateOf } from './describe.ts';
import { loadHeads, loadMetricValues, loadSizes, loadSizesWeekAgo } from './states.queries.ts';

/** Points of a segment's little chart. */
const chartPoints = 30;

/** What runs made of definitions. */
@Injectable()
export class StatesService {
  constructor(
    @Inject(POSTGRES) private readonly database: Database,
    private readonly bases: BaseSizeService,
  ) {}

  /** By definition id; aggregates and expressions have none. */
  async of(
    workspace: WorkspaceRow,
    stored: StoredDefinition[],
  ): Promise<Map<string, Pick<DefinitionSummary, 'segment' | 'metric'>>> {
    const segments = stored.filter(({ kind }) => kind === 'segment');
    const ids = segments.map(({ id }) => id);
    const metrics = stored.filter(({ kind }) => kind === 'metric').map(({ id }) => id);
    const [heads, sizes, weekAgo, values, targets, clock] = await Promise.all([
      loadHeads(this.database, ids),
      loadSizes(this.database, workspace.id, ids, chartPoints),
      loadSizesWeekAgo(this.database, ids),
      loadMetricValues(this.database, metrics),
      loadTargets(this.database, ids),
      findLiveClock(this.database, workspace.id),
    ]);
    const now = new Date();
    // Between runs segments are brought on one by one: the base that they are of is asked for once.
    const known = Math.max(0, ...[...heads.values()].map((head) => head.known));
    const states = new Map<string, Pick<DefinitionSummary, 'segment' | 'metric'>>();
    for (const { id, version, document, createdAt } of segments) {
      const head = heads.get(id);
      const own = document.kind === 'segment' ? document.includeAnonymous : undefined;
      const base = head ? await this.#base(workspace, known, own ?? workspace.includeAnonymous) : null;
      const { recomputeEvery } = workspace;
      const target = targets.get(id) ?? null;
      const freshness = freshnessOf({ target, createdAt, head, clock, recomputeEvery }, now);
      const facts = { head, base, sizes: sizes.get(id) ?? [], weekAgo: weekAgo.get(id), freshness };
      states.set(id, { segment: segmentStateOf(version, facts) });
    }
    for (const id of metrics) states.set(id, { metric: metricStateOf(values.get(id)) });
    return states;
  }

  /** A list of definitions is worth having without shares while ClickHouse is away. */
  async #base(workspace: WorkspaceRow, known: number, includeAnonymous: boolean): Promise<number | null> {
    try {
      return await this.bases.size(workspace.number, known, includeAnonymous);
    } catch {
      return null;
    }
  }
}
