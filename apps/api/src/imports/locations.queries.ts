import { and, eq, gt, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

const { importLocation } = schema;

export type LocationRow = typeof importLocation.$inferSelect;

/** A page of locations, the oldest first. */
export async function listLocations(
  database: Database,
  workspaceId: string,
  after: string | null,
  limit: number,
): Promise<LocationRow[]> {
  return database
    .select()
    .from(importLocation)
    .where(and(eq(importLocation.workspaceId, workspaceId), after === null ? undefined : gt(importLocation.id, after)))
    .orderBy(importLocation.id)
    .limit(limit);
}

export async function findLocation(
  database: Database,
  workspaceId: string,
  id: string,
): Promise<LocationRow | undefined> {
  const [found] = await database
    .select()
    .from(importLocation)
    .where(and(eq(importLocation.workspaceId, workspaceId), eq(importLocation.id, id)));
  return found;
}

/** The id that a location will have: its secret is sealed for it. */
export async function nextLocationId(database: Database): Promise<string> {
  const result = await database.execute<{ id: string }>(sql`SELECT uuidv7() AS id`);
  return result.rows[0]!.id;
}

export async function saveLocation(database: Database, row: typeof importLocation.$inferInsert): Promise<LocationRow> {
  const { id: _, workspaceId: __, ...changes } = row;
  const [saved] = await database
    .insert(importLocation)
    .values(row)
    .onConflictDoUpdate({ target: importLocation.id, set: changes })
    .returning();
  return saved!;
}

export async function deleteLocation(database: Database, workspaceId: string, id: string): Promise<boolean> {
  const { rowCount } = await database
    .delete(importLocation)
    .where(and(eq(importLocation.workspaceId, workspaceId), eq(importLocation.id, id)));
  return (rowCount ?? 0) > 0;
}
