/** How a file is cut into records and fields. */
export interface Dialect {
  delimiter: string;
  /** What ends a line; a carriage return before a line feed belongs to the end. */
  lineEnd: '\n' | '\r';
}

export type BrokenCode = 'unterminated-quote' | 'text-after-quote' | 'record-too-large';

export type Scanned =
  /** Fields in code units, quotes taken off. `end` is where the next record begins; `lines` is how many lines this one has. */
  | { kind: 'record'; fields: string[]; end: number; lines: number }
  /** A line that is no record. It alone is passed over: the next record is looked for on the next line. */
  | { kind: 'broken'; code: BrokenCode; message: string; end: number }
  /** A line too long to keep whose end has not been read yet: pass over everything up to the next line end. */
  | { kind: 'endless'; message: string }
  /** The record may go on after the end of the text: call again with more. */
  | { kind: 'incomplete' };

/** Code units that a record has at most. */
export const recordLimit = 1024 * 1024;

/**
 * The record that begins at `start` (RFC 4180; a quote inside an unquoted field is an ordinary character, as most writers mean it).
 * `final` says that nothing follows the text. What is found does not depend on how a file is cut into texts.
 */
export function scanRecord(text: string, start: number, final: boolean, dialect: Dialect): Scanned {
  const newline = text.indexOf(dialect.lineEnd, start);
  const lineEnd = newline === -1 ? text.length : newline;
  if (lineEnd - start > recordLimit) {
    if (newline === -1) return { kind: 'endless', message: tooLarge };
    return { kind: 'broken', code: 'record-too-large', message: tooLarge, end: newline + 1 };
  }
  if (newline === -1 && !final) return { kind: 'incomplete' };
  const line = text.slice(start, trimmed(text, start, lineEnd, dialect));
  if (!line.includes('"')) {
    return {
      kind: 'record',
      fields: line.split(dialect.delimiter),
      end: newline === -1 ? text.length : newline + 1,
      lines: 1,
    };
  }
  return scanQuoted(text, start, final, dialect);
}

const tooLarge = 'The row is larger than 1 MiB.';

function scanQuoted(text: string, start: number, final: boolean, dialect: Dialect): Scanned {
  const fields: string[] = [];
  let lines = 1;
  for (let at = start; ;) {
    if (text[at] !== '"') {
      const newline = text.indexOf(dialect.lineEnd, at);
      if (newline === -1 && !final) return { kind: 'incomplete' };
      const lineEnd = newline === -1 ? text.length : newline;
      const rest = text.slice(at, trimmed(text, at, lineEnd, dialect));
      const delimiter = rest.indexOf(dialect.delimiter);
      if (delimiter === -1) {
        fields.push(rest);
        return { kind: 'record', fields, end: newline === -1 ? text.length : newline + 1, lines };
      }
      fields.push(rest.slice(0, delimiter));
      at += delimiter + 1;
      continue;
    }
    const close = closingQuote(text, at + 1, start);
    if (close === 'beyond' || (close === 'unknown' && final))
      return brokenLine(text, start, dialect, 'unterminated-quote', unterminated);
    if (close === 'unknown' || (close + 1 === text.length && !final)) return { kind: 'incomplete' };
    const field = text.slice(at + 1, close);
    lines += occurrences(field, dialect.lineEnd);
    fields.push(field.includes('"') ? field.replaceAll('""', '"') : field);
    at = close + 1;
    if (text[at] === dialect.delimiter) {
      at += 1;
      continue;
    }
    if (at === text.length) return { kind: 'record', fields, end: at, lines };
    if (text[at] === dialect.lineEnd) return { kind: 'record', fields, end: at + 1, lines };
    if (text[at] === '\r') {
      if (text[at + 1] === dialect.lineEnd) return { kind: 'record', fields, end: at + 2, lines };
      if (at + 1 === text.length) {
        if (!final) return { kind: 'incomplete' };
        return { kind: 'record', fields, end: at + 1, lines };
      }
    }
    return brokenLine(text, start, dialect, 'text-after-quote', afterQuote);
  }
}

const unterminated = 'A quote is opened and never closed (within 1 MiB).';
const afterQuote = 'Something stands between a closing quote and the next delimiter.';

/** Where the quoted field that is read from `from` ends; `unknown` within the text, or `beyond` what a record may have. */
function closingQuote(text: string, from: number, recordStart: number): number | 'unknown' | 'beyond' {
  for (let at = from; ;) {
    const quote = text.indexOf('"', at);
    if ((quote === -1 ? text.length : quote) - recordStart > recordLimit) return 'beyond';
    if (quote === -1) return 'unknown';
    if (text[quote + 1] !== '"') return quote;
    at = quote + 2;
  }
}

function brokenLine(text: string, start: number, dialect: Dialect, code: BrokenCode, message: string): Scanned {
  const newline = text.indexOf(dialect.lineEnd, start);
  return { kind: 'broken', code, message, end: newline === -1 ? text.length : newline + 1 };
}

/** The end of a line without the carriage return that belongs to its line end. */
function trimmed(text: string, start: number, lineEnd: number, dialect: Dialect): number {
  return dialect.lineEnd === '\n' && lineEnd > start && text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
}

function occurrences(text: string, unit: string): number {
  let count = 0;
  for (let at = text.indexOf(unit); at !== -1; at = text.indexOf(unit, at + 1)) count += 1;
  return count;
}
