import { open, type FileHandle } from 'node:fs/promises';
import { byteOrderMark, decodeLoosely, decodeUnits, toUnits, unitSize } from './code-units.ts';
import type { Encoding } from './mapping.ts';
import {
  chunkLimits,
  type BrokenRowCode,
  type ChunkLimits,
  type FileChunk,
  type FilePosition,
  type FileRow,
} from './file-rows.ts';
import { scanRecord, type Dialect } from './scan-record.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** How a file is to be read. */
export interface FileFormat extends Dialect {
  encoding: Encoding;
}

const blockBytes = 1024 * 1024;

/**
 * Reads the records from a position on, at most a chunk of them; blank lines are passed over. Holds about the chunk
 * in memory, however large the file and its lines. Lines that cannot be read become rows that say why.
 */
export async function readChunk(
  path: string,
  format: FileFormat,
  from: FilePosition,
  limits: ChunkLimits = chunkLimits,
): Promise<FileChunk> {
  const file = await open(path, 'r');
  try {
    return await collect(file, format, from, limits);
  } finally {
    await file.close();
  }
}

/** The names in the first record, each once (a second `name` becomes `name (2)`), and where the rows begin. */
export async function readHeader(path: string, format: FileFormat): Promise<{ columns: string[]; next: FilePosition }> {
  const first = await readStart(path, 4);
  const byte = byteOrderMark(first, format.encoding);
  const chunk = await readChunk(path, format, { byte, line: 1 }, { rows: 1, bytes: Infinity });
  const header = chunk.rows[0];
  if (!header) throw new UnreadableFile('empty-file', 'The file is empty.');
  if ('broken' in header)
    throw new UnreadableFile(
      'no-header',
      `The first line should name the columns and cannot be read. ${header.broken.message}`,
    );
  return { columns: distinctNames(header.fields.map((field) => String(field))), next: chunk.next };
}

/** The first bytes of a file. */
export async function readStart(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function collect(
  file: FileHandle,
  format: FileFormat,
  from: FilePosition,
  limits: ChunkLimits,
): Promise<FileChunk> {
  const size = unitSize(format.encoding);
  const { delimiter, lineEnd } = format;
  const rows: FileRow[] = [];
  let text = '';
  /** Bytes of the file in front of `text`, and the place in `text` up to which it is done. */
  let base = from.byte;
  let at = 0;
  let { line } = from;
  let final = false;
  let skipping = false;
  for (;;) {
    const position = base + at * size;
    if (rows.length >= limits.rows || position - from.byte >= limits.bytes) {
      if (!skipping) return { rows, next: { byte: position, line }, done: final && at === text.length };
    }
    if (skipping) {
      const newline = text.indexOf(lineEnd, at);
      at = newline === -1 ? text.length : newline + 1;
      if (newline !== -1) skipping = false;
      if (newline !== -1) line += 1;
    }
    const scanned =
      at === text.length ? ({ kind: 'incomplete' } as const) : scanRecord(text, at, final, { delimiter, lineEnd });
    switch (scanned.kind) {
      case 'incomplete': {
        if (final) return { rows, next: { byte: base + text.length * size, line }, done: true };
        base += at * size;
        const block = await readBlock(file, base + (text.length - at) * size, format.encoding);
        final = block.final;
        text = text.slice(at) + block.text;
        at = 0;
        break;
      }
      case 'endless':
        rows.push(brokenRow(line, text.slice(at, at + 2_000), format.encoding, 'record-too-large', scanned.message));
        at = text.length;
        skipping = true;
        break;
      case 'broken':
        rows.push(brokenRow(line, text.slice(at, scanned.end), format.encoding, scanned.code, scanned.message));
        at = scanned.end;
        line += 1;
        break;
      case 'record':
        if (scanned.fields.length > 1 || scanned.fields[0] !== '')
          rows.push(recordRow(line, text.slice(at, scanned.end), scanned.fields, format.encoding));
        at = scanned.end;
        line += scanned.lines;
    }
  }
}

async function readBlock(
  file: FileHandle,
  position: number,
  encoding: Encoding,
): Promise<{ text: string; final: boolean }> {
  const buffer = Buffer.allocUnsafe(blockBytes);
  let filled = 0;
  while (filled < blockBytes) {
    const { bytesRead } = await file.read(buffer, filled, blockBytes - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return {
    text: toUnits(buffer.subarray(0, filled - (filled % unitSize(encoding))), encoding),
    final: filled < blockBytes,
  };
}

function recordRow(line: number, units: string, fields: string[], encoding: Encoding): FileRow {
  if (units.includes('\0'))
    return brokenRow(line, units, encoding, 'nul-character', 'The row has a NUL character in it.');
  for (const [index, field] of fields.entries()) {
    const text = decodeUnits(field, encoding);
    if (text === null)
      return brokenRow(line, units, encoding, 'wrong-encoding', `The row has bytes that are not ${encoding}.`);
    fields[index] = text;
  }
  return { line, fields, raw: rawText(units, encoding) };
}

function brokenRow(line: number, units: string, encoding: Encoding, code: BrokenRowCode, message: string): FileRow {
  return { line, broken: { code, message }, raw: rawText(units, encoding) };
}

function rawText(units: string, encoding: Encoding): () => string {
  return () => decodeLoosely(units.slice(0, 4_000), encoding).trimEnd().slice(0, 2_000).toWellFormed();
}

function distinctNames(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    const plain = name.trim() || `column ${index + 1}`;
    let free = plain;
    for (let n = 2; taken.has(free); n += 1) free = `${plain} (${n})`;
    taken.add(free);
    return free;
  });
}
