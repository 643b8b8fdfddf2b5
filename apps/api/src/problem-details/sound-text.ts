import type { FieldError } from './problem.schema.ts';

/** Deeper than any document of ours, and far from what would exhaust the stack of those who read it recursively. */
const deepest = 64;

/**
 * What no schema should have to say of each of its strings: PostgreSQL stores neither NUL characters nor halves of
 * surrogate pairs, and nothing here nests without end. Returns the first offence.
 */
export function findUnsound(input: unknown): FieldError | undefined {
  const stack: { value: unknown; path: string; depth: number }[] = [{ value: input, path: '', depth: 0 }];
  for (let item = stack.pop(); item; item = stack.pop()) {
    const { value, path, depth } = item;
    if (typeof value === 'string') {
      const problem = problemOf(value);
      if (problem) return { path, message: problem, code: 'unsound_text' };
    } else if (typeof value === 'object' && value !== null) {
      if (depth >= deepest) return { path, message: `Nested more than ${deepest} levels deep.`, code: 'too_deep' };
      for (const [key, inner] of Object.entries(value)) {
        const problem = problemOf(key);
        if (problem) return { path, message: `The name of a member: ${problem}`, code: 'unsound_text' };
        stack.push({ value: inner, path: `${path}/${pointerPart(key)}`, depth: depth + 1 });
      }
    }
  }
  return undefined;
}

/** A step of a JSON pointer (RFC 6901). */
export function pointerPart(key: PropertyKey): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}

function problemOf(text: string): string | undefined {
  if (text.includes('\0')) return 'NUL characters cannot be stored.';
  if (!text.isWellFormed()) return 'Half a surrogate pair is no text.';
  return undefined;
}
