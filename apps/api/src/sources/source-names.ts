import { eq } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

/**
 * What the sources of a workspace are called, by id: what an event's `source` means. Of a source that was deleted there is none, nor of the words
 * `import` and `demo`, which the console has in its own language.
 */
export async function sourceNames(database: Database, workspaceId: string): Promise<Map<string, string>> {
  const { source } = schema;
  const rows = await database
    .select({ id: source.id, name: source.name })
    .from(source)
    .where(eq(source.workspaceId, workspaceId));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
