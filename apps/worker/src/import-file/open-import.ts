import { ApplicationFailure } from '@temporalio/common';
import { and, eq } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';
import { findWorkspace } from '../find-workspace.ts';
import { locateFile } from '../import-places/locate-file.ts';
import type { ImportPlaces } from '../import-places/places.ts';
import type { FileRow } from './file-rows.ts';
import { mappedColumns, mapping as mappingSchema } from './mapping.ts';
import { openFile, type OpenedFile } from './open-file.ts';
import { rowReader, type ReadRow } from './read-row.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** An import ready to be read from any place on. */
export interface OpenedImport {
  importId: string;
  /** The workspace's number. */
  workspace: number;
  file: OpenedFile;
  /** The file's own message ids are checked against those of events. */
  ownMessageIds: boolean;
  readRow: (row: FileRow) => ReadRow;
}

const day = 86_400_000;

/** Loads an import and looks at its file. Throws `UnreadableFile` when file and mapping do not go together. */
export async function openImport(
  { database, home, places = {} }: { database: Database; home: string; places?: ImportPlaces },
  workspaceId: string,
  importId: string,
): Promise<OpenedImport> {
  const { importFile: table } = schema;
  const workspace = await findWorkspace(database, workspaceId);
  const [row] = await database
    .select()
    .from(table)
    .where(and(eq(table.id, importId), eq(table.workspaceId, workspaceId)));
  if (!row) throw ApplicationFailure.nonRetryable('The import does not exist.', 'import-not-open');
  const mapping = mappingSchema.safeParse(row.mapping);
  if (!mapping.success)
    throw ApplicationFailure.nonRetryable('The import was started without a valid mapping.', 'invalid-mapping');

  const path = await locateFile({ home, places }, row);
  const file = await openFile(path, { ...mapping.data, only: mappedColumns(mapping.data) });
  if (file.csv?.encoding === 'utf-16le' && row.bytes % 2 !== 0) {
    throw new UnreadableFile(
      'wrong-encoding',
      'The file has an odd number of bytes, which UTF-16 cannot have. It was cut off, or is in another encoding.',
    );
  }
  return {
    importId,
    workspace: workspace.number,
    file,
    ownMessageIds: mapping.data.messageId !== undefined,
    readRow: rowReader(mapping.data, {
      columns: file.columns,
      messageIdPrefix: `import:${importId}:`,
      currency: workspace.currency,
      latest: (row.startedAt ?? row.createdAt).getTime() + day,
    }),
  };
}
