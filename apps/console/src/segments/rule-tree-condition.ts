import type { Condition, LeafCondition } from '@cutline/segment-definition';
import { draftAsLeaf, leafAsDraft } from '../conditions/condition-draft.ts';
import { group, leafRule, type Rule, type RuleGroup, type RuleNode, type RuleTree } from './rule-tree.ts';

/** A tree as a condition, and where in the segment's document each node of the tree stands (JSON pointers by id). */
export interface TreeAsCondition {
  where: Condition;
  pointers: Map<string, string>;
}

/** What a rule says; null where it says nothing yet. */
type Meaning = (rule: Rule) => LeafCondition | null;
const meaningOf: Meaning = (rule) => (rule.type === 'empty' ? null : draftAsLeaf(rule));

/** Null for what says nothing yet: an unfinished rule, or a group of only such. */
function nodeAsCondition(
  node: RuleNode,
  pointer: string,
  pointers: Map<string, string>,
  meaning: Meaning,
): Condition | null {
  if (node.type !== 'group') {
    const condition = meaning(node);
    if (condition) pointers.set(node.id, pointer);
    return condition;
  }
  const inner = node.negated ? `${pointer}/of` : pointer;
  const bare = node.shape === 'bare' && node.of.length === 1;
  const of: Condition[] = [];
  for (const child of node.of) {
    const condition = nodeAsCondition(child, bare ? inner : `${inner}/of/${of.length}`, pointers, meaning);
    if (condition) of.push(condition);
  }
  if (of.length === 0 && !(node.shape === 'empty' && node.of.length === 0)) return null;
  pointers.set(node.id, pointer);
  const [only] = of;
  const condition: Condition = bare && only ? only : { type: node.match, of };
  return node.negated ? { type: 'not', of: condition } : condition;
}

/**
 * The condition that a tree means, without its unfinished rules. With exclusions it is
 * `all [include, not exclude]`, so that the engine counts who is included before anyone is excluded.
 */
export function treeAsCondition({ include, exclude }: RuleTree, meaning = meaningOf): TreeAsCondition {
  const excluded = nodeAsCondition(exclude, '/where/of/1/of', new Map(), meaning);
  const at = excluded ? '/where/of/0' : '/where';
  const pointers = new Map<string, string>();
  const included = nodeAsCondition(include, at, pointers, meaning) ?? { type: 'all' as const, of: [] };
  pointers.set(include.id, at);
  if (!excluded) return { where: included, pointers };
  nodeAsCondition(exclude, '/where/of/1/of', pointers, meaning);
  return { where: { type: 'all', of: [included, { type: 'not', of: excluded }] }, pointers };
}

function nodeOf(condition: Condition): RuleNode {
  switch (condition.type) {
    case 'all':
    case 'any': {
      const made = group(condition.type, condition.of.map(nodeOf));
      return made.of.length ? made : { ...made, shape: 'empty' };
    }
    case 'not': {
      const inner = nodeOf(condition.of);
      return inner.type === 'group' && !inner.negated
        ? { ...inner, negated: true }
        : { ...group('all', [inner], true), shape: 'bare' };
    }
    default:
      return leafRule(leafAsDraft(condition));
  }
}

function groupOf(node: RuleNode, match: RuleGroup['match']): RuleGroup {
  return node.type === 'group' && !node.negated ? node : { ...group(match, [node]), shape: 'bare' };
}

/**
 * The tree that shows a condition: each `not` at the top of an `all` is an exclusion, the rest is included. What it means is not changed.
 */
export function conditionAsTree(where: Condition): RuleTree {
  if (where.type === 'not') return { include: group('all'), exclude: groupOf(nodeOf(where.of), 'any') };
  if (where.type !== 'all') return { include: groupOf(nodeOf(where), 'all'), exclude: group('any') };
  const nots = where.of.filter((each) => each.type === 'not');
  const rest = where.of.filter((each) => each.type !== 'not');
  const [only] = rest;
  const include =
    nots.length > 0 && rest.length === 1 && only && (only.type === 'all' || only.type === 'any')
      ? groupOf(nodeOf(only), 'all')
      : group('all', rest.map(nodeOf));
  const [single] = nots;
  if (nots.length === 1 && single) return { include, exclude: groupOf(nodeOf(single.of), 'any') };
  // not a and not (b or c) is not (a or b or c)
  const excluded = nots.flatMap(({ of }) => (of.type === 'any' && of.of.length ? of.of : [of]));
  return { include, exclude: group('any', excluded.map(nodeOf)) };
}
