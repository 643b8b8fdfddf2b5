import type { DefinitionKind } from '../definition.ts';
import type { ValueType } from '../value-type.ts';
import { enExpected, enKinds, enTypes } from './en-expected.ts';
import { enRefusals, type Refusals } from './en-refusals.ts';
import { codes, formsOf } from './forms.ts';

const { and, number } = formsOf('en-GB');

/** What is said of definitions that are not valid. What was written is given as `shown` has it, or as it stands in JSON. */
export const enValidation = {
  expected: enExpected,
  refusals: enRefusals as Refusals,

  /** What was written. */
  nothing: 'nothing',
  emptyText: 'an empty text',
  text: (text: string) => `“${text}”`,
  emptyList: 'an empty list',
  list: (length: number) => `a list of ${length}`,
  object: 'an object',
  theText: (shown: string) => `the text ${shown}`,
  theNumber: (shown: string) => `the number ${shown}`,

  didYouMean: (found: string) => `Did you mean \`${found}\`?`,
  expectedNot: (expected: string, shown: string) => `Expected ${expected}, not ${shown}.`,
  duplicate: (shown: string) => `${shown} is in the list already; once is enough. Take it out.`,

  shape: {
    missing: (field: string, expected: string) => `\`${field}\` is missing. Expected ${expected}.`,
    missingDocument: (expected: string) => `The document is missing. Expected ${expected}.`,
    unknownField: (field: string) => `There is no field \`${field}\` here.`,
    fields: (fields: readonly string[]) => `The fields are ${and(codes(fields))}.`,
    newerFormat: (said: string, known: number) =>
      `This was written for a newer version of Cutline: it is of format ${said}, and formats 1 and ${known} are known here.`,
    otherFormat: (expected: string, shown: string) => `Expected the format ${expected}, not ${shown}.`,
  },

  size: {
    tooDeep: (most: number) => `Groups can be nested ${most} deep; this goes deeper.`,
    tooLarge: 'This is too large for a definition. Lists hold at most 1,000 values, groups at most 200.',
    conditionsTooDeep: (most: number) =>
      `Conditions can be nested ${most} deep. Flatten the groups, or move some of them to a segment of their own.`,
    tooManyConditions: (most: number, count: number) =>
      `A definition can hold ${number(most)} conditions, filters included; this has ${number(count)}. Move some of them to segments of their own.`,
    formulaTooDeep: (most: number) =>
      `A formula can be nested ${most} deep. Move parts of it to expressions of their own.`,
    tooManyParts: (most: number, count: number) =>
      `A formula can have ${number(most)} parts; this has ${number(count)}. Move some of them to expressions of their own.`,
  },

  references: {
    notAnId: (kind: DefinitionKind, shown: string) =>
      `Expected ${enExpected.idOf(kind)}, not ${shown}: definitions refer to one another by id.`,
    hasId: (kind: DefinitionKind, name: string, id: string) => `The ${kind} “${name}” has the id ${id}.`,
    unknown: (kind: DefinitionKind, id: string) => `There is no ${kind} with the id ${id} in this workspace.`,
    near: (id: string, name: string) => `Did you mean ${id}, “${name}”?`,
    wrongKind: (name: string, is: DefinitionKind, needed: DefinitionKind) =>
      `“${name}” is ${enKinds[is]}; here ${enKinds[needed]} is needed.`,
    cycle: (names: readonly string[]) =>
      `It would depend on itself: ${names.join(' → ')}. Take one of these references out.`,
  },

  parameters: {
    unknownOfLines: (name: string) => `Product lines have no \`${name}\`.`,
    expected: (expected: string) => `Expected ${expected}.`,
    fixedType: (name: string, fixed: ValueType, type: ValueType) =>
      `\`${name}\` is always ${enTypes[fixed]}. Expected the type \`${fixed}\`, not \`${type}\`.`,
    notMoney: (name: string, money: readonly string[]) =>
      `Only ${and(codes(money))} are money; \`${name}\` has no currency. Read it as \`number\`.`,
    attributeIsNotMoney: (name: string) =>
      `Attributes are not money, because they have no currency. Read \`${name}\` as \`number\`.`,
    distinctByLines: (name: string) =>
      `Events are told apart by something of their own; a product line’s \`${name}\` has many values. Expected a parameter of the event, e.g. \`orderId\`.`,
    distinctByList: 'Events are not told apart by a list. Expected a parameter with one value.',
    ofLines: (instead: string) =>
      `An event can have many product lines: say whether \`some\` or \`every\` one is meant, with ${instead}.`,
  },

  aggregators: {
    wrongType: (aggregator: string, type: ValueType, expected: string) =>
      `\`${aggregator}\` cannot be made of ${enTypes[type]}. Expected ${expected}.`,
    ofTexts: (aggregators: readonly string[]) => `For a text, ${and(codes(aggregators))} can be taken.`,
    noMetric: (aggregator: string, type: ValueType) =>
      `A metric is a number; \`${aggregator}\` gives ${enTypes[type]} here. Expected a numeric parameter, or an aggregator such as \`count\` or \`distinctProfiles\`.`,
    statisticOfNumbers: (statistic: string) => `\`${statistic}\` is taken of numbers`,
    rankedByNumber: 'Profiles are ranked by a number',
    tiesByNumber: 'Ties are settled by a number',
    notNumeric: (because: string, name: string, type: ValueType) =>
      `${because}; “${name}” is ${enTypes[type]}. Expected ${enExpected.numericValue}.`,
  },

  comparisons: {
    wrong: (comparison: string, type: ValueType, expected: string) =>
      `\`${comparison}\` does not compare ${enTypes[type]}. Expected ${expected}.`,
    nearest: (comparison: string) => `Nearest is \`${comparison}\`.`,
    ignoreCase: (type: ValueType) => `\`ignoreCase\` is for text; this is ${enTypes[type]}. Leave it out.`,
    wrongOrder: (from: string, to: string) =>
      `Nothing lies between ${from} and ${to}: \`from\` is at most \`to\`. Swap them.`,
    wrongConstant: (expected: string, type: ValueType, shown: string) =>
      `Expected ${expected}, because ${enTypes[type]} is compared; not ${shown}.`,
    withoutQuotes: 'Write it without quotation marks.',
    wrongOperand: (expected: string, type: ValueType, kind: Exclude<DefinitionKind, 'segment'>, other: ValueType) =>
      `Expected ${expected}, because ${enTypes[type]} is compared; the ${kind} is ${enTypes[other]}.`,
    moneyWithCount: (expected: string, type: ValueType, kind: Exclude<DefinitionKind, 'segment'>, other: ValueType) =>
      `Amounts of money are not compared with counts: this is ${enTypes[type]}, and the ${kind} is ${enTypes[other]}. Expected ${expected}.`,
    noCurrency: (type: ValueType) =>
      `Only money has a currency; what is compared here is ${enTypes[type]}. Leave \`currency\` out.`,
    otherCurrency: (currency: string, said: string) =>
      `Amounts are compared in the workspace’s currency, ${currency}, not in ${said}. Give the amount in ${currency}.`,
    pattern: (reason: string) => `Expected ${enExpected.pattern}; this is not one: ${reason}.`,
    /** Why a pattern is none, by RE2, and the part that it is about. */
    patternReason: (reason: string, part: string | null) => `${reason}${part ? `: \`${part}\`` : ''}`,
    noLookaround: 'RE2 has no look-ahead and no look-behind.',
    wrongTimes: (shown: string) => `Expected ${enExpected.numberOfTimes}, because events are counted; not ${shown}.`,
    currencyOfTimes: 'How many times has no currency. Leave it out.',
  },

  formulas: {
    notOfMetrics: (type: string) =>
      `A metric’s formula is over metrics and numbers: \`${type}\` is a matter of each profile. Make a metric of it first (\`values\`).`,
    metricInExpression:
      'An expression is a value of each profile, over attributes, aggregates and expressions; metrics belong in a metric’s formula. To compare a profile with a metric, use a condition.',
    notAnInstant: (type: ValueType | undefined) =>
      `Days lie between two instants; this is ${type ? enTypes[type] : 'something else'}. Expected ${enExpected.instantInFormula}.`,
    notANumber: (type: ValueType) => `Formulas calculate with numbers; this is ${enTypes[type]}.`,
    instantElsewhere: 'An instant stands in `daysBetween` only.',
  },

  windows: {
    endsFirst: (start: string, end: string) =>
      `The window ends before it begins: nothing lies from ${start} until before ${end}. The end is the first moment outside, so it is later than the start.`,
    notWithDays: (unit: 'minute' | 'hour') =>
      `A window with ${unit}s in it is counted back from the moment itself; it cannot begin with a day. Leave \`exact\` out.`,
    noHours: (from: number, to: number) =>
      `From ${from} until before ${to} is either no time or the whole day. For the whole day leave \`hours\` out; else give two different hours, e.g. 22 and 6 for the night.`,
    noSuchMoment: (moment: string) => `Expected ${enExpected.moment}; ${moment} is not one that exists.`,
  },

  /** Of what is allowed, but perhaps not meant: names that never occurred, and metrics that are no number. */
  warnings: {
    action: (name: string) => `No event ever had the name “${name}”.`,
    parameter: (name: string) => `None of the latest of these events carries “${name}”.`,
    attribute: (name: string) => `No profile was ever given the attribute “${name}”.`,
    channel: (name: string) => `Nobody was ever asked for the channel “${name}”.`,
    near: (name: string) => `Did you mean “${name}”?`,
    metricWithoutValue: (name: string) =>
      `“${name}” has no value, as nobody is in its population: nothing compares with it.`,
  },
};

export type ValidationMessages = typeof enValidation;
