import type { Comparison, Operand } from '../comparison.ts';
import type { Condition, EventCondition, LeafCondition } from '../condition.ts';
import { eventName, filterName, readable } from './event-name.ts';
import { windowLabel } from './sentence-window.ts';
import { momentFor, type Speaker } from './speaker.ts';

/** A part of a name; what people have (“more than 3 purchases”), or what holds of them (“city is Paris”). */
interface Part {
  text: string;
  isPossession: boolean;
}

/** A name for those for whom a condition holds. */
export function ruleName(where: Condition, speaker: Speaker): string {
  const { names } = speaker.messages;
  if ((where.type === 'all' || where.type === 'any') && where.of.length === 0)
    return where.type === 'all' ? names.everyone : names.nobody;
  // The members of another segment and no more are best called by its name.
  const [only] = where.type === 'all' && where.of.length === 1 ? where.of : [where];
  if (only?.type === 'segment' && only.is) return nameIn(only.segment, speaker);
  const { text, isPossession } = partOf(where, speaker);
  return (isPossession ? names.customersWith : names.customers)(text);
}

function partOf(node: Condition, speaker: Speaker): Part {
  const { filters, names } = speaker.messages;
  switch (node.type) {
    case 'all':
    case 'any': {
      if (node.of.length === 0)
        return { text: node.type === 'all' ? filters.anything : filters.nothing, isPossession: false };
      const parts = node.of.slice(0, 3).map((each) => partOf(each, speaker));
      return {
        text: parts.map(({ text }) => text).join(node.type === 'all' ? filters.and : filters.or),
        isPossession: parts.every(({ isPossession }) => isPossession),
      };
    }
    case 'not':
      return { text: names.excluding(partOf(node.of, speaker).text), isPossession: false };
    default:
      return leafPart(node, speaker);
  }
}

function leafPart(node: LeafCondition, speaker: Speaker): Part {
  const { names } = speaker.messages;
  switch (node.type) {
    case 'attribute':
      return { text: compared(readable(node.attribute.name), node.comparison, speaker), isPossession: false };
    case 'aggregate': {
      const counted = countedPart(node.aggregate, node.comparison, speaker);
      if (counted !== null) return { text: counted, isPossession: true };
      return { text: compared(nameIn(node.aggregate, speaker), node.comparison, speaker), isPossession: false };
    }
    case 'expression':
      return { text: compared(nameIn(node.expression, speaker), node.comparison, speaker), isPossession: false };
    case 'event':
      return { text: eventPart(node, speaker), isPossession: true };
    case 'sequence':
      return {
        text: node.steps.map(({ actions }) => eventName(actions, speaker)).join(names.then),
        isPossession: true,
      };
    case 'segment':
      return {
        text: (node.is ? names.member : names.notMember)(nameIn(node.segment, speaker)),
        isPossession: false,
      };
    case 'consent':
      return { text: (node.is ? names.consent : names.noConsent)(node.channel), isPossession: true };
  }
}

/** “more than Heavy-buyer line Purchases”, for aggregates that count. */
function countedPart(aggregate: string, comparison: Comparison, speaker: Speaker): string | null {
  const found = speaker.definitions.get(aggregate);
  if (found?.kind !== 'aggregate' || found.aggregator.type !== 'count' || !('operand' in comparison)) return null;
  return `${speaker.messages.names.times[comparison.type]} ${operandName(comparison.operand, speaker)} ${found.name}`;
}

function eventPart({ actions, filter, times, window }: EventCondition, speaker: Speaker): string {
  const { forms, names } = speaker.messages;
  const number = ({ value }: { value: unknown }) => forms.number(Number(value));
  const count = !times
    ? ''
    : times.type === 'between'
      ? `${names.between(number(times.from), number(times.to))} `
      : `${names.times[times.type]} ${number(times.operand)} `;
  return names.join([`${count}${eventName(actions, speaker)}`, ...filterName(filter), windowLabel(window, speaker)]);
}

function compared(subject: string, comparison: Comparison, speaker: Speaker): string {
  const value = valueIn(comparison, speaker);
  return [subject, speaker.messages.comparisons[comparison.type], ...(value === '' ? [] : [value])].join(' ');
}

function valueIn(comparison: Comparison, speaker: Speaker): string {
  const { forms, length } = speaker.messages;
  switch (comparison.type) {
    case 'equals':
    case 'notEquals':
    case 'lessThan':
    case 'atMost':
    case 'moreThan':
    case 'atLeast':
      return operandName(comparison.operand, speaker);
    case 'between':
      return forms.and([operandName(comparison.from, speaker), operandName(comparison.to, speaker)]);
    case 'in':
    case 'containsAny':
      return forms.or(comparison.values.slice(0, 3).map(String));
    case 'notIn':
    case 'containsAll':
    case 'containsNone':
      return forms.and(comparison.values.slice(0, 3).map(String));
    case 'contains':
    case 'notContains':
    case 'startsWith':
    case 'endsWith':
      return comparison.text;
    case 'matches':
      return comparison.pattern;
    case 'before':
    case 'after':
    case 'on':
      return forms.moment(momentFor(speaker, comparison.moment));
    case 'within':
      return windowLabel(comparison.window, speaker);
    case 'withinNext':
      return length(comparison.count, comparison.unit);
    case 'lengthEquals':
    case 'lengthAtLeast':
    case 'lengthAtMost':
      return forms.number(comparison.length);
    default:
      return '';
  }
}

function operandName(operand: Operand, speaker: Speaker): string {
  switch (operand.type) {
    case 'constant':
      return typeof operand.value === 'number'
        ? speaker.messages.forms.amount(operand.value, operand.currency)
        : operand.value;
    case 'metric':
      return nameIn(operand.metric, speaker);
    case 'aggregate':
      return nameIn(operand.aggregate, speaker);
    case 'expression':
      return nameIn(operand.expression, speaker);
  }
}

/** A definition's name, without quotation marks. */
export function nameIn(id: string, { definitions, messages }: Speaker): string {
  return definitions.get(id)?.name ?? messages.missing;
}
