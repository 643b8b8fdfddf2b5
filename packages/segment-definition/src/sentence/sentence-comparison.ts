import type { Comparison, ComparisonType, ConstantComparison, Operand } from '../comparison.ts';
import { messagesOf, type Language } from '../messages/catalogue.ts';
import { windowPhrase } from './sentence-window.ts';
import { momentFor, type Speaker } from './speaker.ts';

/** A comparison by itself, e.g. “more than”: as it is chosen between a subject and a value. */
export function comparisonInWords(comparison: ComparisonType, language: Language = 'en'): string {
  return messagesOf(language).comparisons[comparison];
}

/** What a comparison says of its subject, e.g. “is more than 3”. */
export function predicateOf(comparison: Comparison | ConstantComparison, speaker: Speaker): string {
  const { messages } = speaker;
  const said = sayComparison(comparison, speaker);
  return 'ignoreCase' in comparison && comparison.ignoreCase ? `${said} ${messages.ignoringCase}` : said;
}

function sayComparison(comparison: Comparison | ConstantComparison, speaker: Speaker): string {
  const { messages } = speaker;
  const { predicates, quoted, forms } = messages;
  const texts = (values: readonly (string | number)[]) =>
    values.map((value) => (typeof value === 'number' ? forms.number(value) : quoted(value)));
  switch (comparison.type) {
    case 'equals':
    case 'notEquals':
    case 'lessThan':
    case 'atMost':
    case 'moreThan':
    case 'atLeast':
      return predicates[comparison.type](sayOperand(comparison.operand, speaker));
    case 'between':
      return predicates.between(sayOperand(comparison.from, speaker), sayOperand(comparison.to, speaker));
    case 'in':
    case 'notIn':
      return predicates[comparison.type](texts(comparison.values));
    case 'contains':
    case 'notContains':
    case 'startsWith':
    case 'endsWith':
      return predicates[comparison.type](quoted(comparison.text));
    case 'matches':
      return predicates.matches(quoted(comparison.pattern));
    case 'before':
    case 'after':
    case 'on':
      return predicates[comparison.type](momentFor(speaker, comparison.moment));
    case 'within':
      return predicates.within(windowPhrase(comparison.window, speaker));
    case 'withinNext':
      return predicates.withinNext(comparison.count, comparison.unit);
    case 'containsAny':
    case 'containsAll':
    case 'containsNone':
      return predicates[comparison.type](texts(comparison.values));
    case 'lengthEquals':
    case 'lengthAtLeast':
    case 'lengthAtMost':
      return predicates[comparison.type](comparison.length);
    case 'isTrue':
    case 'isFalse':
    case 'isSet':
    case 'isNotSet':
    case 'sameDay':
    case 'sameMonth':
      return predicates[comparison.type];
  }
}

function sayOperand(operand: Operand, { messages, nameOf }: Speaker): string {
  switch (operand.type) {
    case 'constant':
      return typeof operand.value === 'number'
        ? messages.forms.amount(operand.value, operand.currency)
        : messages.quoted(operand.value);
    case 'metric':
      return nameOf(operand.metric);
    case 'aggregate':
      return nameOf(operand.aggregate);
    case 'expression':
      return nameOf(operand.expression);
  }
}
