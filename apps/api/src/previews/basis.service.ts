import { Inject, Injectable } from '@nestjs/common';
import { hasAliases, hasRates, knownBatch, type Database } from '@cutline/postgres';
import {
  referencesOf,
  topologicalOrder,
  type Definition,
  type DefinitionId,
  type Definitions,
} from '@cutline/segment-definition';
import type { MetricValues, PreviewInput } from '@cutline/segment-sql';
import type { WorkspaceRow } from '../access/caller.ts';
import { POSTGRES } from '../databases/tokens.ts';
import { loadPublished, type Published } from '../definitions/definitions.queries.ts';
import { documentsOf } from '../definitions/describe.ts';
import { loadHeads, loadMetricValues } from '../definitions/states.queries.ts';

/** What an unpublished definition is evaluated on: what is known now, and what the last runs published. */
export interface Basis {
  input: PreviewInput;
  /** Values of metrics that the last runs computed; null for no value. */
  thresholds: MetricValues;
  /** Metrics that have to be computed first, in this order: no run has, or not as of the instant asked about. */
  missing: DefinitionId[];
  /** The earliest run that one of the values is of; null where none is used. */
  thresholdsOfRun: number | null;
}

@Injectable()
export class BasisService {
  constructor(@Inject(POSTGRES) private readonly database: Database) {}

  /**
   * For `document` at `asOf` (UTC milliseconds). Without `asOf` it speaks about now, with the thresholds and the members that the last
   * runs published, where they are those of the current versions; everything else is computed along with it.
   */
  async of(workspace: WorkspaceRow, published: Published, document: Definition, asOf?: number): Promise<Basis> {
    const definitions = documentsOf(published);
    const needed = neededBy(document, definitions);
    const idsOf = (kind: Definition['kind']): DefinitionId[] =>
      needed.filter((id) => definitions.get(id)?.kind === kind);
    const isCurrent = ([id, { version }]: [string, { version: number }]): boolean =>
      asOf === undefined && published.get(id)?.version === version;
    const [values, heads, known] = await Promise.all([
      loadMetricValues(this.database, idsOf('metric')),
      loadHeads(this.database, idsOf('segment')),
      knownBatch(this.database, workspace.number),
    ]);
    const [rates, aliases] = await Promise.all([
      hasRates(this.database, workspace.id, known),
      hasAliases(this.database, workspace.number, known),
    ]);
    const usable = new Map([...values].filter(isCurrent));
    return {
      input: {
        workspace: workspace.number,
        timeZone: workspace.timeZone,
        currency: workspace.currency,
        includeAnonymous: workspace.includeAnonymous,
        hasRates: rates,
        hasAliases: aliases,
        asOf: asOf ?? Date.now(),
        known,
        definitions,
        heads: new Map([...heads].filter(isCurrent).map(([id, head]) => [id, head.run])),
      },
      thresholds: new Map([...usable].map(([id, { value }]) => [id, value])),
      missing: idsOf('metric').filter((id) => !usable.has(id)),
      thresholdsOfRun: usable.size === 0 ? null : Math.min(...[...usable.values()].map(({ run }) => run)),
    };
  }

  published(workspace: WorkspaceRow): Promise<Published> {
    return loadPublished(this.database, workspace.id);
  }
}

/** Everything that a document refers to, directly or through others, each after what it needs itself. */
function neededBy(document: Definition, definitions: Definitions): DefinitionId[] {
  const needed = new Set<DefinitionId>();
  const visit = (each: Definition): void => {
    for (const { id } of referencesOf(each)) {
      const target = definitions.get(id);
      if (!target || needed.has(id)) continue;
      needed.add(id);
      visit(target);
    }
  };
  visit(document);
  return topologicalOrder(definitions).filter((id) => needed.has(id));
}
