import type { IncomingEvent } from '../ingestion/incoming.ts';
import type { FileRow } from './file-rows.ts';
import { guessMapping, type GuessDefaults, type GuessedColumn } from './guess-mapping.ts';
import { mappedColumns, type Encoding, type ImportFormat, type Mapping } from './mapping.ts';
import { openFile, sampleBytes } from './open-file.ts';
import { rowReader, type Reject } from './read-row.ts';

export { UnreadableFile, type UnreadableCode } from './unreadable-file.ts';
export type { Reject } from './read-row.ts';
export type { GuessedColumn } from './guess-mapping.ts';
export type { ColumnGuess } from './guess-columns.ts';

/** What a file looks like, and what its first rows would become. */
export interface FileSample {
  format: ImportFormat;
  /** These two are of CSV. */
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
  const file = await openFile(path, { ...mapping, also: mapping && mappedColumns(mapping) });
  const { rows } = await file.read(file.firstRow, { rows: 200, bytes: sampleBytes(file) });
  const { format, columns } = file;
  const written = file.csv ?? { delimiter: ',', encoding: 'utf-8' as const };
  const { delimiter, encoding } = written;
  const guess = guessMapping(
    { format, delimiter, encoding },
    columns,
    rows.flatMap((row) => ('fields' in row ? [row.fields] : [])),
    known,
  );
  return {
    format,
    encoding,
    delimiter,
    ...guess,
    rows: sampleRows(rows.slice(0, 20), mapping ?? guess.suggestedMapping, columns, known),
  };
}

function sampleRows(rows: FileRow[], mapping: Mapping | null, columns: string[], known: SampleDefaults): SampleRow[] {
  if (!mapping)
    return rows.map((row) =>
      'broken' in row ? { line: row.line, reject: { ...row.broken, column: null, value: null } } : { line: row.line },
    );
  const read = rowReader(mapping, {
    columns,
    messageIdPrefix: 'import:sample:',
    currency: known.currency,
    latest: known.now.getTime() + day,
  });
  return rows.map(read);
}
