import { toUnits } from './code-units.ts';
import type { FileFormat } from './csv-chunks.ts';
import type { Encoding, ImportFormat } from './mapping.ts';
import { scanRecord } from './scan-record.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** Bytes that a guess needs from the beginning of a file. */
export const guessBytes = 64 * 1024;

/**
 * How a file is to be read, judged by its beginning. `encoding` and `delimiter` are taken as given where the caller knows them.
 * Throws `UnreadableFile` when it is empty or no text.
 */
export function guessFormat(start: Buffer, known: { encoding?: Encoding; delimiter?: string } = {}): FileFormat {
  if (start.length === 0) throw new UnreadableFile('empty-file', 'The file is empty.');
  refuseBinary(start, 'text with columns');
  const encoding = known.encoding ?? guessEncoding(start);
  const even = encoding === 'utf-16le' ? start.subarray(0, start.length - (start.length % 2)) : start;
  const text = toUnits(even, encoding);
  if (encoding !== 'utf-16le' && looksBinary(text)) {
    throw new UnreadableFile(
      'not-text',
      'This is no text in any of the encodings utf-8, windows-1252 and utf-16le. Save it as CSV in UTF-8.',
    );
  }
  const lineEnd = text.includes('\r') && !text.includes('\n') ? '\r' : '\n';
  return { encoding, lineEnd, delimiter: known.delimiter ?? guessDelimiter(text, lineEnd) };
}

/** What kind of file it is, judged by its beginning: JSON Lines begin with a brace, Parquet with its name. */
export function guessKind(start: Buffer): ImportFormat {
  if (start.toString('latin1', 0, 4) === 'PAR1') return 'parquet';
  const text = start.toString('utf8', 0, 1_000).replace('\ufeff', '').trimStart();
  if (/^\[\s*[{[]/.test(text))
    throw new UnreadableFile(
      'not-json-lines',
      'This is one JSON array. Write its objects one a line, without commas between the lines (JSON Lines).',
    );
  return /^\{\s*("|\}|$)/.test(text) ? 'jsonl' : 'csv';
}

/** Throws `UnreadableFile` for archives, spreadsheets, pictures. `wanted` says what the file should be. */
export function refuseBinary(start: Buffer, wanted: string): void {
  const kind = binaryKind(start);
  if (kind)
    throw new UnreadableFile('not-text', `This is ${kind}, not ${wanted}. Save it as CSV, JSON Lines or Parquet.`);
}

function guessEncoding(start: Buffer): Encoding {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) {
    throw new UnreadableFile(
      'wrong-encoding',
      'The file is in UTF-16 with the high byte first, which is not read. Save it as UTF-8.',
    );
  }
  // Mostly Latin text in utf-16le has a zero in every second byte.
  let zeros = 0;
  for (let at = 1; at < start.length; at += 2) if (start[at] === 0) zeros += 1;
  if (start.length >= 4 && zeros > start.length / 5) return 'utf-16le';
  // The beginning may end within a character, which has at most four bytes.
  for (let cut = 0; cut < 4; cut += 1) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(start.subarray(0, start.length - cut));
      return 'utf-8';
    } catch {
      if (start.length < guessBytes) break;
    }
  }
  return 'windows-1252';
}

/** The one that cuts the first records into the most columns that all of them have. */
function guessDelimiter(text: string, lineEnd: '\n' | '\r'): string {
  let best = ',';
  let bestColumns = 1;
  for (const delimiter of [',', ';', '\t', '|']) {
    const counts: number[] = [];
    for (let at = 0; at < text.length && counts.length < 50;) {
      const scanned = scanRecord(text, at, true, { delimiter, lineEnd });
      if (scanned.kind !== 'record' && scanned.kind !== 'broken') break;
      at = scanned.end;
      const cutOff = at >= text.length && text.length >= guessBytes / 2;
      if (scanned.kind === 'record' && !cutOff && (scanned.fields.length > 1 || scanned.fields[0] !== ''))
        counts.push(scanned.fields.length);
    }
    const columns = counts[0] ?? 1;
    const alike = counts.filter((count) => count === columns).length;
    if (columns > bestColumns && alike >= counts.length * 0.6) [best, bestColumns] = [delimiter, columns];
  }
  return best;
}

function binaryKind(start: Buffer): string | null {
  const head = start.toString('latin1', 0, 8);
  if (head.startsWith('PK\x03\x04')) return 'a spreadsheet or ZIP archive';
  if (head.startsWith('\x1f\x8b')) return 'a gzip archive';
  if (head.startsWith('%PDF-')) return 'a PDF';
  if (head.startsWith('PAR1')) return 'a Parquet file';
  if (head.startsWith('\xd0\xcf\x11\xe0')) return 'an old spreadsheet';
  if (head.startsWith('\x89PNG') || head.startsWith('\xff\xd8\xff') || head.startsWith('GIF8')) return 'a picture';
  return null;
}

function looksBinary(text: string): boolean {
  let control = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 32 && unit !== 9 && unit !== 10 && unit !== 13) control += 1;
  }
  return control > text.length / 20;
}
