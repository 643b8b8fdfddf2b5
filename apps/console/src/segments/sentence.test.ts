import { describe, expect, it } from 'vitest';
import type { SayingConditions } from '../conditions/condition-said.ts';
import type { LeafDraft } from '../conditions/condition-draft.ts';
import { newEvent } from '../conditions/new-conditions.ts';
import { filterAsDraft } from '../event-filters/filter-draft.ts';
import { newRefinement } from '../refinement/refinement-draft.ts';
import { aggregateRule, emptyRule, emptyTree, group, leafRule, segmentRule, type RuleNode } from './rule-tree.ts';
import { sentenceParts, type SentencePart } from './sentence.ts';

const heavy = '0192e0a0-0000-7000-8000-000000000001';
const purchased = '0192e0a0-0000-7000-8000-000000000002';
const line = '0192e0a0-0000-7000-8000-000000000003';

/** The pieces as one line. */
function sentenceText(pieces: SentencePart[]): string {
  return pieces
    .map((piece) => (piece.type === 'chip' ? `${piece.text} ${piece.strong} ${piece.tail ?? ''}`.trim() : piece.text))
    .join(' ')
    .replaceAll('( ', '(')
    .replaceAll(' )', ')');
}

const saying: SayingConditions = {
  nameOf: (id) =>
    ({ [purchased]: 'Purchases, last year', [heavy]: 'Heavy buyers', [line]: 'Heavy-buyer line' })[id] ?? '?',
  valueOf: (metric) => (metric === line ? '2.00000000' : null),
  typeOf: (leaf) => (leaf.type === 'attribute' ? leaf.attribute.type : 'integer'),
  currency: 'EUR',
  timeZone: 'UTC',
};
const purchases = (comparison: Extract<LeafDraft, { type: 'aggregate' }>['comparison']) => ({
  ...aggregateRule(purchased),
  comparison,
});
const more = purchases({ type: 'moreThan', operand: { type: 'metric', metric: line } });
const read = (include: RuleNode[], match: 'all' | 'any' = 'all', exclude: RuleNode[] = []): string =>
  sentenceText(sentenceParts({ include: group(match, include), exclude: group('any', exclude) }, saying));

describe('the sentence of a segment', () => {
  it('speaks of everyone while there is no rule', () => {
    expect(sentenceText(sentenceParts(emptyTree(), saying))).toBe('All customers');
  });

  it('shows a metric with the value it has', () => {
    expect(read([more])).toBe('Customers with Purchases, last year more than Heavy-buyer line (2)');
  });

  it('joins by and or or, with brackets round groups inside', () => {
    const inner = group('any', [
      segmentRule(heavy, false),
      purchases({ type: 'atMost', operand: { type: 'constant', value: 3 } }),
    ]);
    expect(read([segmentRule(heavy), inner])).toBe(
      'Customers in Heavy buyers and (not in Heavy buyers or with Purchases, last year at most 3)',
    );
  });

  it('ends with the exclusions, of everyone too', () => {
    expect(read([], 'all', [segmentRule(heavy)])).toBe('All customers except in Heavy buyers');
  });

  it('says not before a group that is turned round', () => {
    expect(read([group('all', [segmentRule(heavy)], true)])).toBe('Customers not (in Heavy buyers)');
  });

  it.each<[string, LeafDraft]>([
    [
      'whose country is one of Finland or Germany',
      {
        type: 'attribute',
        attribute: { name: 'country', type: 'string' },
        comparison: { type: 'in', values: ['Finland', 'Germany'] },
      },
    ],
    [
      'whose birthday is in the next 7 days',
      {
        type: 'attribute',
        attribute: { name: 'birthday', type: 'datetime' },
        comparison: { type: 'withinNext', count: 7, unit: 'day' },
      },
    ],
    ['who have not agreed to email', { type: 'consent', channel: 'email', is: false }],
    [
      'who performed transaction.charge at least 3 times, once per orderId, last 365 days, where store is E-commerce and a product line has (category is Shoes and price more than €50.00)',
      {
        ...newEvent('transaction.charge'),
        times: { type: 'atLeast', operand: { type: 'constant', value: 3 } },
        distinctBy: { name: 'orderId', type: 'string' },
        filter: filterAsDraft({
          type: 'all',
          of: [
            {
              type: 'parameter',
              parameter: { name: 'store', type: 'string' },
              comparison: { type: 'equals', operand: { type: 'constant', value: 'E-commerce' } },
            },
            {
              type: 'products',
              quantifier: 'some',
              where: {
                type: 'all',
                of: [
                  {
                    type: 'field',
                    field: 'category',
                    comparison: { type: 'equals', operand: { type: 'constant', value: 'Shoes' } },
                  },
                  {
                    type: 'field',
                    field: 'price',
                    comparison: { type: 'moreThan', operand: { type: 'constant', value: 50 } },
                  },
                ],
              },
            },
          ],
        }),
      },
    ],
    [
      'who performed cart.add, then transaction.charge each within 1 day, without cart.remove between, all time',
      {
        type: 'sequence',
        steps: [
          { id: '1', actions: ['cart.add'], filter: filterAsDraft(undefined) },
          { id: '2', actions: ['transaction.charge'], filter: filterAsDraft(undefined) },
        ],
        within: { count: 1, unit: 'day' },
        without: { id: '3', actions: ['cart.remove'], filter: filterAsDraft(undefined) },
        window: { type: 'allTime' },
      },
    ],
  ])('says: %s', (said, leaf) => {
    expect(read([leafRule(leaf)])).toBe(`Customers ${said}`);
  });

  it('ends with the refinement', () => {
    const refine = {
      ...newRefinement(),
      by: { type: 'aggregate' as const, aggregate: purchased },
      window: { type: 'previous' as const, unit: 'year' as const },
      ties: { type: 'include' as const },
    };
    expect(sentenceText(sentenceParts(emptyTree(), saying, refine))).toBe(
      'All customers only the top 100 by Purchases, last year previous year, ties included',
    );
    expect(sentenceParts(emptyTree(), saying, newRefinement()).at(-1)).toMatchObject({ complete: false, strong: '…' });
  });

  it('marks what is still to be chosen, and leads to it', () => {
    const rule = emptyRule();
    const blank = purchases({ type: 'moreThan', operand: { type: 'constant', value: null } });
    expect(sentenceParts({ include: group('all', [rule, blank]), exclude: group('any') }, saying)).toEqual([
      { type: 'text', text: 'Customers' },
      { type: 'chip', rule: rule.id, text: 'something to choose', strong: '', complete: false },
      { type: 'word', text: 'and' },
      expect.objectContaining({ type: 'chip', strong: '…', complete: false }),
    ]);
  });
});
