import { and, asc, eq } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

const { apiKey, user } = schema;

/** Keys of a workspace, oldest first, with who made them. */
export async function listKeys(database: Database, workspaceId: string) {
  return database
    .select({ key: apiKey, createdBy: { id: user.id, name: user.name } })
    .from(apiKey)
    .leftJoin(user, eq(user.id, apiKey.createdBy))
    .where(eq(apiKey.workspaceId, workspaceId))
    .orderBy(asc(apiKey.createdAt), asc(apiKey.id));
}

export async function insertKey(database: Database, values: typeof apiKey.$inferInsert) {
  const [row] = await database.insert(apiKey).values(values).returning();
  return row!;
}

/** False where there was none. */
export async function deleteKey(database: Database, workspaceId: string, id: string): Promise<boolean> {
  const rows = await database
    .delete(apiKey)
    .where(and(eq(apiKey.workspaceId, workspaceId), eq(apiKey.id, id)))
    .returning({ id: apiKey.id });
  return rows.length > 0;
}
