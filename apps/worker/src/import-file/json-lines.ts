import { isUtf8 } from 'node:buffer';
import { open, type FileHandle } from 'node:fs/promises';
import { cellOf } from './cell-of.ts';
import { addPaths, valueAt } from './field-path.ts';
import {
  chunkLimits,
  rowLimit,
  type ChunkLimits,
  type FileChunk,
  type FilePosition,
  type FileReader,
  type FileRow,
} from './file-rows.ts';
import { guessBytes } from './guess-format.ts';
import { parseLine, type BrokenLine } from './parse-line.ts';
import { UnreadableFile } from './unreadable-file.ts';

const blockBytes = 1024 * 1024;

/**
 * A file with a JSON object on each line (UTF-8, lines end with LF or CRLF). Its columns are the paths found in its beginning (64 KiB) and
 * those in `also`, or those in `only`. `mark` is what cells have before decimals.
 */
export async function openJsonLines(
  path: string,
  { only, also = [] }: { only?: string[]; also?: string[] },
  mark: '.' | ',',
): Promise<FileReader> {
  const firstRow = { byte: (await startsWithMark(path)) ? 3 : 0, line: 1 };
  const read = (from: FilePosition, names: readonly string[], limits: ChunkLimits): Promise<FileChunk> =>
    readLines(path, from, limits, (line, object) => ({
      line: line.line,
      fields: names.map((name) => cellOf(valueAt(object, name), mark)),
      raw: line.raw,
    }));
  const found = await findPaths(path, firstRow);
  const known = only ?? [...new Set([...found, ...also])];
  return { format: 'jsonl', columns: known, firstRow, read: (from, limits = chunkLimits) => read(from, known, limits) };
}

async function findPaths(path: string, firstRow: FilePosition): Promise<string[]> {
  const paths = new Set<string>();
  const { rows } = await readLines(path, firstRow, { rows: 200, bytes: guessBytes }, (line, object) => {
    addPaths(object, paths);
    return { ...line, fields: [] };
  });
  const [first] = rows;
  if (!first) throw new UnreadableFile('empty-file', 'The file is empty.');
  if ('broken' in first && paths.size === 0)
    throw new UnreadableFile(
      'not-json-lines',
      `The file has no JSON object on its first line. ${first.broken.message}`,
    );
  return [...paths];
}

async function startsWithMark(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(3), 0, 3, 0);
    return buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
  } finally {
    await file.close();
  }
}

type Line = { line: number; raw: () => string };

async function readLines(
  path: string,
  from: FilePosition,
  limits: ChunkLimits,
  rowOf: (line: Line, object: Record<string, unknown>) => FileRow,
): Promise<FileChunk> {
  const file = await open(path, 'r');
  try {
    return await collect(file, from, limits, rowOf);
  } finally {
    await file.close();
  }
}

async function collect(
  file: FileHandle,
  from: FilePosition,
  limits: ChunkLimits,
  rowOf: (line: Line, object: Record<string, unknown>) => FileRow,
): Promise<FileChunk> {
  const rows: FileRow[] = [];
  let held: Buffer = Buffer.alloc(0);
  /** Bytes of the file in front of `held`, and the place in it up to which it is done. */
  let base = from.byte;
  let at = 0;
  let { line } = from;
  let final = false;
  let skipping = false;
  const take = (bytes: Buffer): void => {
    const raw = (): string => rawText(bytes);
    const parsed = bytes.length > rowLimit ? tooLarge : textOf(bytes);
    if (parsed === null) return;
    if ('broken' in parsed) rows.push({ line, raw, ...parsed });
    else rows.push(rowOf({ line, raw }, parsed.object));
  };
  for (;;) {
    const read = base + at - from.byte;
    if (!skipping && (rows.length >= limits.rows || read >= limits.bytes))
      return { rows, next: { byte: base + at, line }, done: final && at === held.length };
    const end = held.indexOf(10, at);
    if (end !== -1) {
      if (!skipping) take(held.subarray(at, end));
      skipping = false;
      at = end + 1;
      line += 1;
      continue;
    }
    if (final) {
      if (!skipping) take(held.subarray(at));
      return { rows, next: { byte: base + held.length, line: line + 1 }, done: true };
    }
    if (!skipping && held.length - at > rowLimit) {
      take(held.subarray(at));
      skipping = true;
    }
    if (skipping) at = held.length;
    base += at;
    const block = await readBlock(file, base + held.length - at);
    final = block.length < blockBytes;
    held = at === held.length ? block : Buffer.concat([held.subarray(at), block]);
    at = 0;
  }
}

async function readBlock(file: FileHandle, position: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(blockBytes);
  let filled = 0;
  while (filled < blockBytes) {
    const { bytesRead } = await file.read(buffer, filled, blockBytes - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

const tooLarge: BrokenLine = { broken: { code: 'record-too-large', message: 'The row is larger than 1 MiB.' } };
const notUtf8: BrokenLine = { broken: { code: 'wrong-encoding', message: 'The row has bytes that are not utf-8.' } };

function textOf(bytes: Buffer): ReturnType<typeof parseLine> {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') && !isUtf8(bytes) ? notUtf8 : parseLine(text);
}

function rawText(bytes: Buffer): string {
  return bytes.subarray(0, 8_000).toString('utf8').trimEnd().slice(0, 2_000).toWellFormed().replaceAll('\0', '\ufffd');
}
