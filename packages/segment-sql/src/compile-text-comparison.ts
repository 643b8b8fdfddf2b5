import type { Comparison } from '@cutline/segment-definition';
import type { Parameters } from './parameters.ts';

/** Comparisons of texts with texts that are written down. */
export type TextComparison = Extract<Comparison, { text: string } | { type: 'matches' }>;

/**
 * UInt8, NULL where `text` is: whether a text (Nullable(String)) compares so; `notContains` as its opposite, which it is up to
 * the caller to negate with NULL.
 */
export function compileTextComparison(text: string, comparison: TextComparison, parameters: Parameters): string {
  if (comparison.type === 'matches') {
    // `s`: a dot matches line ends too.
    const flags = comparison.ignoreCase ? '(?si)' : '(?s)';
    return `match(${text}, ${parameters.add('pattern', 'String', flags + comparison.pattern)})`;
  }
  const left = casedSql(text, comparison.ignoreCase);
  const right = casedSql(parameters.add('text', 'String', comparison.text), comparison.ignoreCase);
  switch (comparison.type) {
    case 'contains':
    case 'notContains':
      return `position(${left}, ${right}) > 0`;
    case 'startsWith':
      return `startsWith(${left}, ${right})`;
    case 'endsWith':
      return `endsWith(${left}, ${right})`;
  }
}

/** UInt8, NULL where `text` is: whether a text is one of some. */
export function compileTextIn(
  text: string,
  { values, ignoreCase }: Extract<Comparison, { type: 'in' | 'notIn' }>,
  parameters: Parameters,
): string {
  const texts = parameters.add('texts', 'Array(String)', values.map(String));
  if (!ignoreCase) return `${text} IN ${texts}`;
  return `lowerUTF8(${text}) IN arrayMap(each -> lowerUTF8(each), ${texts})`;
}

/** A text, or its lower-case form: Unicode's, without regard to language. */
export function casedSql(text: string, ignoreCase: boolean | undefined): string {
  return ignoreCase ? `lowerUTF8(${text})` : text;
}
