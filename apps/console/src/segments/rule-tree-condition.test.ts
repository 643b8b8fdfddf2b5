import type { Condition } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import {
  aggregateRule,
  emptyRule,
  group,
  leafRule,
  segmentRule,
  type RuleGroup,
  type RuleNode,
  type RuleTree,
} from './rule-tree.ts';
import { conditionAsTree, treeAsCondition } from './rule-tree-condition.ts';
import { addTo, removeNode } from './rule-tree-editing.ts';

const heavy = '0192e0a0-0000-7000-8000-000000000001';
const purchases = '0192e0a0-0000-7000-8000-000000000002';
const line = '0192e0a0-0000-7000-8000-000000000003';
const isHeavy: Extract<Condition, { type: 'segment' }> = { type: 'segment', segment: heavy, is: true };
const few: Extract<Condition, { type: 'aggregate' }> = {
  type: 'aggregate',
  aggregate: purchases,
  comparison: { type: 'lessThan', operand: { type: 'metric', metric: line } },
};
const many: Extract<Condition, { type: 'aggregate' }> = {
  type: 'aggregate',
  aggregate: purchases,
  comparison: { type: 'moreThan', operand: { type: 'constant', value: 9 } },
};

const again = (where: Condition): Condition => treeAsCondition(conditionAsTree(where)).where;

describe('a condition in the builder', () => {
  it.each<[string, Condition]>([
    ['all of several rules', { type: 'all', of: [few, isHeavy] }],
    ['any of several rules', { type: 'any', of: [few, isHeavy] }],
    ['everyone', { type: 'all', of: [] }],
    ['nested groups', { type: 'all', of: [isHeavy, { type: 'any', of: [few, many] }] }],
    [
      'rules with exclusions',
      {
        type: 'all',
        of: [
          { type: 'all', of: [isHeavy] },
          { type: 'not', of: { type: 'any', of: [few, many] } },
        ],
      },
    ],
    [
      'any of several, with exclusions',
      {
        type: 'all',
        of: [
          { type: 'any', of: [isHeavy, few] },
          { type: 'not', of: { type: 'any', of: [many] } },
        ],
      },
    ],
    ['one rule alone', isHeavy],
    ['a group that nobody is in', { type: 'all', of: [isHeavy, { type: 'any', of: [] }] }],
    ['nobody', { type: 'any', of: [] }],
    ['what is negated twice', { type: 'any', of: [{ type: 'not', of: { type: 'not', of: few } }] }],
    ['groups of one', { type: 'any', of: [{ type: 'all', of: [{ type: 'any', of: [few] }] }] }],
    [
      'an exclusion of one rule alone',
      {
        type: 'all',
        of: [
          { type: 'any', of: [few, many] },
          { type: 'not', of: isHeavy },
        ],
      },
    ],
    [
      'a group that must not hold, inside',
      { type: 'any', of: [isHeavy, { type: 'not', of: { type: 'all', of: [few, many] } }] },
    ],
  ])('comes back as it was: %s', (_, where) => {
    expect(again(where)).toEqual(where);
  });

  it('shows each not at the top as an exclusion, and joins them to one', () => {
    const tree = conditionAsTree({
      type: 'all',
      of: [isHeavy, { type: 'not', of: few }, { type: 'not', of: { type: 'any', of: [many] } }],
    });
    expect(tree.include.of).toHaveLength(1);
    expect(tree.exclude).toMatchObject({
      match: 'any',
      of: [{ type: 'aggregate', comparison: few.comparison }, { comparison: many.comparison }],
    });
    expect(treeAsCondition(tree).where).toEqual({
      type: 'all',
      of: [
        { type: 'all', of: [isHeavy] },
        { type: 'not', of: { type: 'any', of: [few, many] } },
      ],
    });
  });

  it('keeps an exclusion of those for whom all of several hold', () => {
    const where: Condition = {
      type: 'all',
      of: [
        { type: 'all', of: [isHeavy] },
        { type: 'not', of: { type: 'all', of: [few, many] } },
      ],
    };
    expect(conditionAsTree(where).exclude.match).toBe('all');
    expect(again(where)).toEqual(where);
  });

  it('excludes from everyone when nothing is included by a rule', () => {
    const tree: RuleTree = { include: group('all'), exclude: group('any', [segmentRule(heavy)]) };
    expect(treeAsCondition(tree).where).toEqual({
      type: 'all',
      of: [
        { type: 'all', of: [] },
        { type: 'not', of: { type: 'any', of: [isHeavy] } },
      ],
    });
  });

  it('never turns a negated rule into its opposite comparison, which differs where there is no value', () => {
    const where: Condition = { type: 'any', of: [{ type: 'not', of: few }] };
    expect(conditionAsTree(where).include.of).toMatchObject([
      { type: 'group', negated: true, of: [{ type: 'aggregate' }] },
    ]);
    expect(again(where)).toEqual(where);
  });

  it('says something by a group without rules only until a rule is put in', () => {
    const where: Condition = { type: 'all', of: [isHeavy, { type: 'any', of: [] }] };
    const tree = conditionAsTree(where);
    const added = addTo(tree, tree.include.of[1]!.id, segmentRule(heavy));
    const [, inner] = added.include.of as [RuleNode, RuleGroup];
    expect(treeAsCondition(removeNode(added, inner.of[0]!.id)).where).toEqual({ type: 'all', of: [isHeavy] });
  });

  it('does not count a rule by its unfinished parts', () => {
    const rule = leafRule({
      type: 'attribute',
      attribute: { name: 'country', type: 'string' },
      comparison: { type: 'in', values: [] },
    });
    expect(treeAsCondition({ include: group('all', [rule]), exclude: group('any') }).where).toEqual({
      type: 'all',
      of: [],
    });
  });
});

