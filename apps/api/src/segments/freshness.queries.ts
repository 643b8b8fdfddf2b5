import { and, eq, inArray, isNull } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

const { definition, liveClock } = schema;

/** Up to where segments of a workspace are kept right between its runs; nothing before that was ever so. */
export async function findLiveClock(database: Database, workspaceId: string) {
  const [row] = await database.select().from(liveClock).where(eq(liveClock.workspaceId, workspaceId));
  return row;
}

/** Seconds after which segments are late, by id, where somebody said so. */
export async function loadTargets(database: Database, ids: string[]): Promise<Map<string, number | null>> {
  if (ids.length === 0) return new Map();
  const rows = await database
    .select({ id: definition.id, freshness: definition.freshness })
    .from(definition)
    .where(inArray(definition.id, ids));
  return new Map(rows.map(({ id, freshness }) => [id, freshness]));
}

/** Sets a segment's target; null takes it away. False where there is no such segment. */
export async function setTarget(
  database: Database,
  workspaceId: string,
  id: string,
  freshness: number | null,
): Promise<boolean> {
  const changed = await database
    .update(definition)
    .set({ freshness })
    .where(
      and(
        eq(definition.workspaceId, workspaceId),
        eq(definition.id, id),
        eq(definition.kind, 'segment'),
        isNull(definition.deletedAt),
      ),
    )
    .returning({ id: definition.id });
  return changed.length > 0;
}
