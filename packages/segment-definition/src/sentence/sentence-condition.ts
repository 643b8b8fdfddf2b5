import type { Condition, EventCondition, LeafCondition, SequenceCondition, Times } from '../condition.ts';
import { predicateOf } from './sentence-comparison.ts';
import { furtherOf, patternInWords, quotedActions } from './sentence-selection.ts';
import { windowPhrase } from './sentence-window.ts';
import type { Speaker } from './speaker.ts';

/** Whom a condition holds for, as what follows “Customers”: “whose “Purchases” is more than 3 and who are in “VIP””. */
export function conditionInWords(node: Condition, speaker: Speaker, isNested = false): string {
  const { segments } = speaker.messages;
  switch (node.type) {
    case 'all':
    case 'any': {
      const { of, type } = node;
      if (of.length === 0) return type === 'all' ? segments.who.everyone : segments.who.nobody;
      if (of.length === 1) return conditionInWords(of[0]!, speaker, isNested);
      const said = type === 'all' ? allInWords(of, speaker) : joined(of, segments.or, speaker);
      return isNested ? `(${said})` : said;
    }
    case 'not':
      return segments.not(conditionInWords(node.of, speaker));
    default:
      return leafInWords(node, speaker);
  }
}

/** What is excluded comes last: “… and …, except those …”. */
function allInWords(of: Condition[], speaker: Speaker): string {
  const { segments } = speaker.messages;
  const without = of.flatMap((each) => (each.type === 'not' ? [each.of] : []));
  const within = of.filter(({ type }) => type !== 'not');
  if (without.length === 0 || within.length === 0) return joined(of, segments.and, speaker);
  const first =
    within.length === 1 ? conditionInWords(within[0]!, speaker, true) : joined(within, segments.and, speaker);
  const rest = without.length === 1 ? conditionInWords(without[0]!, speaker) : joined(without, segments.or, speaker);
  return `${first}${segments.except(rest)}`;
}

function joined(of: Condition[], word: string, speaker: Speaker): string {
  return of.map((each) => conditionInWords(each, speaker, true)).join(word);
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
    windowPhrase(node.window, messages),
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
    windowPhrase(window, speaker.messages),
    within ? segments.within(within.count, within.unit) : '',
    without ? segments.without(patternInWords(without, speaker)) : '',
  );
}
