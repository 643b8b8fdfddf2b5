import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { and, eq } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';
import { findWorkspace } from '../find-workspace.ts';
import { readHeader, readStart, type FileFormat, type FilePosition, type FileRow } from './csv-chunks.ts';
import { guessBytes, guessFormat } from './guess-format.ts';
import { mapping as mappingSchema } from './mapping.ts';
import { rowReader, type ReadRow } from './read-row.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** An import ready to be read from any place on. */
export interface OpenedImport {
  importId: string;
  /** The workspace's number. */
  workspace: number;
  path: string;
  format: FileFormat;
  /** Where the rows begin. */
  firstRow: FilePosition;
  /** The file's own message ids are checked against those of events. */
  ownMessageIds: boolean;
  readRow: (row: FileRow) => ReadRow;
}

const day = 86_400_000;

/** Loads an import and looks at its file. Throws `UnreadableFile` when file and mapping do not go together. */
export async function openImport(
  { database, home }: { database: Database; home: string },
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

  const path = join(home, 'uploads', importId);
  await access(path).catch(() => {
    throw new UnreadableFile('file-missing', 'The uploaded file is no longer there. Upload it again.');
  });
  const format = guessFormat(await readStart(path, guessBytes), mapping.data);
  if (format.encoding === 'utf-16le' && row.bytes % 2 !== 0) {
    throw new UnreadableFile(
      'wrong-encoding',
      'The file has an odd number of bytes, which UTF-16 cannot have. It was cut off, or is in another encoding.',
    );
  }
  const { columns, next } = await readHeader(path, format);
  return {
    importId,
    workspace: workspace.number,
    path,
    format,
    firstRow: next,
    ownMessageIds: mapping.data.messageId !== undefined,
    readRow: rowReader(mapping.data, {
      columns,
      messageIdPrefix: `import:${importId}:`,
      currency: workspace.currency,
      latest: (row.startedAt ?? row.createdAt).getTime() + day,
    }),
  };
}
