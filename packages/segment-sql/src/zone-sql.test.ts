import { zoneClock } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextAt, startExpressionEngine, type ExpressionEngine } from '../test/expression-engine.ts';
import type { SqlContext } from './sql-context.ts';
import {
  dayOfLocal,
  hourOfLocal,
  instantOfLocal,
  localMilliseconds,
  localOf,
  monthDayOfLocal,
  monthOfLocal,
  weekdayOfLocal,
} from './zone-sql.ts';

let engine: ExpressionEngine;
beforeAll(async () => {
  engine = await startExpressionEngine();
});
afterAll(() => engine.close());

/** An expression over each of some numbers of milliseconds, which it finds as `ms` (Nullable(Int64)). */
async function over(ms: (number | null)[], context: SqlContext, expression: string): Promise<(number | null)[]> {
  const list = ms.map((each) => each ?? 'NULL').join(', ');
  const sql = `arrayMap(ms -> toInt64(${expression}), CAST([${list}], 'Array(Nullable(Int64))'))`;
  const values = (await engine.value(sql, context)) as (string | null)[];
  return values.map((value) => (value === null ? null : Number(value)));
}

const hour = 3_600_000;
const zones = [
  'UTC',
  'Europe/Berlin',
  'Asia/Beirut',
  'America/Havana',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];

describe.each(zones)('the clock of %s in SQL', (timeZone) => {
  const clock = zoneClock(timeZone);
  const around = (steps: number[]): number[] =>
    steps.slice(1).flatMap((step) => [step - hour, step - 1, step, step + 1]);

  it('turns instants into local times', async () => {
    const context = contextAt({ timeZone });
    const instants = [...around(clock.instants), -5e12, 0, 5e12];
    const expected = instants.map((each) => localMilliseconds(each, timeZone));
    expect(await over(instants, context, localOf('ms', context))).toEqual(expected);
  });

  it('turns local times into instants', async () => {
    const context = contextAt({ timeZone });
    const locals = [...around(clock.locals), -5e12, 0, 5e12];
    const expected = locals.map((each) => each - clock.offsets[clock.locals.findLastIndex((step) => step <= each)]!);
    expect(await over(locals, context, instantOfLocal('ms', context))).toEqual(expected);
  });

  it('has no time where there is no instant', async () => {
    const context = contextAt({ timeZone });
    expect(await over([null], context, localOf('ms', context))).toEqual([null]);
    expect(await over([null], context, instantOfLocal('ms', context))).toEqual([null]);
  });
});

describe('the calendar in SQL', () => {
  const moments = [
    '1970-01-01T00:00:00.000Z',
    '1969-12-31T23:59:59.999Z',
    '2024-02-29T23:59:59.999Z',
    '2024-03-03T07:00:00.000Z',
    '1899-12-31T19:30:00.000Z',
    '1900-01-01T00:00:00.000Z',
    '2149-12-31T12:00:00.000Z',
    '2000-02-29T00:00:00.000Z',
  ];
  const dates = moments.map((moment) => new Date(moment));
  const read = (expression: string) => over(dates.map(Number), contextAt(), expression);

  it('counts days from 1970, before it too', async () => {
    expect(await read(dayOfLocal('ms'))).toEqual(dates.map((date) => Math.floor(Number(date) / 86_400_000)));
  });

  it('knows weekdays, Monday first', async () => {
    expect(await read(weekdayOfLocal('ms'))).toEqual(dates.map((date) => date.getUTCDay() || 7));
    expect(await read(weekdayOfLocal('ms'))).toEqual([4, 3, 4, 7, 7, 1, 3, 2]);
  });

  it('knows hours, months and days of the month', async () => {
    expect(await read(hourOfLocal('ms'))).toEqual([0, 23, 23, 7, 19, 0, 12, 0]);
    expect(await read(monthOfLocal('ms'))).toEqual([1, 12, 2, 3, 12, 1, 12, 2]);
    expect(await read(monthDayOfLocal('ms'))).toEqual([101, 1231, 229, 303, 1231, 101, 1231, 229]);
  });
});
