import { instantOf, type OnlyOn, type Span, type Window } from '@cutline/segment-definition';
import fc from 'fast-check';
import type { Calendar } from './generate-calendar.ts';
import { sometimes } from './sometimes.ts';

export const calendarUnit = fc.constantFrom('day', 'week', 'month', 'quarter', 'year');
const exactUnit = fc.constantFrom('minute', 'hour');
const count = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 3 }) },
  fc.integer({ min: 1, max: 14 }),
  fc.constantFrom(30, 365),
);

/** Every kind of window, with edges that the workspace's data lies on. */
export function window(calendar: Calendar): fc.Arbitrary<Window> {
  const edges = oneOfKinds(calendar);
  return fc
    .record({ edges, onlyOn: sometimes(onlyOn, { in: 8 }) })
    .map(({ edges, onlyOn }) => ({ ...edges, ...(onlyOn && { onlyOn }) }));
}

function oneOfKinds(calendar: Calendar): fc.Arbitrary<Window> {
  const moment = momentIn(calendar);
  const between = fc
    .tuple(moment, moment)
    .filter(([a, b]) => ordered(a, b, calendar.timeZone) !== 0)
    .map(([a, b]) => (ordered(a, b, calendar.timeZone) < 0 ? [a, b] : [b, a]))
    .map(([start, end]) => ({ type: 'between', start, end }));
  return fc.oneof(
    { weight: 7, arbitrary: last },
    { weight: 3, arbitrary: between },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('since'), start: moment }) },
    { weight: 3, arbitrary: fc.record({ type: fc.constant('until'), end: moment }) },
    { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('this', 'previous'), unit: calendarUnit }) },
    { weight: 5, arbitrary: fc.constant({ type: 'allTime' }) },
  ) as fc.Arbitrary<Window>;
}

/** A length of minutes or hours is exact and cannot be told not to be. */
const last = fc
  .record({
    unit: fc.oneof({ weight: 6, arbitrary: calendarUnit }, exactUnit),
    count,
    before: fc.option(
      fc.record({
        count: fc.integer({ min: 0, max: 5 }),
        unit: fc.oneof({ weight: 4, arbitrary: calendarUnit }, exactUnit),
      }),
      { nil: undefined },
    ),
    exact: fc.constantFrom(undefined, undefined, true, false),
  })
  .map(({ unit, count, before, exact }) => {
    const hasExactUnit = [unit, before?.unit].some((each) => each === 'minute' || each === 'hour');
    const said = exact === undefined || (hasExactUnit && !exact) ? {} : { exact };
    return { type: 'last', count, unit, ...(before && { before }), ...said };
  });

/** 24 is the end of a day; where `to` is not after `from` the hours go round midnight. */
const onlyOn = fc
  .record({
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 }),
    hours: fc
      .record({ from: fc.constantFrom(0, 1, 2, 3, 8, 22, 23), to: fc.constantFrom(1, 2, 3, 8, 12, 18, 23, 24) })
      .filter(({ from, to }) => from !== to),
    which: fc.constantFrom('weekdays', 'hours', 'both'),
  })
  .map(({ weekdays, hours, which }): OnlyOn => ({
    ...(which !== 'hours' && { weekdays }),
    ...(which !== 'weekdays' && { hours }),
  }));

/** A date, or an instant with the offset of wherever it was written. */
export function momentIn({ dates, instants }: Calendar): fc.Arbitrary<string> {
  const instant = fc
    .tuple(fc.constantFrom(...instants), fc.constantFrom(0, 0, 330, -570))
    .map(([milliseconds, offset]) => {
      const local = new Date(milliseconds + offset * 60_000).toISOString().slice(0, -1);
      const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
      return `${local}${offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${hours}:30`}`;
    });
  return fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...dates) }, instant);
}

/** Which of two comes first, where that is so in this zone and in UTC; 0 where it is not clear. */
function ordered(a: string, b: string, timeZone: string): number {
  const signs = [timeZone, 'UTC'].map((zone) => Math.sign(instantOf(a, zone) - instantOf(b, zone)));
  return signs[0] === signs[1] ? signs[0]! : 0;
}

export const span: fc.Arbitrary<Span> = fc.record({
  count: fc.integer({ min: 1, max: 3 }),
  unit: fc.constantFrom('minute', 'hour', 'day', 'week'),
});
