import { aliasedTable, and, asc, desc, eq, ilike, isNull, sql, type SQL } from 'drizzle-orm';
import { upgradeDefinition, type Definition, type DefinitionId } from '@cutline/segment-definition';
import { schema, type Database, type Transaction } from '@cutline/postgres';

const { definition, definitionVersion, user } = schema;

/** A definition with its published document. */
export interface StoredDefinition {
  id: DefinitionId;
  kind: Definition['kind'];
  name: string;
  version: number;
  document: Definition;
  createdAt: Date;
  updatedAt: Date;
  createdBy: { id: string; name: string } | null;
}

/** The published definitions of a workspace, by id. */
export type Published = ReadonlyMap<DefinitionId, StoredDefinition>;

export interface DefinitionFilter {
  kind?: Definition['kind'];
  search?: string;
  after: { name: string; id: string } | null;
  limit: number;
}

/** All published definitions of a workspace by name, in today's format; meant for their references, so whole. */
export async function loadPublished(database: Database | Transaction, workspaceId: string): Promise<Published> {
  const rows = await selectStored(database, eq(definition.workspaceId, workspaceId)).orderBy(
    asc(definition.name),
    asc(definition.id),
  );
  return new Map(rows.map((row) => [row.id, { ...row, document: upgradeDefinition(row.document) as Definition }]));
}

/** Ids of a page of definitions, by name; one more than `limit` where there is more. */
export async function findDefinitionIds(
  database: Database,
  workspaceId: string,
  filter: DefinitionFilter,
): Promise<{ id: string; name: string }[]> {
  const { kind, search, after, limit } = filter;
  return database
    .select({ id: definition.id, name: definition.name })
    .from(definition)
    .where(
      and(
        eq(definition.workspaceId, workspaceId),
        isNull(definition.deletedAt),
        kind && eq(definition.kind, kind),
        search ? ilike(definition.name, `%${escapeLike(search)}%`) : undefined,
        after ? sql`(${definition.name}, ${definition.id}) > (${after.name}, ${after.id})` : undefined,
      ),
    )
    .orderBy(asc(definition.name), asc(definition.id))
    .limit(limit);
}

/** Every version of a definition, newest first, in today's format. */
export async function listVersions(database: Database, id: string) {
  const author = aliasedTable(user, 'author');
  const rows = await database
    .select({
      version: definitionVersion.version,
      createdAt: definitionVersion.createdAt,
      document: definitionVersion.document,
      authorId: author.id,
      authorName: author.name,
    })
    .from(definitionVersion)
    .leftJoin(author, eq(author.id, definitionVersion.createdBy))
    .where(eq(definitionVersion.definitionId, id))
    .orderBy(desc(definitionVersion.version));
  return rows.map(({ authorId, authorName, ...row }) => ({
    ...row,
    document: upgradeDefinition(row.document),
    createdBy: authorId && authorName !== null ? { id: authorId, name: authorName } : null,
  }));
}

/** Text that stands for itself in a LIKE pattern. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}

function selectStored(database: Database | Transaction, where: SQL) {
  return database
    .select({
      id: definition.id,
      kind: definition.kind,
      name: definition.name,
      version: definition.version,
      document: definitionVersion.document,
      createdAt: definition.createdAt,
      updatedAt: definition.updatedAt,
      createdBy: { id: user.id, name: user.name },
    })
    .from(definition)
    .innerJoin(
      definitionVersion,
      and(eq(definitionVersion.definitionId, definition.id), eq(definitionVersion.version, definition.version)),
    )
    .leftJoin(user, eq(user.id, definition.createdBy))
    .where(and(where, isNull(definition.deletedAt)));
}
