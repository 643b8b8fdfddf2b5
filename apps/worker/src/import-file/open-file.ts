import { access } from 'node:fs/promises';
import { unitSize } from './code-units.ts';
import { readChunk, readHeader, readStart, type FileFormat } from './csv-chunks.ts';
import type { FileReader } from './file-rows.ts';
import { guessBytes, guessFormat, guessKind, refuseBinary } from './guess-format.ts';
import { openJsonLines } from './json-lines.ts';
import type { Mapping } from './mapping.ts';
import { openParquet } from './parquet-rows.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** A file to be read, and how its text is written where it is CSV. */
export interface OpenedFile extends FileReader {
  csv?: FileFormat;
}

/** What is known of a file before it is opened. */
export interface OpeningSettings extends Partial<Pick<Mapping, 'format' | 'delimiter' | 'encoding' | 'decimalMark'>> {
  /** Columns that are wanted; of a CSV file all are read in any case. Without it: all. */
  only?: string[];
  /** Of JSON Lines, columns beside those that its beginning shows. */
  also?: string[];
}

/**
 * Opens a file as its settings say or, without, as it looks. Throws `UnreadableFile` when it is none of its format, or a Parquet file without
 * one of the columns.
 */
export async function openFile(path: string, settings: OpeningSettings = {}): Promise<OpenedFile> {
  await access(path).catch(() => {
    throw new UnreadableFile('file-missing', 'The file is no longer there. Upload it again.');
  });
  const start = await readStart(path, guessBytes);
  if (start.length === 0) throw new UnreadableFile('empty-file', 'The file is empty.');
  const mark = settings.decimalMark ?? '.';
  switch (settings.format ?? guessKind(start)) {
    case 'parquet':
      if (start.toString('latin1', 0, 4) !== 'PAR1')
        throw new UnreadableFile('not-parquet', 'This is not a Parquet file, which begins with PAR1.');
      return openParquet(path, settings.only, mark);
    case 'jsonl':
      refuseBinary(start, 'text with a JSON object on each line');
      guessKind(start);
      return openJsonLines(path, settings, mark);
    case 'csv':
      return openCsv(path, start, settings);
  }
}

async function openCsv(path: string, start: Buffer, settings: OpeningSettings): Promise<OpenedFile> {
  const csv = guessFormat(start, settings);
  const { columns, next } = await readHeader(path, csv);
  return { format: 'csv', csv, columns, firstRow: next, read: (from, limits) => readChunk(path, csv, from, limits) };
}

/** Bytes that a look at the beginning reads: about `guessBytes` characters. */
export function sampleBytes({ csv }: OpenedFile): number {
  return guessBytes / (csv ? unitSize(csv.encoding) : 1);
}
