import { describe, expect, it } from 'vitest';
import { aggregateRule, emptyRule, emptyTree, group, segmentRule, type AggregateRule } from './rule-tree.ts';
import { sentenceParts, type Names, type SentencePart } from './sentence.ts';

/** The pieces as one line. */
function sentenceText(pieces: SentencePart[]): string {
  return pieces
    .map((piece) => (piece.type === 'chip' ? `${piece.text} ${piece.strong}`.trim() : piece.text))
    .join(' ')
    .replaceAll('( ', '(')
    .replaceAll(' )', ')');
}

const names: Names = {
  nameOf: (id) => ({ purchases: 'Purchases, last year', heavy: 'Heavy buyers', line: 'Heavy-buyer line' })[id] ?? '?',
  valueOf: (metric) => (metric === 'line' ? '2.00000000' : null),
};
const purchases = (change: Partial<AggregateRule> = {}): AggregateRule => ({
  ...aggregateRule('purchases'),
  ...change,
});
const read = (
  include: Parameters<typeof group>[1],
  match: 'all' | 'any' = 'all',
  exclude: Parameters<typeof group>[1] = [],
): string => sentenceText(sentenceParts({ include: group(match, include), exclude: group('any', exclude) }, names));

describe('the sentence of a segment', () => {
  it('speaks of everyone while there is no rule', () => {
    expect(sentenceText(sentenceParts(emptyTree(), names))).toBe('All customers');
  });

  it('shows a metric with the value it has', () => {
    expect(read([purchases({ operand: { type: 'metric', metric: 'line' } })])).toBe(
      'Customers with Purchases, last year more than Heavy-buyer line (2)',
    );
  });

  it('joins by and or or, with brackets round groups inside', () => {
    const inner = group('any', [
      segmentRule('heavy', false),
      purchases({ comparison: 'atMost', operand: { type: 'constant', value: 3 } }),
    ]);
    expect(read([segmentRule('heavy'), inner])).toBe(
      'Customers with in Heavy buyers and (not in Heavy buyers or Purchases, last year at most 3)',
    );
  });

  it('ends with the exclusions, of everyone too', () => {
    expect(read([], 'all', [segmentRule('heavy')])).toBe('All customers except in Heavy buyers');
  });

  it('says not before a group that is turned round', () => {
    expect(read([group('all', [segmentRule('heavy')], true)])).toBe('Customers with not (in Heavy buyers)');
  });

  it('marks what is still to be chosen, and leads to it', () => {
    const rule = emptyRule();
    expect(sentenceParts({ include: group('all', [rule, purchases()]), exclude: group('any') }, names)).toEqual([
      { type: 'text', text: 'Customers with' },
      { type: 'chip', rule: rule.id, text: 'something to choose', strong: '', complete: false },
      { type: 'word', text: 'and' },
      expect.objectContaining({ type: 'chip', strong: '…', complete: false }),
    ]);
  });
});
