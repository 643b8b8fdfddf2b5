import type { Comparison } from '@cutline/segment-definition';

/** What a rule compares with, while it is being chosen: null where nothing has been chosen yet. */
export type RuleOperand = { type: 'constant'; value: number | null } | { type: 'metric'; metric: string | null };

export interface AggregateRule {
  id: string;
  type: 'aggregate';
  aggregate: string;
  comparison: Comparison;
  operand: RuleOperand;
}

export interface SegmentRule {
  id: string;
  type: 'segment';
  segment: string;
  is: boolean;
}

/** A rule whose subject has not been chosen yet. */
export interface EmptyRule {
  id: string;
  type: 'empty';
}

export type Rule = AggregateRule | SegmentRule | EmptyRule;

/** Rules that all or any must hold; `negated` turns the whole round. */
export interface RuleGroup {
  id: string;
  type: 'group';
  match: 'all' | 'any';
  negated: boolean;
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

export function aggregateRule(aggregate: string): AggregateRule {
  return {
    id: newId(),
    type: 'aggregate',
    aggregate,
    comparison: 'moreThan',
    operand: { type: 'constant', value: null },
  };
}

export function segmentRule(segment: string, is = true): SegmentRule {
  return { id: newId(), type: 'segment', segment, is };
}

export function emptyTree(): RuleTree {
  return { include: group('all'), exclude: group('any') };
}

/** Whether a rule says everything it must. */
export function isComplete(rule: Rule): boolean {
  if (rule.type === 'empty') return false;
  if (rule.type === 'segment') return true;
  return rule.operand.type === 'constant' ? rule.operand.value !== null : rule.operand.metric !== null;
}

/** Every rule of a group, in reading order. */
export function* rulesOf(node: RuleNode): Generator<Rule> {
  if (node.type !== 'group') yield node;
  else for (const child of node.of) yield* rulesOf(child);
}
