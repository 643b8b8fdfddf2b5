import type { BrokenRowCode } from './file-rows.ts';

export interface BrokenLine {
  broken: { code: BrokenRowCode; message: string };
}

/** Objects and lists within each other, at most. */
const deepest = 32;

/**
 * The object that a line of JSON is; null for a blank line. Whole numbers too great for a number stay the text they are, so that no digit
 * of an id is lost.
 */
export function parseLine(text: string): { object: Record<string, unknown> } | BrokenLine | null {
  if (text.trim() === '') return null;
  if (text.includes('\0')) return broken('nul-character', 'The row has a NUL character in it.');
  if (isTooDeep(text)) return broken('too-deep', `The row has more than ${deepest} levels of objects and lists.`);
  try {
    const value: unknown = needsCare.test(text) ? parseWithCare(text) : JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { object: value as Record<string, unknown> };
    return broken('not-an-object', 'The row is not a JSON object, which stands in braces.');
  } catch (error) {
    if (error instanceof BadText) return broken(error.code, error.message);
    const place = error instanceof Error ? /column (\d+)/.exec(error.message)?.[1] : undefined;
    return broken(
      'bad-json',
      `The row is not valid JSON${place === undefined ? ': it ends too early' : `: see character ${place}`}.`,
    );
  }
}

/** Escapes of NUL and of halves of characters, and numbers that may be too long. */
const needsCare = /\\u(0000|[dD][89a-fA-F])|\d{16}/;

class BadText extends Error {
  readonly code: BrokenRowCode;

  constructor(code: BrokenRowCode, message: string) {
    super(message);
    this.code = code;
  }
}

type Reviver = (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown;

const careful: Reviver = (key, value, { source }) => {
  if (typeof value === 'number' && source !== undefined && !Number.isSafeInteger(value) && /^-?\d+$/.test(source))
    return source;
  for (const text of [key, value]) {
    if (typeof text !== 'string') continue;
    if (text.includes('\0')) throw new BadText('nul-character', 'The row has a NUL character in it.');
    if (!text.isWellFormed())
      throw new BadText('wrong-encoding', 'The row has half a character in it (\\ud800 to \\udfff).');
  }
  return value;
};

function parseWithCare(text: string): unknown {
  return JSON.parse(text, careful as (this: unknown, key: string, value: unknown) => unknown);
}

/** Counts roughly first: nearly every line has fewer brackets than levels are allowed. */
function isTooDeep(text: string): boolean {
  let brackets = 0;
  for (const bracket of ['{', '['])
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) brackets += 1;
  if (brackets <= deepest) return false;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at];
    if (unit === '\\' && quoted) at += 1;
    else if (unit === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (unit === '{' || unit === '[') depth += 1;
    else if (unit === '}' || unit === ']') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

function broken(code: BrokenRowCode, message: string): BrokenLine {
  return { broken: { code, message } };
}
