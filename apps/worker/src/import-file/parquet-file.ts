import { open } from 'node:fs/promises';
import { parquetMetadataAsync, parquetRead } from 'hyparquet';
import type { AsyncBuffer, Compressors, DecodedArray, FileMetaData, RowGroup } from 'hyparquet/src/types.js';
import { compressors } from 'hyparquet-compressors';
import { UnreadableFile } from './unreadable-file.ts';
import { notText, textOf } from './parquet-columns.ts';

/** Rows that one row group has at most, and bytes that its columns in use have unpacked: a group is read as a whole. */
const groupLimit = { rows: 5_000_000, bytes: 1024 ** 3 };
/** Bytes of a page, unpacked. Writers make them of about 1 MiB. */
const pageLimit = 256 * 1024 ** 2;

/** A file whose footer has been read. */
export interface ParquetFile {
  path: string;
  bytes: number;
  rows: number;
  metadata: FileMetaData;
  /** The first row of each row group, 0-based, and behind the last one the number of rows. */
  starts: number[];
}

/** Values of columns by their name, one for each row of a range. */
export type ColumnValues = Map<string, DecodedArray>;

/** Reads the footer. Throws `UnreadableFile` where it is damaged. */
export async function openParquetFile(path: string): Promise<ParquetFile> {
  const file = await open(path, 'r');
  const bytes = await file
    .stat()
    .then(
      ({ size }) => size,
      () => 0,
    )
    .finally(() => file.close());
  if (bytes < 12)
    throw new UnreadableFile('broken-parquet', 'The file is too short to be a Parquet file: it was cut off.');
  const metadata = await orBroken('Its footer cannot be read', () =>
    parquetMetadataAsync(bufferOf(path, bytes), { geoparquet: false }),
  );
  const starts = [0];
  if (!Array.isArray(metadata.row_groups) || !Array.isArray(metadata.schema)) throw damaged('Its footer says nothing');
  for (const { num_rows: rows } of metadata.row_groups) {
    if (typeof rows !== 'bigint' || rows < 0n || rows > BigInt(Number.MAX_SAFE_INTEGER))
      throw damaged('A row group has an impossible number of rows');
    starts.push(starts.at(-1)! + Number(rows));
  }
  return { path, bytes, rows: starts.at(-1)!, metadata, starts };
}

/** Values of columns in rows `from` up to, not with, `to`, which lie in one row group. */
export async function readColumns(file: ParquetFile, names: string[], from: number, to: number): Promise<ColumnValues> {
  const group = file.metadata.row_groups[file.starts.findLastIndex((start) => start <= from)]!;
  const unpacked = await orBroken('Its footer cannot be read', () => unpackedBytes(group, names));
  if (group.num_rows > BigInt(groupLimit.rows) || unpacked > groupLimit.bytes)
    throw new UnreadableFile(
      'row-group-too-large',
      'A row group of the file has more than 5 million rows or 1 GiB. Write it with smaller row groups, of a million rows, say.',
    );
  const runs = new Map(names.map((name) => [name, [] as { start: number; values: DecodedArray }[]]));
  await orBroken(`The rows from ${from + 1} on cannot be read`, () =>
    parquetRead({
      file: bufferOf(file.path, file.bytes),
      metadata: file.metadata,
      columns: names,
      rowStart: from,
      rowEnd: to,
      utf8: false,
      geoparquet: false,
      compressors: bounded,
      parsers: { stringFromBytes: strictText, jsonFromBytes: strictText },
      onChunk: ({ columnName, columnData, rowStart }) =>
        void runs.get(columnName)?.push({ start: rowStart, values: columnData }),
    }),
  );
  return new Map([...runs].map(([name, found]) => [name, joined(found, from, to)]));
}

function unpackedBytes({ columns }: RowGroup, names: string[]): number {
  const used = columns
    .map(({ meta_data: column }) => column)
    .filter((column) => names.includes(column?.path_in_schema[0] ?? ''));
  return used.reduce((sum, column) => sum + Number(column!.total_uncompressed_size), 0);
}

function joined(runs: { start: number; values: DecodedArray }[], from: number, to: number): DecodedArray {
  const [only] = runs;
  if (only && runs.length === 1 && only.start === from && only.values.length >= to - from) return only.values;
  const all: unknown[] = [];
  for (const { start, values } of runs)
    for (let at = Math.max(0, from - start); at < values.length && start + at < to; at += 1)
      all[start + at - from] = values[at];
  if (runs.length > 0 && all.length < to - from) throw damaged('A column has fewer rows than the file says');
  return all;
}

const strictText = (bytes: Uint8Array | undefined): unknown => (bytes ? (textOf(bytes) ?? notText) : bytes);

/** The usual ones; a page that would unpack to more than anybody writes is not unpacked. */
const bounded: Compressors = Object.fromEntries(
  Object.entries(compressors).map(([codec, unpack]) => [
    codec,
    (input: Uint8Array, length: number): Uint8Array => {
      if (length > pageLimit) throw damaged('A page is larger than 256 MiB');
      return unpack(input, length);
    },
  ]),
);

function bufferOf(path: string, byteLength: number): AsyncBuffer {
  return {
    byteLength,
    slice(start, end = byteLength) {
      const reading = readBytes(path, byteLength, start, end);
      // The library asks for several parts at once and gives up at the first that fails: nobody waits for the others.
      reading.catch(() => {});
      return reading;
    },
  };
}

async function readBytes(path: string, byteLength: number, start: number, end: number): Promise<ArrayBuffer> {
  if (!(start >= 0 && end >= start && end <= byteLength)) throw damaged('It points beyond its end');
  const bytes = new Uint8Array(end - start);
  const file = await open(path, 'r');
  try {
    for (let filled = 0; filled < bytes.length;) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) throw damaged('It is shorter than it was');
      filled += bytesRead;
    }
  } finally {
    await file.close();
  }
  return bytes.buffer;
}

/** Does `read`, and says of what it throws that the file is broken: at a damaged one it may be any error. Those of the disk are left as they are. */
export async function orBroken<T>(what: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableFile || (error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    const reason = error instanceof Error ? error.message.slice(0, 200) : '';
    throw damaged(`${what} (${reason})`);
  }
}

function damaged(what: string): UnreadableFile {
  return new UnreadableFile('broken-parquet', `The Parquet file is damaged or was cut off. ${what}.`);
}
