import { comparisonInWords } from '@cutline/segment-definition';
import { formatDecimal } from '../figures/number.ts';
import type { Rule, RuleGroup, RuleNode, RuleTree } from './rule-tree.ts';

/** A piece of a segment's sentence; a chip is about one rule and leads to it. */
export type SentencePart =
  | { type: 'text'; text: string }
  | { type: 'word'; text: 'and' | 'or' | 'except' | 'not' }
  | { type: 'chip'; rule: string; text: string; strong: string; complete: boolean };

/** What the sentence needs to know of other definitions: names, and metrics' present values. */
export interface Names {
  nameOf: (id: string) => string;
  valueOf: (metric: string) => string | null;
}

function chip(rule: Rule, { nameOf, valueOf }: Names): SentencePart {
  if (rule.type === 'empty')
    return { type: 'chip', rule: rule.id, text: 'something to choose', strong: '', complete: false };
  if (rule.type === 'segment') {
    return {
      type: 'chip',
      rule: rule.id,
      text: rule.is ? 'in' : 'not in',
      strong: nameOf(rule.segment),
      complete: true,
    };
  }
  const text = `${nameOf(rule.aggregate)} ${comparisonInWords(rule.comparison)}`;
  if (rule.operand.type === 'constant') {
    const { value } = rule.operand;
    return {
      type: 'chip',
      rule: rule.id,
      text,
      strong: value === null ? '…' : formatDecimal(value),
      complete: value !== null,
    };
  }
  const { metric } = rule.operand;
  const value = metric === null ? null : valueOf(metric);
  const strong = metric === null ? '…' : `${nameOf(metric)}${value === null ? '' : ` (${formatDecimal(value)})`}`;
  return { type: 'chip', rule: rule.id, text, strong, complete: metric !== null };
}

function parts(node: RuleNode, names: Names, inside: boolean): SentencePart[] {
  if (node.type !== 'group') return [chip(node, names)];
  if (node.of.length === 0) return [];
  const word = node.match === 'all' ? 'and' : 'or';
  const joined = node.of.flatMap((child, index): SentencePart[] => [
    ...(index > 0 ? [{ type: 'word' as const, text: word as 'and' | 'or' }] : []),
    ...parts(child, names, true),
  ]);
  const bracketed = (inside && node.of.length > 1) || node.negated;
  return [
    ...(node.negated ? [{ type: 'word' as const, text: 'not' as const }] : []),
    ...(bracketed ? [{ type: 'text' as const, text: '(' }] : []),
    ...joined,
    ...(bracketed ? [{ type: 'text' as const, text: ')' }] : []),
  ];
}

/** "Customers with *purchases* more than *Heavy-buyer line (2)*, except …", in pieces. */
export function sentenceParts({ include, exclude }: RuleTree, names: Names): SentencePart[] {
  const who = parts(include as RuleGroup, names, false);
  const out = parts(exclude as RuleGroup, names, false);
  return [
    { type: 'text', text: who.length ? 'Customers with' : 'All customers' },
    ...who,
    ...(out.length ? [{ type: 'word' as const, text: 'except' as const }, ...out] : []),
  ];
}
