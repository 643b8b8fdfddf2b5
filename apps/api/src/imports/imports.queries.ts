import { and, asc, desc, eq, gt, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

const { importFile, importReject } = schema;

export type ImportRow = typeof importFile.$inferSelect;
export type RejectRow = typeof importReject.$inferSelect;

/** A page of imports, latest first; their ids grow with time. */
export async function listImports(
  database: Database,
  workspaceId: string,
  before: string | null,
  limit: number,
): Promise<ImportRow[]> {
  return database
    .select()
    .from(importFile)
    .where(and(eq(importFile.workspaceId, workspaceId), before === null ? undefined : lt(importFile.id, before)))
    .orderBy(desc(importFile.id))
    .limit(limit);
}

export async function findImport(database: Database, workspaceId: string, id: string): Promise<ImportRow | undefined> {
  const [found] = await database
    .select()
    .from(importFile)
    .where(and(eq(importFile.workspaceId, workspaceId), eq(importFile.id, id)));
  return found;
}

/** The id that an import will have: the database makes ids that grow with time. */
export async function nextImportId(database: Database): Promise<string> {
  const result = await database.execute<{ id: string }>(sql`SELECT uuidv7() AS id`);
  return result.rows[0]!.id;
}

export async function insertImport(database: Database, values: typeof importFile.$inferInsert): Promise<ImportRow> {
  const [row] = await database.insert(importFile).values(values).returning();
  return row!;
}

/** For each checksum the earliest import of such a file that has begun and was not given up. */
export async function findFirstImports(
  database: Database,
  workspaceId: string,
  checksums: string[],
): Promise<Map<string, string>> {
  if (checksums.length === 0) return new Map();
  const rows = await database
    .selectDistinctOn([importFile.checksum], { checksum: importFile.checksum, id: importFile.id })
    .from(importFile)
    .where(
      and(
        eq(importFile.workspaceId, workspaceId),
        inArray(importFile.checksum, checksums),
        inArray(importFile.status, ['running', 'completed']),
        ne(importFile.checksum, ''),
      ),
    )
    .orderBy(importFile.checksum, asc(importFile.id));
  return new Map(rows.map(({ checksum, id }) => [checksum, id]));
}

/** Marks an uploaded import as started; nothing where it has been started before. */
export async function markStarted(database: Database, id: string, mapping: unknown): Promise<ImportRow | undefined> {
  const [row] = await database
    .update(importFile)
    .set({ status: 'running', mapping })
    .where(and(eq(importFile.id, id), eq(importFile.status, 'uploaded')))
    .returning();
  return row;
}

/** Takes a start back that did not come about. */
export async function unmarkStarted(database: Database, id: string): Promise<void> {
  await database
    .update(importFile)
    .set({ status: 'uploaded' })
    .where(and(eq(importFile.id, id), eq(importFile.status, 'running'), isNull(importFile.startedAt)));
}

/** Marks an import that nobody works on as cancelled. */
export async function markCancelled(database: Database, id: string): Promise<void> {
  await database
    .update(importFile)
    .set({ status: 'cancelled', finishedAt: sql`now()` })
    .where(and(eq(importFile.id, id), inArray(importFile.status, ['uploading', 'uploaded', 'running'])));
}

/** Notes how much of a file has arrived. */
export async function noteUploaded(database: Database, id: string, position: number): Promise<ImportRow | undefined> {
  const [row] = await database
    .update(importFile)
    .set({ position })
    .where(and(eq(importFile.id, id), eq(importFile.status, 'uploading')))
    .returning();
  return row;
}

/** A file is there as a whole. */
export async function markUploaded(database: Database, id: string, checksum: string): Promise<void> {
  await database
    .update(importFile)
    .set({ status: 'uploaded', checksum, position: 0 })
    .where(and(eq(importFile.id, id), eq(importFile.status, 'uploading')));
}

/** Uploads under way, by people: those from places are fetched by a workflow. */
export async function listUploading(database: Database): Promise<ImportRow[]> {
  return database
    .select()
    .from(importFile)
    .where(and(eq(importFile.status, 'uploading'), isNull(importFile.origin)));
}

/** Forgets an upload that was never whole. */
export async function deleteUploading(database: Database, id: string): Promise<void> {
  await database.delete(importFile).where(and(eq(importFile.id, id), eq(importFile.status, 'uploading')));
}

/** Marks an import that has ended as being taken back; nothing where it has not, or brought nothing. */
export async function markUndoing(database: Database, id: string, by: string | null): Promise<ImportRow | undefined> {
  const [row] = await database
    .update(importFile)
    .set({ status: 'undoing', undoneBy: by })
    .where(
      and(
        eq(importFile.id, id),
        inArray(importFile.status, ['completed', 'failed', 'cancelled']),
        gt(importFile.accepted, 0),
      ),
    )
    .returning();
  return row;
}

/** Takes that back. */
export async function unmarkUndoing(database: Database, id: string, status: ImportRow['status']): Promise<void> {
  await database
    .update(importFile)
    .set({ status, undoneBy: null })
    .where(and(eq(importFile.id, id), eq(importFile.status, 'undoing')));
}

/** Imports that are to be taken back, or of which the file is to be fetched. */
export async function findUnfinishedWork(
  database: Database,
): Promise<{ id: string; workspaceId: string; status: ImportRow['status'] }[]> {
  return database
    .select({ id: importFile.id, workspaceId: importFile.workspaceId, status: importFile.status })
    .from(importFile)
    .where(
      or(
        eq(importFile.status, 'undoing'),
        and(eq(importFile.status, 'uploading'), sql`${importFile.origin} ->> 'type' = 'bucket'`),
      ),
    );
}

/** A page of rejected rows in the order of the file. */
export async function listRejects(
  database: Database,
  importId: string,
  after: number,
  limit: number,
): Promise<RejectRow[]> {
  return database
    .select()
    .from(importReject)
    .where(and(eq(importReject.importId, importId), gt(importReject.line, after)))
    .orderBy(asc(importReject.line))
    .limit(limit);
}

/** Imports that were marked as started a while ago and that no workflow has taken up. */
export async function findForgottenImports(database: Database): Promise<{ id: string; workspaceId: string }[]> {
  return database
    .select({ id: importFile.id, workspaceId: importFile.workspaceId })
    .from(importFile)
    .where(and(eq(importFile.status, 'running'), isNull(importFile.startedAt), ne(importFile.bytes, 0)));
}
