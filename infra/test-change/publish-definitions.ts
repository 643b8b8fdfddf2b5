import { schema, type Database } from '@cutline/postgres';
import type { Definition, DefinitionId } from '@cutline/segment-definition';
import { sql } from 'drizzle-orm';
import type { WorkspaceRow } from './stage.ts';

const { definition, definitionVersion } = schema;
const prefix = '00000000-0000-4000-8000-';

/** Publishes definitions, or new versions of those that there are, as the API writes them. Scripts name them by the same ids everywhere; in the database each workspace has its own. */
export async function publishDefinitions(
  database: Database,
  workspace: WorkspaceRow,
  definitions: Record<DefinitionId, Definition>,
): Promise<void> {
  const own = `${String(workspace.number).padStart(8, '0')}${prefix.slice(8)}`;
  const documents = JSON.parse(JSON.stringify(definitions).replaceAll(prefix, own)) as typeof definitions;
  await database.transaction(async (tx) => {
    for (const [id, document] of Object.entries(documents)) {
      const { kind, name } = document;
      const [row] = await tx
        .insert(definition)
        .values({ id, workspaceId: workspace.id, kind, name, version: 1 })
        .onConflictDoUpdate({
          target: definition.id,
          set: { version: sql`${definition.version} + 1`, name, updatedAt: sql`now()` },
        })
        .returning({ version: definition.version });
      await tx.insert(definitionVersion).values({ definitionId: id, version: row!.version, document });
    }
  });
}
