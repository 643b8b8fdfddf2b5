import {
  formatVersion,
  languages,
  sentence,
  speakerOf,
  type Condition,
  type Definition,
  type Definitions,
  type Refinement,
} from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { newEvent, newSequence } from '../conditions/new-conditions.ts';
import { newParameterRule } from '../event-filters/new-rules.ts';
import { newRefinement } from '../refinement/refinement-draft.ts';
import { conditionAsTree } from './rule-tree-condition.ts';
import { aggregateRule, emptyRule, emptyTree, group, leafRule, type RuleNode } from './rule-tree.ts';
import { refinementId, sentenceParts, type SaidSegment, type SentencePart } from './sentence.ts';

const heavy = '0192e0a0-0000-7000-8000-000000000001';
const purchased = '0192e0a0-0000-7000-8000-000000000002';
const line = '0192e0a0-0000-7000-8000-000000000003';

const everyone: Condition = { type: 'all', of: [] };
const definitions: Definitions = new Map<string, Definition>([
  [heavy, { formatVersion, kind: 'segment', name: 'Heavy buyers', where: everyone }],
  [
    purchased,
    {
      formatVersion,
      kind: 'aggregate',
      name: 'Purchases',
      actions: ['transaction.charge'],
      aggregator: { type: 'count' },
      window: { type: 'allTime' },
    },
  ],
  [
    line,
    {
      formatVersion,
      kind: 'metric',
      name: 'Heavy-buyer line',
      measure: {
        type: 'values',
        of: { type: 'aggregate', aggregate: purchased },
        statistic: { type: 'quantile', level: 0.7, method: 'linear' },
        population: { type: 'active' },
      },
    },
  ],
]);
const speaker = speakerOf('en', definitions);

const member: Condition = { type: 'segment', segment: heavy, is: true };
const consent: Condition = { type: 'consent', channel: 'email', is: false };
const more: Condition = {
  type: 'aggregate',
  aggregate: purchased,
  comparison: { type: 'moreThan', operand: { type: 'metric', metric: line } },
};
const not = (of: Condition): Condition => ({ type: 'not', of });
const all = (...of: Condition[]): Condition => ({ type: 'all', of });
const any = (...of: Condition[]): Condition => ({ type: 'any', of });
const refine: Refinement = {
  keep: 'top',
  take: { type: 'count', count: 100 },
  by: { type: 'aggregate', aggregate: purchased },
  inheritFilters: true,
  ties: { type: 'include' },
};

const wordsOf = (part: SentencePart): string =>
  part.type === 'chip' ? part.words.map(({ text }) => text).join('') : part.text;
const textOf = (parts: SentencePart[]): string => parts.map(wordsOf).join('');
const chipsOf = (parts: SentencePart[]) =>
  parts
    .filter((part) => part.type === 'chip')
    .map((part) => ({ rule: part.rule, text: wordsOf(part), complete: part.complete }));
const including = (...of: RuleNode[]): SaidSegment => ({ tree: { include: group('all', of), exclude: group('any') } });

describe('the sentence of a segment', () => {
  it.each<[string, Condition]>([
    ['everyone', everyone],
    ['nobody', any()],
    ['one rule', more],
    ['rules that must all hold', all(more, member)],
    ['groups inside groups', all(more, any(member, all(consent, more)), any())],
    ['a group that is turned round', all(member, any(not(any(consent, more)), member))],
    ['exclusions of everyone', not(member)],
    ['exclusions', all(more, not(any(member, consent)))],
    ['several exclusions', all(more, not(member), consent, not(any(consent, more)))],
    ['exclusions from one group', all(any(more, member), not(all(consent, member)))],
  ])('is what lists say of it, in every language: %s', (_, where) => {
    for (const language of languages)
      for (const rest of [{}, { includeAnonymous: true }, { refine, includeAnonymous: false }])
        expect(textOf(sentenceParts({ tree: conditionAsTree(where), ...rest }, speakerOf(language, definitions)))).toBe(
          sentence({ formatVersion, kind: 'segment', name: 'S', where, ...rest }, definitions, language),
        );
  });

  it('has a chip for each rule, which leads to it, and in which names stand out', () => {
    const tree = conditionAsTree(all(more, not(member)));
    const parts = sentenceParts({ tree, refine }, speaker);
    expect(parts[1]).toEqual({
      type: 'chip',
      rule: tree.include.of[0]!.id,
      words: [
        { text: 'whose ', strong: false },
        { text: '“Purchases”', strong: true },
        { text: ' is more than ', strong: false },
        { text: '“Heavy-buyer line”', strong: true },
      ],
      complete: true,
    });
    expect(parts[2]).toMatchObject({ type: 'word', joins: 'except' });
    expect(chipsOf(parts).map(({ rule }) => rule)).toEqual([
      tree.include.of[0]!.id,
      tree.exclude.of[0]!.id,
      refinementId,
    ]);
  });

  it('marks what is still to be chosen, and leads to it', () => {
    const rule = emptyRule();
    const blank = aggregateRule(purchased);
    const parts = sentenceParts(including(rule, blank, leafRule(newSequence(['cart.add']))), speaker);
    expect(chipsOf(parts)).toEqual([
      { rule: rule.id, text: 'something to choose', complete: false },
      { rule: blank.id, text: '“Purchases”: something to choose', complete: false },
      expect.objectContaining({ text: '“Events in order”: something to choose', complete: false }),
    ]);
    expect(parts.filter(({ type }) => type === 'word')).toHaveLength(2);
  });

  it('says what a rule says so far, where something is missing in its filter', () => {
    const event = newEvent('transaction.charge');
    const open = leafRule({ ...event, filter: { ...event.filter, of: [newParameterRule()] } });
    expect(textOf(sentenceParts(including(open), speaker))).toBe(
      'Customers who did “transaction.charge” in the past 365 days, something to choose',
    );
  });

  it('leads to a refinement that is not finished', () => {
    const parts = sentenceParts({ tree: emptyTree(), refine: newRefinement() }, speaker);
    expect(textOf(parts)).toBe('All customers; of these, the first by something to choose');
    expect(parts.at(-1)).toMatchObject({ rule: refinementId, complete: false });
  });
});
