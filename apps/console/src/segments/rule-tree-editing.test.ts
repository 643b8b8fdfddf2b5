import { describe, expect, it } from 'vitest';
import { group, segmentRule, type RuleNode, type RuleTree } from './rule-tree.ts';
import {
  addTo,
  changeGroup,
  duplicateNode,
  findNode,
  moveNode,
  moveTo,
  placeOf,
  removeNode,
  unwrapGroup,
  wrapNode,
} from './rule-tree-editing.ts';

function example(): { tree: RuleTree; ids: Record<'a' | 'b' | 'c' | 'd' | 'inner', string> } {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => segmentRule(name)) as [
    RuleNode,
    RuleNode,
    RuleNode,
    RuleNode,
  ];
  const inner = group('any', [b, c]);
  return {
    tree: { include: group('all', [a, inner]), exclude: group('any', [d]) },
    ids: { a: a.id, b: b.id, c: c.id, d: d.id, inner: inner.id },
  };
}

/** The tree as letters: include | exclude, groups in brackets. */
const show = (node: RuleNode): string =>
  node.type === 'group' ? `[${node.of.map(show).join('')}]` : node.type === 'segment' ? node.segment : '?';
const drawn = ({ include, exclude }: RuleTree): string => `${show(include)}|${show(exclude)}`;

describe('editing rules', () => {
  it('adds at the end of a group, however deep, and leaves the old tree alone', () => {
    const { tree, ids } = example();
    expect(drawn(addTo(tree, ids.inner, segmentRule('x')))).toBe('[a[bcx]]|[d]');
    expect(drawn(addTo(tree, tree.exclude.id, segmentRule('x'), 0))).toBe('[a[bc]]|[xd]');
    expect(drawn(tree)).toBe('[a[bc]]|[d]');
  });

  it('keeps the parts that did not change, so that only what changed is drawn anew', () => {
    const { tree, ids } = example();
    expect(removeNode(tree, ids.b).exclude).toBe(tree.exclude);
    expect(removeNode(tree, 'unknown').include).toBe(tree.include);
  });

  it('removes a rule, and a group with all that is in it', () => {
    const { tree, ids } = example();
    expect(drawn(removeNode(tree, ids.b))).toBe('[a[c]]|[d]');
    expect(drawn(removeNode(tree, ids.inner))).toBe('[a]|[d]');
    expect(drawn(removeNode(tree, ids.d))).toBe('[a[bc]]|[]');
  });

  it('duplicates right behind, with ids of its own all the way down', () => {
    const { tree, ids } = example();
    const copied = duplicateNode(tree, ids.inner);
    expect(drawn(copied)).toBe('[a[bc][bc]]|[d]');
    const copy = copied.include.of[2]!;
    expect(copy.id).not.toBe(ids.inner);
    expect(findNode(copied, ids.b)).toBe((copied.include.of[1] as { of: RuleNode[] }).of[0]);
  });

  it('moves among neighbours and stops at the edges', () => {
    const { tree, ids } = example();
    expect(drawn(moveNode(tree, ids.inner, -1))).toBe('[[bc]a]|[d]');
    expect(drawn(moveNode(tree, ids.b, 1))).toBe('[a[cb]]|[d]');
    expect(moveNode(tree, ids.a, -1)).toBe(tree);
    expect(moveNode(tree, ids.c, 1)).toBe(tree);
  });

  it.each([
    ['a', 'inner', 0, '[[abc]]|[d]'],
    ['b', 'include', 0, '[ba[c]]|[d]'],
    ['b', 'inner', 2, '[a[cb]]|[d]'],
    ['a', 'include', 2, '[[bc]a]|[d]'],
    ['d', 'inner', 1, '[a[bdc]]|[]'],
    ['a', 'exclude', 1, '[[bc]]|[da]'],
  ] as const)('moves %s into %s at %i', (node, target, index, expected) => {
    const { tree, ids } = example();
    const groups = { include: tree.include.id, exclude: tree.exclude.id, inner: ids.inner };
    expect(drawn(moveTo(tree, ids[node], groups[target], index))).toBe(expected);
  });

  it('does not move a group into itself', () => {
    const { tree, ids } = example();
    expect(moveTo(tree, ids.inner, ids.inner, 0)).toBe(tree);
  });

  it('wraps a rule in a group and takes a group apart again', () => {
    const { tree, ids } = example();
    const wrapped = wrapNode(tree, ids.a, 'any');
    expect(drawn(wrapped)).toBe('[[a][bc]]|[d]');
    expect(wrapped.include.of[0]).toMatchObject({ type: 'group', match: 'any' });
    expect(drawn(unwrapGroup(wrapped, wrapped.include.of[0]!.id))).toBe('[a[bc]]|[d]');
  });

  it('changes whether all or any of a group must hold', () => {
    const { tree, ids } = example();
    expect(findNode(changeGroup(tree, ids.inner, { match: 'all', negated: true }), ids.inner)).toMatchObject({
      match: 'all',
      negated: true,
    });
    expect(changeGroup(tree, tree.exclude.id, { match: 'all' }).exclude.match).toBe('all');
  });

  it('knows where a node stands', () => {
    const { tree, ids } = example();
    expect(placeOf(tree, ids.c)).toEqual({ group: tree.include.of[1], index: 1 });
    expect(placeOf(tree, 'unknown')).toBeNull();
  });
});
