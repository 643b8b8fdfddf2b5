import type { DefinitionKind } from '../definition.ts';
import type { ValueType } from '../value-type.ts';
import { codes, formsOf } from './forms.ts';

const { and, number, or } = formsOf('en-GB');

/** A bound that is given, or none. */
export type Bound = number | undefined;
export type NumberBounds = { whole: boolean; from: Bound; above: Bound; to: Bound };

export const enKinds: Readonly<Record<DefinitionKind, string>> = {
  aggregate: 'an aggregate',
  expression: 'an expression',
  metric: 'a metric',
  segment: 'a segment',
};

/** A value of a type. */
export const enTypes: Readonly<Record<ValueType, string>> = {
  string: 'text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  money: 'money',
  datetime: 'a time',
  list: 'a list',
};

/** What would be right somewhere, as it stands after “Expected”. */
export const enExpected = {
  /** “`a`, `b` or `c`”. */
  oneOf: (values: readonly (string | number | boolean)[]) => or(codes(values)),
  /** “`a`, `b` and `c`”. */
  allOf: (values: readonly string[]) => and(codes(values)),
  objectOfTypes: (discriminator: string, types: readonly string[]) =>
    `an object whose \`${discriminator}\` is ${or(codes(types))}`,
  object: (fields: readonly string[]) => `an object with ${and(codes(fields))}`,
  list: (from: Bound, to: Bound, each: string) => `a list of ${range(from, to) || 'any number'}, each ${each}`,
  idOf: (kind: DefinitionKind) => `the id of ${enKinds[kind]}`,
  text: (from: Bound, to: Bound) => {
    if (from === undefined && to === undefined) return 'a text';
    return from === 1 && to === undefined ? 'a text that is not empty' : `a text of ${range(from, to)} characters`;
  },
  number: ({ whole, from, above, to }: NumberBounds) => {
    const what = whole ? 'a whole number' : 'a number';
    if (above !== undefined) return `${what} above ${number(above)}${to === undefined ? '' : `, up to ${number(to)}`}`;
    if (from !== undefined && to === -from) return `${what} between ±${number(to)}`;
    if (from !== undefined && to !== undefined) return `${what} from ${number(from)} to ${number(to)}`;
    return `${what} ${range(from, to)}`.trimEnd();
  },
  boolean: '`true` or `false`',
  date: 'a date such as `1997-01-01`',
  instant: 'an instant such as `1997-01-01T00:00:00Z`',
  either: (options: readonly string[]) => options.join(', or '),
  somethingElse: 'something else',

  aNumber: 'a number',
  aText: 'a text',
  numberFrom: (from: string) => `a number from ${from} on`,
  numberOfTimes: 'a whole number from 0 on',
  moneyOrNumber: 'money or a number',
  valueOfType: (type: ValueType) => `a value that is ${enTypes[type]}`,
  numericValue: 'a numeric aggregate or expression',
  type: (type: ValueType) => `\`${type}\``,
  anyTypeButList: 'any type but `list`',
  parameterOfType: (types: readonly ValueType[]) => `a parameter of type ${or(codes(types))}`,
  parameterOfEvent: 'a parameter of the event',
  pattern: 'a regular expression in RE2’s syntax',
  moment: 'a date (1997-01-01) or an instant (1997-01-01T00:00:00Z)',
  momentAfter: (start: string) => `a moment after ${start}`,
  trueOrNothing: '`true`, or nothing',
  otherHour: (hour: number) => `an hour other than ${hour}`,
  partOfMetric: 'a `metric` or a `number`',
  partOfExpression: 'an `aggregate`, `expression` or `attribute`',
  instantInFormula: '`asOf`, or an attribute or aggregate of type `datetime`',
  atMostParts: (most: number) => `at most ${number(most)} parts`,
  atMostLevels: (most: number) => `at most ${number(most)} levels`,
  atMostConditions: (most: number) => `at most ${number(most)} conditions`,
  format: (format: number) => `${format}, or nothing`,
};

export type Expected = typeof enExpected;

function range(from: Bound, to: Bound): string {
  if (from === undefined) return to === undefined ? '' : `up to ${number(to)}`;
  return to === undefined ? `${number(from)} or more` : `${number(from)} to ${number(to)}`;
}
