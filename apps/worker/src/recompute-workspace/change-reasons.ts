import { inArray } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';
import { walkConditions, type DefinitionId, type Definitions } from '@cutline/segment-definition';
import { drifts, isRefined, type MetricRow } from '@cutline/segment-sql';
import type { PlannedRun } from './run-plan.ts';

const { segmentHead } = schema;

export type Head = typeof segmentHead.$inferSelect;

/** Why members of a segment change in a run to whom nothing happened, and whether what happened to others is why they do. */
export interface ChangeReason {
  reason: 'first-run' | 'new-version' | 'new-events' | 'time-passed' | 'threshold-moved' | 'corrected';
  explained: boolean;
}

/** What is visible of segments. */
export async function headsOf(database: Database, ids: readonly DefinitionId[]): Promise<Map<DefinitionId, Head>> {
  if (ids.length === 0) return new Map();
  const rows = await database
    .select()
    .from(segmentHead)
    .where(inArray(segmentHead.definitionId, [...ids]));
  return new Map(rows.map((head) => [head.definitionId, head]));
}

/** Why members of each segment change in this run: it is new, its definition is, a line that it is compared with moved, or the data or the time did. */
export function reasonsOf(
  { run, input, documents, changed }: Pick<PlannedRun, 'run' | 'input' | 'documents' | 'changed'>,
  ids: readonly DefinitionId[],
  heads: ReadonlyMap<DefinitionId, Head>,
  metrics: Readonly<Record<DefinitionId, MetricRow>>,
): Map<DefinitionId, ChangeReason> {
  const { earlier } = input;
  const definitions: Definitions = new Map([...documents].map(([id, { document }]) => [id, document]));
  const known = new Map<DefinitionId, boolean>();
  /** Whether a line moved: that of a metric, or that of a ranking, in the segment or in one that it refers to. */
  const lineMoved = (id: DefinitionId): boolean => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const document = definitions.get(id);
    if (document?.kind !== 'segment') return false;
    const before = heads.get(id)?.thresholds ?? {};
    const moved =
      isRefined(document) ||
      Object.entries(before).some(([metric, value]) => metrics[metric]?.value !== value) ||
      [...walkConditions(document.where)].some(([, node]) => node.type === 'segment' && lineMoved(node.segment));
    known.set(id, moved);
    return moved;
  };
  const reasonOf = (id: DefinitionId): ChangeReason => {
    const head = heads.get(id);
    if (!head || head.sequence === 0) return { reason: 'first-run', explained: false };
    if (head.version !== run.versions[id] || changed.has(id)) return { reason: 'new-version', explained: false };
    if (!earlier || head.status === 'stale' || head.thresholds === null)
      return { reason: head.known === run.known ? 'time-passed' : 'new-events', explained: false };
    if (lineMoved(id)) return { reason: 'threshold-moved', explained: true };
    return { reason: drifts(id, definitions, input, earlier) ? 'time-passed' : 'corrected', explained: true };
  };
  return new Map(ids.map((id) => [id, reasonOf(id)]));
}
