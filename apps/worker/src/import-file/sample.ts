import { access } from 'node:fs/promises';
import type { IncomingEvent } from '../ingestion/incoming.ts';
import { unitSize } from './code-units.ts';
import { readChunk, readHeader, readStart, type FileRow } from './csv-chunks.ts';
import { guessBytes, guessFormat } from './guess-format.ts';
import { guessMapping, type GuessDefaults, type GuessedColumn } from './guess-mapping.ts';
import type { Encoding, Mapping } from './mapping.ts';
import { rowReader, type Reject } from './read-row.ts';
import { UnreadableFile } from './unreadable-file.ts';

export { UnreadableFile, type UnreadableCode } from './unreadable-file.ts';
export type { Reject } from './read-row.ts';
export type { GuessedColumn } from './guess-mapping.ts';
export type { ColumnGuess } from './guess-columns.ts';

/** What a file looks like, and what its first rows would become. */
export interface FileSample {
  encoding: Encoding;
  delimiter: string;
  columns: GuessedColumn[];
  suggestedMapping: Mapping | null;
  rows: SampleRow[];
}

/** A row as it would be stored, or why it would not be; neither when there is no mapping to read it by. */
export interface SampleRow {
  line: number;
  event?: IncomingEvent;
  reject?: Reject;
}

export interface SampleDefaults extends GuessDefaults {
  /** Times more than a day after it are refused. */
  now: Date;
}

const day = 86_400_000;

/**
 * Looks at the beginning of a file (64 KiB): how it is written, what its columns seem to be, and the first 20 rows read by `mapping` or,
 * without one, by the suggested mapping. Throws `UnreadableFile` when the file as a whole cannot be read so.
 */
export async function sampleFile(
  path: string,
  mapping?: Mapping,
  defaults: Partial<SampleDefaults> = {},
): Promise<FileSample> {
  const known = { timeZone: 'UTC', currency: 'EUR', now: new Date(), ...defaults };
  const format = guessFormat(await startOf(path), mapping);
  const { columns: names, next } = await readHeader(path, format);
  const chunk = await readChunk(path, format, next, { rows: 200, bytes: guessBytes / unitSize(format.encoding) });
  const guess = guessMapping(
    format,
    names,
    chunk.rows.flatMap((row) => ('fields' in row ? [row.fields] : [])),
    known,
  );
  return {
    encoding: format.encoding,
    delimiter: format.delimiter,
    ...guess,
    rows: sampleRows(chunk.rows.slice(0, 20), mapping ?? guess.suggestedMapping, names, known),
  };
}

async function startOf(path: string): Promise<Buffer> {
  await access(path).catch(() => {
    throw new UnreadableFile('file-missing', 'The uploaded file is no longer there. Upload it again.');
  });
  return readStart(path, guessBytes);
}

function sampleRows(rows: FileRow[], mapping: Mapping | null, columns: string[], known: SampleDefaults): SampleRow[] {
  if (!mapping)
    return rows.map((row) =>
      'broken' in row ? { line: row.line, reject: { ...row.broken, column: null } } : { line: row.line },
    );
  const read = rowReader(mapping, {
    columns,
    messageIdPrefix: 'import:sample:',
    currency: known.currency,
    latest: known.now.getTime() + day,
  });
  return rows.map(read);
}
