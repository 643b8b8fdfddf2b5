import { blankComparison } from '../comparisons/change-comparison.ts';
import { isLeafFinished, type LeafDraft } from '../conditions/condition-draft.ts';

/** A condition in the tree. */
export type LeafRule = { id: string } & LeafDraft;

/** A rule whose subject has not been chosen yet. */
export interface EmptyRule {
  id: string;
  type: 'empty';
}

export type Rule = LeafRule | EmptyRule;

/**
 * Rules that all or any must hold; `negated` turns the whole round. `shape` keeps what the group would not show: `bare`
 * is a group of one that stands for just that one, `empty` one that was given without rules and says something by it.
 */
export interface RuleGroup {
  id: string;
  type: 'group';
  match: 'all' | 'any';
  negated: boolean;
  shape?: 'bare' | 'empty';
  of: RuleNode[];
}

export type RuleNode = Rule | RuleGroup;

/** A segment's conditions as the builder shows them: who is in, but for whom. Nothing excluded is an empty group. */
export interface RuleTree {
  include: RuleGroup;
  exclude: RuleGroup;
}

let last = 0;
/** Ids name nodes while they are edited; they are never stored. */
export function newId(): string {
  last += 1;
  return `rule-${last}`;
}

export function emptyRule(): EmptyRule {
  return { id: newId(), type: 'empty' };
}

export function group(match: RuleGroup['match'], of: RuleNode[] = [], negated = false): RuleGroup {
  return { id: newId(), type: 'group', match, negated, of };
}

export function leafRule(draft: LeafDraft): LeafRule {
  return { ...draft, id: newId() };
}

export function aggregateRule(aggregate: string): Extract<LeafRule, { type: 'aggregate' }> {
  return { id: newId(), type: 'aggregate', aggregate, comparison: blankComparison('number') };
}

export function segmentRule(segment: string, is = true): Extract<LeafRule, { type: 'segment' }> {
  return { id: newId(), type: 'segment', segment, is };
}

export function emptyTree(): RuleTree {
  return { include: group('all'), exclude: group('any') };
}

/** Whether a rule says everything it must. */
export function isComplete(rule: Rule): boolean {
  return rule.type !== 'empty' && isLeafFinished(rule);
}

/** Every rule of a group, in reading order. */
export function* rulesOf(node: RuleNode): Generator<Rule> {
  if (node.type !== 'group') yield node;
  else for (const child of node.of) yield* rulesOf(child);
}
