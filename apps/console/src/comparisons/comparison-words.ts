import { comparisonsOf, type ComparisonType, type ValueType } from '@cutline/segment-definition';

const words: Record<ComparisonType, string> = {
  equals: 'exactly',
  notEquals: 'other than',
  lessThan: 'less than',
  atMost: 'at most',
  moreThan: 'more than',
  atLeast: 'at least',
  between: 'between',
  isSet: 'has a value',
  isNotSet: 'has no value',
  isTrue: 'is true',
  isFalse: 'is false',
  contains: 'contains',
  notContains: 'does not contain',
  startsWith: 'starts with',
  endsWith: 'ends with',
  matches: 'matches the pattern',
  in: 'one of',
  notIn: 'none of',
  before: 'before',
  after: 'after',
  on: 'on',
  within: 'within',
  withinNext: 'in the next',
  sameDay: 'on today’s day, any year',
  sameMonth: 'in this month, any year',
  containsAny: 'contains any of',
  containsAll: 'contains all of',
  containsNone: 'contains none of',
  lengthEquals: 'has exactly',
  lengthAtLeast: 'has at least',
  lengthAtMost: 'has at most',
};

const ofTexts: Partial<Record<ComparisonType, string>> = {
  equals: 'is',
  notEquals: 'is not',
  in: 'is one of',
  notIn: 'is none of',
};

/** A comparison as it reads between a subject and a value: "purchases *more than* 2", "country *is* Finland". */
export function comparisonWords(type: ComparisonType, valueType: ValueType): string {
  return (valueType === 'string' ? ofTexts[type] : undefined) ?? words[type];
}

const first: ComparisonType[] = ['atLeast', 'moreThan', 'atMost', 'lessThan', 'between'];

/** The comparisons that a type of value has, in the order in which they are chosen. */
export function comparisonItems(
  valueType: ValueType,
  only?: readonly ComparisonType[],
): { value: ComparisonType; label: string }[] {
  const rank = (type: ComparisonType): number => (first.includes(type) ? first.indexOf(type) : first.length);
  return comparisonsOf[valueType]
    .filter((type) => !only || only.includes(type))
    .toSorted((a, b) => rank(a) - rank(b))
    .map((value) => ({ value, label: comparisonWords(value, valueType) }));
}
