import type { Encoding } from './mapping.ts';

/**
 * Files are split into records before they are decoded, so that a record's place in bytes is exact and a byte that is wrong
 * spoils one record and not the file. For that their bytes are seen as a string of *code units*, one character each: bytes for utf-8 and windows-1252
 * (in both a quote, delimiter or line end is one byte that is nothing else), pairs of bytes for utf-16le.
 */
export function toUnits(bytes: Buffer, encoding: Encoding): string {
  return bytes.toString(encoding === 'utf-16le' ? 'utf16le' : 'latin1');
}

/** Bytes in a code unit. */
export function unitSize(encoding: Encoding): 1 | 2 {
  return encoding === 'utf-16le' ? 2 : 1;
}

/** Bytes of the byte order mark that the file begins with, 0 without one. */
export function byteOrderMark(bytes: Buffer, encoding: Encoding): number {
  if (encoding === 'utf-8' && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 3;
  if (encoding === 'utf-16le' && bytes[0] === 0xff && bytes[1] === 0xfe) return 2;
  return 0;
}

/** The text of code units; null where they are not valid in the encoding. */
export function decodeUnits(units: string, encoding: Encoding): string | null {
  switch (encoding) {
    case 'utf-8':
      return /[\x80-\xff]/.test(units) ? decodeUtf8(units) : units;
    case 'windows-1252':
      return units.replaceAll(/[\x80-\x9f]/g, (unit) => windows1252[unit.charCodeAt(0) - 0x80]!);
    case 'utf-16le':
      return units.isWellFormed() ? units : null;
  }
}

/** The text as far as it can be read, for showing: what is invalid, and NUL, becomes U+FFFD. */
export function decodeLoosely(units: string, encoding: Encoding): string {
  const text = encoding === 'utf-8' ? Buffer.from(units, 'latin1').toString('utf8') : decodeUnits(units, encoding);
  return (text ?? units).toWellFormed().replaceAll('\0', '\ufffd');
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeUtf8(units: string): string | null {
  try {
    return strictUtf8.decode(Buffer.from(units, 'latin1'));
  } catch {
    return null;
  }
}

/** What the bytes 0x80 to 0x9f are (WHATWG Encoding Standard, index windows-1252); the five free ones stay control characters. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