describe('the pointers of a tree', () => {
  it('name the place of every finished rule and group in the document that is counted', () => {
    const inner = group('any', [segmentRule(heavy), emptyRule(), segmentRule(heavy, false)]);
    const excluded = segmentRule(heavy);
    const unfinished = aggregateRule(purchases);
    const tree: RuleTree = { include: group('all', [unfinished, inner]), exclude: group('any', [excluded]) };
    const { where, pointers } = treeAsCondition(tree);
    expect(where).toEqual({
      type: 'all',
      of: [
        { type: 'all', of: [{ type: 'any', of: [isHeavy, { type: 'segment', segment: heavy, is: false }] }] },
        { type: 'not', of: { type: 'any', of: [isHeavy] } },
      ],
    });
    expect(Object.fromEntries(pointers)).toEqual({
      [tree.include.id]: '/where/of/0',
      [inner.id]: '/where/of/0/of/0',
      [inner.of[0]!.id]: '/where/of/0/of/0/of/0',
      [inner.of[2]!.id]: '/where/of/0/of/0/of/1',
      [tree.exclude.id]: '/where/of/1/of',
      [excluded.id]: '/where/of/1/of/of/0',
    });
    expect(pointers.has(unfinished.id)).toBe(false);
  });

  it('stand at the top when nobody is excluded', () => {
    const rule = segmentRule(heavy);
    const tree: RuleTree = { include: group('all', [rule]), exclude: group('any', [emptyRule()]) };
    expect(treeAsCondition(tree).pointers.get(rule.id)).toBe('/where/of/0');
  });

  it('look through the not of a negated group', () => {
    const rule = segmentRule(heavy);
    const negated = group('all', [rule], true);
    const { pointers } = treeAsCondition({ include: group('all', [negated]), exclude: group('any') });
    expect([pointers.get(negated.id), pointers.get(rule.id)]).toEqual(['/where/of/0', '/where/of/0/of/of/0']);
  });
});
