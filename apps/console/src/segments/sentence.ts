import { conditionSaid, type SayingConditions } from '../conditions/condition-said.ts';
import { draftAsRefinement, rankedBy, type RefinementDraft } from '../refinement/refinement-draft.ts';
import { keptWords } from '../refinement/refinement-words.ts';
import { windowWords } from '../windows/window-words.ts';
import type { Rule, RuleNode, RuleTree } from './rule-tree.ts';

/** A piece of a segment's sentence; a chip is about one rule (or the refinement) and leads to it. */
export type SentencePart =
  | { type: 'text'; text: string }
  | { type: 'word'; text: 'and' | 'or' | 'except' | 'not' | 'only' }
  | { type: 'chip'; rule: string; text: string; strong: string; tail?: string; complete: boolean };

/** The id of what a chip about the refinement leads to. */
export const refinementId = 'refinement';

function chip(rule: Rule, saying: SayingConditions): SentencePart {
  if (rule.type === 'empty')
    return { type: 'chip', rule: rule.id, text: 'something to choose', strong: '', complete: false };
  return { type: 'chip', rule: rule.id, ...conditionSaid(rule, saying) };
}

function parts(node: RuleNode, saying: SayingConditions, inside: boolean): SentencePart[] {
  if (node.type !== 'group') return [chip(node, saying)];
  if (node.of.length === 0) return [];
  const word = node.match === 'all' ? 'and' : 'or';
  const joined = node.of.flatMap((child, index): SentencePart[] => [
    ...(index > 0 ? [{ type: 'word' as const, text: word as 'and' | 'or' }] : []),
    ...parts(child, saying, true),
  ]);
  const bracketed = (inside && node.of.length > 1) || node.negated;
  return [
    ...(node.negated ? [{ type: 'word' as const, text: 'not' as const }] : []),
    ...(bracketed ? [{ type: 'text' as const, text: '(' }] : []),
    ...joined,
    ...(bracketed ? [{ type: 'text' as const, text: ')' }] : []),
  ];
}

function refinementPart(refine: RefinementDraft, saying: SayingConditions): SentencePart {
  const id = rankedBy(refine.by);
  const tail = [
    refine.window ? windowWords(refine.window, saying.timeZone) : '',
    refine.ties.type === 'include' ? 'ties included' : '',
  ];
  return {
    type: 'chip',
    rule: refinementId,
    text: `${keptWords(refine)} by`,
    strong: id === null ? '…' : saying.nameOf(id),
    ...(tail.some(Boolean) && { tail: tail.filter(Boolean).join(', ') }),
    complete: draftAsRefinement(refine) !== null,
  };
}

/** "Customers *with purchases more than Heavy-buyer line (2)*, except …, only *the top 100 by spend*", in pieces. */
export function sentenceParts(
  { include, exclude }: RuleTree,
  saying: SayingConditions,
  refine: RefinementDraft | null = null,
): SentencePart[] {
  const who = parts(include, saying, false);
  const out = parts(exclude, saying, false);
  return [
    { type: 'text', text: who.length ? 'Customers' : 'All customers' },
    ...who,
    ...(out.length ? [{ type: 'word' as const, text: 'except' as const }, ...out] : []),
    ...(refine ? [{ type: 'word' as const, text: 'only' as const }, refinementPart(refine, saying)] : []),
  ];
}
