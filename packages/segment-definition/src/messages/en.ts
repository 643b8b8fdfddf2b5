import { enFormulaText } from './en-formula-text.ts';
import { enNames } from './en-names.ts';
import { enValidation } from './en-validation.ts';
import { formsOf, isLongRun, type UnitForms } from './forms.ts';

const forms = formsOf('en-GB');
const { and, counted, dayBefore, hour, moment, number, or, weekday } = forms;

const units: UnitForms = {
  minute: ['minute', 'minutes'],
  hour: ['hour', 'hours'],
  day: ['day', 'days'],
  week: ['week', 'weeks'],
  month: ['month', 'months'],
  quarter: ['quarter', 'quarters'],
  year: ['year', 'years'],
};
type Unit = keyof typeof units;
const length = (count: number, unit: Unit): string => `${number(count)} ${counted(count, ...units[unit])}`;
/** “365 days”, but “day” and not “1 day”, for what stands after “the last”. */
const some = (count: number, unit: Unit): string => (count === 1 ? units[unit][0] : length(count, unit));
/** “Saturdays and Sundays”; more than two in a row as “Mondays to Fridays”. */
const weekdays = (days: number[]): string => {
  const names = days.map((day) => `${weekday(day)}s`);
  return isLongRun(days) ? `${names[0]} to ${names.at(-1)}` : and(names);
};
const times = (count: string, one: boolean): string => `${count} ${one ? 'time' : 'times'}`;

