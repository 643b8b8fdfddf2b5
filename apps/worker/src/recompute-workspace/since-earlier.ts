import { and, eq, inArray } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';
import { referencesOf, type DefinitionId, type Definitions } from '@cutline/segment-definition';
import { drifts, type PlanInput, type Recorded } from '@cutline/segment-sql';

const { run: runTable, segmentHead } = schema;

type Run = typeof runTable.$inferSelect;

/** How a run's segments stand to the run that it builds upon. */
export interface Since {
  /** Those of which they, or what they are made of, are another version. */
  changed: ReadonlySet<DefinitionId>;
  /**
   * What segments were computed with of which the same can be said again: they did not change, are not stale, and time alone does not change them.
   */
  recorded: Recorded;
}

/** Nothing was before. */
const nothing: Since = { changed: new Set(), recorded: new Map() };

/** How the segments of a run stand to the run that it builds upon. */
export async function sinceEarlier(
  database: Database,
  { workspaceId, versions, settings }: Pick<Run, 'workspaceId' | 'versions' | 'settings'>,
  input: PlanInput,
): Promise<Since> {
  const before = settings?.earlier;
  if (!before) return nothing;
  const [run] = await database
    .select({ versions: runTable.versions })
    .from(runTable)
    .where(and(eq(runTable.workspaceId, workspaceId), eq(runTable.number, before.run)));
  const definitions: Definitions = new Map([...input.definitions].map(([id, { document }]) => [id, document]));
  const same = unchanged(definitions, run?.versions ?? {}, versions);
  const ids = [...definitions].flatMap(([id, { kind }]) => (kind === 'segment' ? [id] : []));
  const kept = ids.filter((id) => same(id) && !drifts(id, definitions, input, before));
  const heads =
    kept.length === 0 ? [] : await database.select().from(segmentHead).where(inArray(segmentHead.definitionId, kept));
  const recorded = heads.flatMap(({ definitionId, status, wholeRun, thresholds }) =>
    status === 'current' && wholeRun !== null && thresholds ? [[definitionId, thresholds] as const] : [],
  );
  return { changed: new Set(ids.filter((id) => !same(id))), recorded: new Map(recorded) };
}

/** Whether a definition, and the aggregates, expressions and segments that it is made of, are what they were. Of metrics only the value counts. */
function unchanged(
  definitions: Definitions,
  before: Record<DefinitionId, number>,
  now: Record<DefinitionId, number>,
): (id: DefinitionId) => boolean {
  const known = new Map<DefinitionId, boolean>();
  const isSame = (id: DefinitionId): boolean => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const below = referencesOf(definitions.get(id)!).filter(({ kind }) => kind !== 'metric');
    const same = before[id] === now[id] && below.every((reference) => isSame(reference.id));
    known.set(id, same);
    return same;
  };
  return isSame;
}
