import { eq, sql } from 'drizzle-orm';
import type { Definition } from '@cutline/segment-definition';
import { schema, type Transaction } from '@cutline/postgres';

const { definition, definitionVersion, workspace } = schema;

/**
 * Waits until nobody else publishes in the workspace: what is checked against the other definitions then holds until
 * the transaction ends.
 */
export async function lockDefinitions(transaction: Transaction, workspaceId: string): Promise<void> {
  await transaction
    .select({ id: workspace.id })
    .from(workspace)
    .where(eq(workspace.id, workspaceId))
    .for('no key update');
}

/** Stores a definition's first version; returns its id. */
export async function insertDefinition(
  transaction: Transaction,
  workspaceId: string,
  document: Definition,
  createdBy: string | null,
): Promise<string> {
  const { kind, name } = document;
  const [row] = await transaction
    .insert(definition)
    .values({ workspaceId, kind, name, version: 1, createdBy })
    .returning({ id: definition.id });
  await transaction.insert(definitionVersion).values({ definitionId: row!.id, version: 1, document, createdBy });
  return row!.id;
}

/** Stores a further version and makes it the published one. */
export async function insertVersion(
  transaction: Transaction,
  id: string,
  version: number,
  document: Definition,
  createdBy: string | null,
): Promise<void> {
  await transaction.insert(definitionVersion).values({ definitionId: id, version, document, createdBy });
  await transaction
    .update(definition)
    .set({ version, name: document.name, updatedAt: sql`now()` })
    .where(eq(definition.id, id));
}

/** Hides a definition; its versions stay for what was published under them. */
export async function markDeleted(transaction: Transaction, id: string): Promise<void> {
  await transaction
    .update(definition)
    .set({ deletedAt: sql`now()` })
    .where(eq(definition.id, id));
}
