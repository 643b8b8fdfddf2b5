import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { and, eq, notInArray } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

const { importFile } = schema;

/**
 * Deletes the uploaded files of a workspace whose import has ended: any of them may hold the person. Of files that are still to be imported
 * the person's rows are refused; they go within a week of the import's end. Returns how many were deleted.
 */
export async function eraseFiles(database: Database, home: string, workspaceId: string): Promise<number> {
  const ended = await database
    .select({ id: importFile.id })
    .from(importFile)
    .where(
      and(
        eq(importFile.workspaceId, workspaceId),
        notInArray(importFile.status, ['uploading', 'uploaded', 'running', 'undoing']),
      ),
    );
  let deleted = 0;
  for (const { id } of ended) {
    const path = join(home, 'uploads', id);
    if (!(await stat(path).catch(() => null))) continue;
    await rm(path, { force: true, recursive: true });
    deleted += 1;
  }
  return deleted;
}
