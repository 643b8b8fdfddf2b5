import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

const { source, workspace, writeKey } = schema;

/** The source that a write key of this hash belongs to, whatever became of key or source since; nothing where its workspace is being removed. */
export async function findSourceByKey(database: Database, hash: string) {
  const [found] = await database
    .select({ key: { id: writeKey.id, revokedAt: writeKey.revokedAt }, source, workspace })
    .from(writeKey)
    .innerJoin(source, eq(source.id, writeKey.sourceId))
    .innerJoin(workspace, eq(workspace.id, source.workspaceId))
    .where(and(eq(writeKey.hash, hash), isNull(workspace.deletedAt)));
  return found;
}

/** Notes that a write key was used; once a minute is enough. */
export async function touchWriteKey(database: Database, id: string): Promise<void> {
  await database
    .update(writeKey)
    .set({ lastUsedAt: sql`now()` })
    .where(
      and(
        eq(writeKey.id, id),
        or(isNull(writeKey.lastUsedAt), lt(writeKey.lastUsedAt, sql`now() - interval '1 minute'`)),
      ),
    );
}