/** What definitions are said with, in English. Every other language has the same keys. */
export const en = {
  forms,
  quoted: (text: string) => `“${text}”`,
  missing: '(missing)',
  ignoringCase: '(upper or lower case)',
  length,

  /** Names of what every event and product line has. */
  parameters: {
    revenue: 'revenue',
    currency: 'currency',
    orderId: 'order id',
    source: 'source',
    time: 'time',
    'products[].productId': 'product id',
    'products[].name': 'product name',
    'products[].category': 'product category',
    'products[].price': 'product price',
    'products[].quantity': 'product quantity',
  },
  fields: { productId: 'product id', name: 'name', category: 'category', price: 'price', quantity: 'quantity' },

  /** A comparison by itself, as it is chosen between a subject and a value. */
  comparisons: {
    equals: 'is',
    notEquals: 'is not',
    lessThan: 'less than',
    atMost: 'at most',
    moreThan: 'more than',
    atLeast: 'at least',
    between: 'between',
    in: 'is one of',
    notIn: 'is none of',
    contains: 'contains',
    notContains: 'does not contain',
    startsWith: 'starts with',
    endsWith: 'ends with',
    matches: 'matches',
    isTrue: 'is true',
    isFalse: 'is false',
    before: 'is before',
    after: 'is after',
    on: 'is on',
    within: 'is within',
    withinNext: 'is within the next',
    sameDay: 'has today’s day and month',
    sameMonth: 'is in the current month of any year',
    containsAny: 'contains any of',
    containsAll: 'contains all of',
    containsNone: 'contains none of',
    lengthEquals: 'number of entries is',
    lengthAtLeast: 'number of entries is at least',
    lengthAtMost: 'number of entries is at most',
    isSet: 'has a value',
    isNotSet: 'has no value',
  },
  /** The same with its value, after a subject: “store *is “Paris”*”. */
  predicates: {
    equals: (value: string) => `is ${value}`,
    notEquals: (value: string) => `is not ${value}`,
    lessThan: (value: string) => `is less than ${value}`,
    atMost: (value: string) => `is at most ${value}`,
    moreThan: (value: string) => `is more than ${value}`,
    atLeast: (value: string) => `is at least ${value}`,
    between: (from: string, to: string) => `is between ${from} and ${to}`,
    in: (values: string[]) => `is ${or(values)}`,
    notIn: (values: string[]) => (values.length === 1 ? `is not ${values[0]}` : `is none of ${and(values)}`),
    contains: (text: string) => `contains ${text}`,
    notContains: (text: string) => `does not contain ${text}`,
    startsWith: (text: string) => `starts with ${text}`,
    endsWith: (text: string) => `ends with ${text}`,
    matches: (pattern: string) => `matches the pattern ${pattern}`,
    isTrue: 'is true',
    isFalse: 'is false',
    before: (when: string) => `is before ${moment(when)}`,
    after: (when: string) => `is after ${moment(when)}`,
    on: (when: string) => `is on ${moment(when)}`,
    within: (window: string) => `is ${window}`,
    withinNext: (count: number, unit: Unit) => `is in the next ${some(count, unit)}, today included`,
    sameDay: 'has today’s day and month',
    sameMonth: 'is in the current month of any year',
    containsAny: (values: string[]) => `contains ${or(values)}`,
    containsAll: (values: string[]) => `contains ${and(values)}`,
    containsNone: (values: string[]) =>
      values.length === 1 ? `does not contain ${values[0]}` : `contains none of ${and(values)}`,
    lengthEquals: (count: number) => `has exactly ${number(count)} ${counted(count, 'entry', 'entries')}`,
    lengthAtLeast: (count: number) => `has at least ${number(count)} ${counted(count, 'entry', 'entries')}`,
    lengthAtMost: (count: number) => `has at most ${number(count)} ${counted(count, 'entry', 'entries')}`,
    isSet: 'has a value',
    isNotSet: 'has no value',
  },

  /** When, within a sentence: “… *in the last 365 days*”. */
  windows: {
    last: (count: number, unit: Unit) => (count === 1 && unit === 'day' ? 'today' : `in the past ${some(count, unit)}`),
    lastExact: (count: number, unit: Unit) => `in the past ${some(count, unit)}, counted to the minute`,
    lastBefore: (count: number, unit: Unit, before: number, of: Unit) =>
      `in the ${some(count, unit)} before the past ${some(before, of)}`,
    days: (start: string, end: string) =>
      dayBefore(end) === moment(start) ? `on ${moment(start)}` : `from ${moment(start)} to ${dayBefore(end)}`,
    between: (start: string, end: string) => `from ${moment(start)} until before ${moment(end)}`,
    since: (start: string) => `since ${moment(start)}`,
    until: (end: string) => `before ${moment(end)}`,
    this: (unit: Unit) => (unit === 'day' ? 'today' : `in this calendar ${units[unit][0]}`),
    previous: (unit: Unit) => (unit === 'day' ? 'yesterday' : `in the previous calendar ${units[unit][0]}`),
    allTime: 'at any time',
    onlyDays: (days: number[]) => `only on ${weekdays(days)}`,
    onlyHours: (from: number, to: number) => `only between ${hour(from)} and ${hour(to)}`,
  },
  /** The same as a label: “last 365 days”. */
  windowLabels: {
    last: (count: number, unit: Unit) => (count === 1 && unit === 'day' ? 'today' : `last ${some(count, unit)}`),
    lastExact: (count: number, unit: Unit) => `last ${some(count, unit)} to the minute`,
    lastBefore: (count: number, unit: Unit, before: number, of: Unit) =>
      `${length(count, unit)} before the last ${some(before, of)}`,
    days: (start: string, end: string) =>
      dayBefore(end) === moment(start) ? moment(start) : `${moment(start)} to ${dayBefore(end)}`,
    between: (start: string, end: string) => `${moment(start)} until before ${moment(end)}`,
    since: (start: string) => `since ${moment(start)}`,
    until: (end: string) => `before ${moment(end)}`,
    this: (unit: Unit) => (unit === 'day' ? 'today' : `this ${units[unit][0]}`),
    previous: (unit: Unit) => (unit === 'day' ? 'yesterday' : `previous ${units[unit][0]}`),
    allTime: 'all time',
    onlyDays: (days: number[]) => `${weekdays(days)} only`,
    onlyHours: (from: number, to: number) => `${hour(from)} to ${hour(to)} only`,
  },

  filters: {
    where: (rule: string) => `, where ${rule}`,
    whereBracketed: (rule: string) => ` (where ${rule})`,
    distinctBy: (name: string) => `, counting each ${name} once`,
    and: ' and ',
    or: ' or ',
    not: (rule: string) => `not (${rule})`,
    some: (rule: string) => `for at least one product (${rule})`,
    every: (rule: string) => `for every product (${rule})`,
    anything: 'anything goes',
    nothing: 'nothing fits',
  },

  events: (actions: string[]) => `${or(actions)} events`,
  event: (actions: string[]) => `${or(actions)} event`,
  aggregators: {
    count: (events: string) => `Number of ${events}`,
    exists: (events: string) => `Whether there are ${events}`,
    sum: (name: string, events: string) => `Sum of ${name} over ${events}`,
    average: (name: string, events: string) => `Average ${name} of ${events}`,
    min: (name: string, events: string) => `Lowest ${name} of ${events}`,
    max: (name: string, events: string) => `Highest ${name} of ${events}`,
    earliest: (name: string, events: string) => `Earliest ${name} of ${events}`,
    latest: (name: string, events: string) => `Latest ${name} of ${events}`,
    median: (name: string, events: string) => `Median ${name} of ${events}`,
    quantile: (level: number, method: string, name: string, events: string) =>
      `${number(level)} quantile${method} of ${name} over ${events}`,
    first: (name: string, events: string) => `First ${name} of ${events}`,
    last: (name: string, events: string) => `Last ${name} of ${events}`,
    distinctCount: (name: string, events: string) => `Number of different values of ${name} in ${events}`,
    mostFrequent: (name: string, events: string) => `Most frequent ${name} of ${events}`,
    lastValues: (count: number, name: string, events: string) =>
      count === 1 ? `Last value of ${name} in ${events}` : `Last ${number(count)} values of ${name} in ${events}`,
    daysSinceFirst: (event: string) => `Days since the first ${event}`,
    daysSinceLast: (event: string) => `Days since the last ${event}`,
    gapsMean: (events: string) => `Average number of days between ${events}`,
    gapsMedian: (events: string) => `Median number of days between ${events}`,
    distinctProfiles: (events: string) => `Number of customers with ${events}`,
  },
  methods: {
    linear: '',
    lower: ' (lower neighbour)',
    higher: ' (upper neighbour)',
    inverted_cdf: ' (inverted distribution)',
    approximate: ' (approximate)',
  },

  formula: (text: string) => `Calculated as ${text}`,
  statistics: {
    quantile: (level: number, method: string, of: string) => `${number(level)} quantile${method} of ${of}`,
    count: (of: string) => `How many have a value of ${of}`,
    sum: (of: string) => `Sum of ${of}`,
    average: (of: string) => `Average of ${of}`,
    min: (of: string) => `Lowest ${of}`,
    max: (of: string) => `Highest ${of}`,
    median: (of: string) => `Median of ${of}`,
  },
  populations: {
    active: ' among customers with such events',
    all: ' among all customers',
    segment: (name: string) => ` among members of ${name}`,
  },
  eventPopulations: { everyone: '', segment: (name: string) => `, of members of ${name}` },

  segments: {
    base: 'Customers',
    withAnonymous: 'Customers, anonymous ones too,',
    onlyKnown: 'Known customers',
    everyone: (base: string) => `All ${base[0]!.toLowerCase()}${base.slice(1).replace(/,$/, '')}`,
    nobody: 'No customers',
    which: (base: string, rule: string) => `${base} ${rule}`,
    who: { everyone: 'who exist at all', nobody: 'who do not exist' },
    and: ' and ',
    or: ' or ',
    not: (rule: string) => `to whom this does not apply: (${rule})`,
    except: (rule: string) => `, except those ${rule}`,
    value: (name: string, predicate: string) => `whose ${name} ${predicate}`,
    event: (actions: string[], count: string, window: string, more: string) =>
      `who did ${or(actions)}${count === '' ? '' : ` ${count}`} ${window}${more}`,
    sequence: (steps: string[], window: string, within: string, without: string) =>
      `who did ${steps.join(', then ')} ${window}${within}${without}`,
    within: (count: number, unit: Unit) => `, each within ${length(count, unit)} of the one before`,
    without: (pattern: string) => `, with no ${pattern} in between`,
    member: (name: string) => `who are in ${name}`,
    notMember: (name: string) => `who are not in ${name}`,
    consent: (channel: string) => `who agreed to ${channel}`,
    noConsent: (channel: string) => `who did not agree to ${channel}`,
  },
  times: {
    equals: (count: number) => times(`exactly ${number(count)}`, count === 1),
    notEquals: (count: number) => times(`not exactly ${number(count)}`, count === 1),
    lessThan: (count: number) => times(`fewer than ${number(count)}`, count === 1),
    atMost: (count: number) => times(`at most ${number(count)}`, count === 1),
    moreThan: (count: number) => times(`more than ${number(count)}`, count === 1),
    atLeast: (count: number) => times(`at least ${number(count)}`, count === 1),
    between: (from: number, to: number) => times(`${number(from)} to ${number(to)}`, false),
  },

  refinements: {
    joint: '; ',
    topCount: (count: number, by: string) =>
      count === 1
        ? `of these, the one with the highest ${by}`
        : `of these, the ${number(count)} with the highest ${by}`,
    bottomCount: (count: number, by: string) =>
      count === 1 ? `of these, the one with the lowest ${by}` : `of these, the ${number(count)} with the lowest ${by}`,
    topShare: (percent: number, by: string) => `of these, the ${forms.percent(percent)} with the highest ${by}`,
    bottomShare: (percent: number, by: string) => `of these, the ${forms.percent(percent)} with the lowest ${by}`,
    inherits: ', counting only events that pass the filters of the rules',
    includeTies: ', and everyone level with the last of them',
    exactTies: '; of those level with one another, by customer id',
    exactTiesBy: (by: string) => `; of those level with one another, by ${by} and then by customer id`,
  },

  names: enNames,
  validation: enValidation,
  formulaText: enFormulaText,
};

export type Messages = typeof en;
