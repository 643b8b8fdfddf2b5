import {
  segmentInPieces,
  type LeafCondition,
  type Piece,
  type Refinement,
  type Segment,
  type Speaker,
} from '@cutline/segment-definition';
import { draftAsLeaf, isLeafFinished } from '../conditions/condition-draft.ts';
import { subjectName } from '../conditions/subject.ts';
import { t } from '../language/messages.ts';
import { draftAsRefinement, type RefinementDraft } from '../refinement/refinement-draft.ts';
import { treeAsCondition } from './rule-tree-condition.ts';
import type { Rule, RuleTree } from './rule-tree.ts';

/** A piece of a segment's sentence; a chip is about one rule (or the refinement) and leads to it. */
export type SentencePart =
  | { type: 'text'; text: string }
  | { type: 'word'; text: string; joins: NonNullable<Piece['joins']> }
  | { type: 'chip'; rule: string; words: ChipWords[]; complete: boolean };

/** Words of a chip; names and texts stand out. */
export interface ChipWords {
  text: string;
  strong: boolean;
}

/** What the sentence is about, as far as it has been chosen. */
export interface SaidSegment extends Pick<Segment, 'includeAnonymous'> {
  tree: RuleTree;
  refine?: RefinementDraft | null;
}

/** The id of what a chip about the refinement leads to. */
export const refinementId = 'refinement';

/** “Customers *whose “Purchases” is more than “Heavy-buyer line” (2)*, except those …; *of these, the 100 with …*”, in pieces. */
export function sentenceParts({ tree, refine, includeAnonymous }: SaidSegment, speaker: Speaker): SentencePart[] {
  const rules = new Map<LeafCondition | Refinement, Rule>();
  const { where } = treeAsCondition(tree, (rule) => {
    const condition = (rule.type === 'empty' ? null : draftAsLeaf(rule)) ?? standIn();
    rules.set(condition, rule);
    return condition;
  });
  const refinement = (refine && draftAsRefinement(refine)) ?? undefined;
  const pieces = segmentInPieces({ where, refine: refinement, includeAnonymous }, marking(speaker));
  const parts = pieces.map(({ text, of, joins }): SentencePart => {
    if (joins) return { type: 'word', text, joins };
    if (!of) return { type: 'text', text };
    const rule = rules.get(of);
    return rule ? ruleChip(rule, text, speaker) : chip(refinementId, text);
  });
  if (!refine || refinement) return parts;
  return [
    ...parts,
    { type: 'text', text: speaker.messages.refinements.joint },
    chip(refinementId, t.segments.sentence.rankingToChoose, false),
  ];
}

/** Stands where a rule says too little to be said; what it would say itself is left out. */
function standIn(): LeafCondition {
  return { type: 'consent', channel: '…', is: true };
}

function ruleChip(rule: Rule, said: string, speaker: Speaker): SentencePart {
  const { toChoose, aboutToChoose, unfinished } = t.segments.sentence;
  if (rule.type === 'empty') return chip(rule.id, toChoose, false);
  if (isLeafFinished(rule)) return chip(rule.id, said);
  const name = subjectName(rule, (id) => speaker.definitions.get(id)?.name ?? '…');
  return chip(rule.id, draftAsLeaf(rule) ? unfinished(said) : aboutToChoose(name), false);
}

function chip(rule: string, text: string, complete = true): SentencePart {
  const words = text.split(mark).map((each, index) => ({ text: each, strong: index % 2 === 1 }));
  return { type: 'chip', rule, words: words.filter((each) => each.text !== ''), complete };
}

const mark = '\u0001';

/** The speaker, who marks both ends of what stands out. */
function marking(speaker: Speaker): Speaker {
  const { messages, nameOf } = speaker;
  const marked = (text: string): string => `${mark}${text}${mark}`;
  return {
    ...speaker,
    messages: { ...messages, quoted: (text) => marked(messages.quoted(text)) },
    nameOf: (id) => marked(nameOf(id)),
  };
}
