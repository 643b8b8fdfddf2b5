import { RE2JS } from 're2js';
import type { Comparison } from '../comparison.ts';

type TextComparison = Extract<Comparison, { text: string } | { pattern: string }>;

/** Whether a text compares so; `notContains` is answered like `contains`. Nothing is normalised: equal texts have equal UTF-8 bytes. */
export function compareText(text: string, comparison: TextComparison): boolean {
  const fold = (each: string): string => lowerCase(each, comparison.ignoreCase);
  switch (comparison.type) {
    case 'contains':
    case 'notContains':
      return fold(text).includes(fold(comparison.text));
    case 'startsWith':
      return fold(text).startsWith(fold(comparison.text));
    case 'endsWith':
      return fold(text).endsWith(fold(comparison.text));
    case 'matches': {
      const ignoreCase = comparison.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0;
      return RE2JS.compile(comparison.pattern, RE2JS.DOTALL | ignoreCase).test(text);
    }
  }
}

export function sameText(one: string, other: string, ignoreCase: boolean): boolean {
  return lowerCase(one, ignoreCase) === lowerCase(other, ignoreCase);
}

function lowerCase(text: string, ignoreCase = false): string {
  return ignoreCase ? text.toLowerCase() : text;
}
