import type { CalendarUnit, WindowUnit } from '@cutline/segment-definition';

const units: Record<WindowUnit, { one: string; many: string }> = {
  minute: { one: 'minute', many: 'minutes' },
  hour: { one: 'hour', many: 'hours' },
  day: { one: 'day', many: 'days' },
  week: { one: 'week', many: 'weeks' },
  month: { one: 'month', many: 'months' },
  quarter: { one: 'quarter', many: 'quarters' },
  year: { one: 'year', many: 'years' },
};
const unitOf = (unit: WindowUnit, count: number | null): string => (count === 1 ? units[unit].one : units[unit].many);

export const windows = {
  /** A unit after its number: 7 *days*. */
  unit: unitOf,
  /** A unit after its number and “in the next”. */
  unitAhead: (unit: CalendarUnit, count: number | null): string => unitOf(unit, count),
  calendarUnits: {
    day: 'day',
    week: 'week',
    month: 'month',
    quarter: 'quarter',
    year: 'year',
  },

  presets: {
    last30Days: 'Last 30 days',
    last90Days: 'Last 90 days',
    last365Days: 'Last 365 days',
    yearBefore: 'The year before that',
    thisMonth: 'This month',
    previousMonth: 'Previous month',
    allTime: 'All time',
  },
  types: {
    last: 'the last',
    this: 'this',
    previous: 'the previous',
    between: 'between',
    since: 'since',
    until: 'until',
    allTime: 'at any time',
  },
  whenItHappened: 'When it happened',
  when: 'When',
  howMany: 'How many',
  unitLabel: 'Unit',
  beforeTheLast: 'before the last',
  howManyBefore: 'Before the last: how many',
  unitBefore: 'Before the last: unit',
  countedIn: 'Counted in',
  wholeDays: 'whole days, with today',
  toTheMinute: 'to the minute, until now',
  ofTheCalendar: 'Of the calendar',
  firstDay: 'First day',
  firstMoment: 'From the moment',
  and: 'and',
  lastDay: 'Last day',
  lastMoment: 'Until before the moment',

  onlyOn: 'Only on some weekdays or hours',
  weekdays: 'Weekdays',
  from: 'from',
  fromHour: 'From hour',
  untilBefore: 'until before',
  untilBeforeHour: 'Until before hour',
  nextDay: 'the next day',
  hour: (hour: number) => `${String(hour).padStart(2, '0')}:00`,

  covers: {
    now: (covered: string, timeZone: string) => `Now it covers ${covered} (${timeZone}).`,
    nowOnly: (covered: string, only: string, timeZone: string) => `Now it covers ${covered}, ${only} (${timeZone}).`,
    nothing: 'No day at all: the window begins after this moment',
    before: (end: string) => `Everything before ${end}`,
    moments: (start: string, end: string) => `${start} until before ${end}`,
    upTo: (last: string) => `Everything up to ${last}, that day included`,
    day: (day: string) => `${day}, that day only`,
    days: (first: string, last: string) => `${first} to ${last}, both days included`,
  },
  wrongWayRound: 'It ends before it begins. Swap the two.',
  chooseLength: 'Choose the length; both days count.',
  chooseDates: 'Choose the dates; both days count.',
};
