import { instantOf, zoneClock } from '@cutline/segment-definition';
import fc from 'fast-check';

/** The moments that one workspace's definitions and data are about, so that the data lies on the definitions' edges. */
export interface Calendar {
  timeZone: string;
  /** Instants of successive evaluations, ascending, in UTC milliseconds. */
  asOf: number[];
  /** Local dates with something about them. */
  dates: string[];
  /** UTC milliseconds with something about them. */
  instants: number[];
}

export const dayLong = 86_400_000;
const zones = [
  'UTC',
  'Europe/Berlin',
  'Asia/Beirut',
  'America/Havana',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
];
/** Leap days, ends of months, of quarters and of years. */
const special = [
  '2024-02-29T12:00:00Z',
  '2023-12-31T23:59:59.999Z',
  '2024-01-01T00:00:00Z',
  '2025-03-31T10:00:00Z',
  '2025-05-31T23:30:00Z',
  '2023-03-01T00:30:00Z',
].map((text) => Date.parse(text));
const hour = 3_600_000;

export const calendar: fc.Arbitrary<Calendar> = fc.constantFrom(...zones).chain((timeZone) => {
  const changes = zoneClock(timeZone).instants.filter(
    (each) => each > Date.UTC(2005, 0, 1) && each < Date.UTC(2029, 0, 1),
  );
  const change = fc
    .tuple(
      fc.constantFrom(...changes, ...special),
      fc.oneof(
        fc.constantFrom(-1, 0, 1, -hour, hour, dayLong),
        fc.integer({ min: -dayLong, max: 20 * dayLong }),
        fc.integer({ min: 0, max: 60 }).map((minutes) => minutes * 60_000),
      ),
    )
    .map(([instant, step]) => instant + step);
  const first = fc.oneof({ weight: 3, arbitrary: change }, fc.constantFrom(...special));
  return fc
    .record({ first, later: fc.constantFrom(1, hour, dayLong, 40 * dayLong) })
    .map(({ first, later }) => calendarAt(timeZone, [first, first + later], changes));
});

function calendarAt(timeZone: string, asOf: number[], changes: number[]): Calendar {
  const near = changes.filter((each) => Math.abs(each - asOf[0]!) < 200 * dayLong);
  const today = localDate(asOf[0]!, timeZone);
  const around = [-365, -366, -31, -30, -7, -2, -1, 0, 1, 2, 7, 30].map((days) => step(today, days));
  const changing = near.flatMap((each) => [localDate(each, timeZone), localDate(each - 1, timeZone)]);
  const years = ['2024-02-29', '1996-02-29', `${Number(today.slice(0, 4)) - 30}${today.slice(4)}`];
  const dates = [...new Set([...around, ...changing, `${today.slice(0, 7)}-01`, ...years])].filter(exists);
  const midnights = dates.map((date) => instantOf(date, timeZone));
  const instants = [...asOf, ...near, ...midnights].flatMap((each) => [each - 1, each, each, each + 1]);
  return { timeZone, asOf, dates, instants };
}

/** The local date of an instant, as YYYY-MM-DD. */
export function localDate(instant: number, timeZone: string): string {
  const { instants, offsets } = zoneClock(timeZone);
  const offset = offsets[instants.findLastIndex((each) => each <= instant)]!;
  return new Date(instant + offset).toISOString().slice(0, 10);
}

function step(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayLong).toISOString().slice(0, 10);
}

function exists(date: string): boolean {
  const read = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date);
}
