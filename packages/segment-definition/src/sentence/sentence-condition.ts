import type { Condition, EventCondition, LeafCondition, SequenceCondition, Times } from '../condition.ts';
import { around, textOf, type Piece } from './pieces.ts';
import { predicateOf } from './sentence-comparison.ts';
import { furtherOf, patternInWords, quotedActions } from './sentence-selection.ts';
import { windowPhrase } from './sentence-window.ts';
import type { Speaker } from './speaker.ts';

/** Whom a condition holds for, as what follows “Customers”: “whose “Purchases” is more than 3 and who are in “VIP””. */
export function conditionInWords(node: Condition, speaker: Speaker): string {
  return textOf(conditionInPieces(node, speaker));
}

/** The same in pieces. What is excluded comes last: “… and …, except those …”. */
export function conditionInPieces(node: Condition, speaker: Speaker, isNested = false): Piece[] {
  const { segments } = speaker.messages;
  switch (node.type) {
    case 'all': {
      const { within, without } = partsOf(node);
      if (within.length === 0)
        return without.length === 0
          ? [{ text: segments.who.everyone }]
          : around(segments.not, joined(without, 'or', speaker));
      if (without.length === 0) return joined(within, 'and', speaker, isNested);
      const isOneGroup = within.length === 1 && within[0]!.type !== 'all';
      return bracketed([...joined(within, 'and', speaker, isOneGroup), ...exceptInPieces(without, speaker)], isNested);
    }
    case 'any':
      return node.of.length === 0 ? [{ text: segments.who.nobody }] : joined(node.of, 'or', speaker, isNested);
    case 'not':
      return around(segments.not, conditionInPieces(node.of, speaker));
    default:
      return [{ text: leafInWords(node, speaker), of: node }];
  }
}

/** Who is in by a condition, and who of these is not. Groups without conditions that keep nobody out are left out. */
export function partsOf(node: Condition): { within: Condition[]; without: Condition[] } {
  const of = node.type === 'all' ? node.of : [node];
  return {
    within: of.filter((each) => each.type !== 'not' && !(each.type === 'all' && each.of.length === 0)),
    without: of.flatMap((each) => {
      if (each.type !== 'not') return [];
      return each.of.type === 'any' && each.of.of.length > 0 ? each.of.of : [each.of];
    }),
  };
}

/** “, except those who … or who …” */
export function exceptInPieces(without: Condition[], speaker: Speaker): Piece[] {
  return around(speaker.messages.segments.except, joined(without, 'or', speaker), 'except');
}

function joined(of: Condition[], joins: 'and' | 'or', speaker: Speaker, isNested = false): Piece[] {
  if (of.length === 1) return conditionInPieces(of[0]!, speaker, isNested);
  const word: Piece = { text: speaker.messages.segments[joins], joins };
  const said = of.flatMap((each, index) => [...(index > 0 ? [word] : []), ...conditionInPieces(each, speaker, true)]);
  return bracketed(said, isNested);
}

function bracketed(pieces: Piece[], isNested: boolean): Piece[] {
  return isNested ? [{ text: '(' }, ...pieces, { text: ')' }] : pieces;
}

function leafInWords(node: LeafCondition, speaker: Speaker): string {
  const { quoted, segments } = speaker.messages;
  switch (node.type) {
    case 'attribute':
      return segments.value(node.attribute.name, predicateOf(node.comparison, speaker));
    case 'aggregate':
      return segments.value(speaker.nameOf(node.aggregate), predicateOf(node.comparison, speaker));
    case 'expression':
      return segments.value(speaker.nameOf(node.expression), predicateOf(node.comparison, speaker));
    case 'event':
      return eventInWords(node, speaker);
    case 'sequence':
      return sequenceInWords(node, speaker);
    case 'segment':
      return node.is ? segments.member(speaker.nameOf(node.segment)) : segments.notMember(speaker.nameOf(node.segment));
    case 'consent':
      return node.is ? segments.consent(quoted(node.channel)) : segments.noConsent(quoted(node.channel));
  }
}

function eventInWords(node: EventCondition, speaker: Speaker): string {
  const { messages } = speaker;
  const count = node.times ? timesInWords(node.times, speaker) : '';
  return messages.segments.event(
    quotedActions(node.actions, speaker),
    count,
    windowPhrase(node.window, speaker),
    furtherOf(node, speaker),
  );
}

function timesInWords(times: Times, { messages }: Speaker): string {
  if (times.type === 'between') return messages.times.between(Number(times.from.value), Number(times.to.value));
  return messages.times[times.type](Number(times.operand.value));
}

function sequenceInWords({ steps, window, within, without }: SequenceCondition, speaker: Speaker): string {
  const { segments } = speaker.messages;
  return segments.sequence(
    steps.map((step) => patternInWords(step, speaker)),
    windowPhrase(window, speaker),
    within ? segments.within(within.count, within.unit) : '',
    without ? segments.without(patternInWords(without, speaker)) : '',
  );
}
