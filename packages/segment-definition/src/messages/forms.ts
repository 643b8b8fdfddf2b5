import type { WindowUnit } from '../window.ts';

/** Numbers, dates, lists and plurals of one language, by Intl. */
export interface Forms {
  number(value: number): string;
  /** An amount in a currency (ISO 4217), or a plain number without one. */
  amount(value: number, currency?: string): string;
  percent(value: number): string;
  /** A date (`1997-01-01`), or an instant: said in its zone where it has one (`…Z[Europe/Berlin]`), else in UTC. */
  moment(moment: string): string;
  /** The last day inside a window that ends before a date. */
  dayBefore(date: string): string;
  hour(hour: number): string;
  weekday(day: number): string;
  and(items: string[]): string;
  or(items: string[]): string;
  /** Which of two forms a count takes. */
  counted(count: number, one: string, other: string): string;
}

export type UnitForms = Readonly<Record<WindowUnit, readonly [one: string, other: string]>>;

/** Words of code, as every language sets them: in backticks. */
export function codes(words: readonly (string | number | boolean)[]): string[] {
  return words.map((word) => `\`${word}\``);
}

/** Whether numbers in their order are more than two that follow one another: 1, 2, 3. */
export function isLongRun(numbers: readonly number[]): boolean {
  return numbers.length > 2 && numbers.every((each, index) => each === numbers[0]! + index);
}

/** Makes the forms of a locale. */
export function formsOf(locale: string): Forms {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 8 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const instantIn = (timeZone: string): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium', timeZone });
  const instant = instantIn('UTC');
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const rules = new Intl.PluralRules(locale);
  const list = (type: 'conjunction' | 'disjunction') => new Intl.ListFormat(locale, { type });
  const [and, or] = [list('conjunction'), list('disjunction')];
  return {
    number: (value) => number.format(value),
    amount: (value, currency) =>
      currency === undefined
        ? number.format(value)
        : new Intl.NumberFormat(locale, {
            style: 'currency',
            currency,
            trailingZeroDisplay: 'stripIfInteger',
            maximumFractionDigits: 8,
          }).format(value),
    percent: (value) => percent.format(value / 100),
    moment: (moment) => {
      if (moment.length === 10) return day.format(new Date(moment));
      const [at, timeZone] = moment.split(/[[\]]/);
      const when = new Date(at!);
      return timeZone ? instantIn(timeZone).format(when) : `${instant.format(when)} UTC`;
    },
    dayBefore: (date) => day.format(new Date(Date.parse(date) - 86_400_000)),
    hour: (hour) => `${hour}:00`,
    // 5 January 1970 was a Monday.
    weekday: (which) => weekday.format(new Date(Date.UTC(1970, 0, 4 + which))),
    and: (items) => and.format(items),
    or: (items) => or.format(items),
    counted: (count, one, other) => (rules.select(count) === 'one' ? one : other),
  };
}
