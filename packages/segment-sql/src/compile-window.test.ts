import type { Window } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextAt, startExpressionEngine, type ExpressionEngine } from '../test/expression-engine.ts';
import { compileWindow } from './compile-window.ts';

let engine: ExpressionEngine;
beforeAll(async () => {
  engine = await startExpressionEngine();
});
afterAll(() => engine.close());

let workspace = 0;

/** Which of some instants lie in a window, both as a column and as what rows are found by. */
async function inside(times: string[], window: Window, asOf: string, timeZone = 'UTC'): Promise<string[]> {
  workspace += 1;
  await engine.insertEvents(times.map((time) => ({ workspace, time })));
  const context = contextAt({ workspace, timeZone, asOf: Date.parse(asOf) });
  const holds = await engine.values(`tuple(${compileWindow(window, context)})`, context);
  const found = `SELECT toUInt32(message_id) FROM events WHERE workspace = ${workspace} AND action = 'purchase' AND ${compileWindow(window, context)}`;
  const ids = (await engine.value(
    `(SELECT arraySort(groupArray(id)) FROM (${found.replace(')', ') AS id')}))`,
    context,
  )) as number[];
  const chosen = times.filter((_, index) => JSON.stringify(holds[index]) === '[1]');
  expect(ids.map((id) => times[id])).toEqual(chosen);
  return chosen;
}

describe('a window in SQL', () => {
  const asOf = '2026-05-10T12:00:00.000Z';

  it('is half-open and cut at asOf', async () => {
    const times = [
      '2026-05-08T23:59:59.999Z',
      '2026-05-09T00:00:00.000Z',
      '2026-05-10T11:59:59.999Z',
      '2026-05-10T12:00:00.000Z',
      '2026-05-10T12:00:00.001Z',
    ];
    expect(await inside(times, { type: 'last', count: 2, unit: 'day' }, asOf)).toEqual(times.slice(1, 3));
    expect(await inside(times, { type: 'allTime' }, asOf)).toEqual(times.slice(0, 3));
    expect(await inside(times, { type: 'since', start: '2026-06-01' }, asOf)).toEqual([]);
    expect(await inside(times, { type: 'until', end: '2026-05-09' }, asOf)).toEqual(times.slice(0, 1));
  });

  it('may reach back before the first events there can be', async () => {
    const times = ['1970-01-01T00:00:00.000Z', '1971-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'];
    expect(await inside(times, { type: 'last', count: 10_000, unit: 'year' }, asOf)).toEqual(times);
    expect(await inside(times, { type: 'between', start: '1950-01-01', end: '1970-06-01' }, asOf)).toEqual([times[0]]);
    expect(await inside(times, { type: 'since', start: '1960-01-01' }, asOf)).toEqual(times);
    expect(await inside(times, { type: 'since', start: '1700-01-01' }, asOf)).toEqual(times);
    expect(await inside(times, { type: 'until', end: '1960-01-01' }, asOf)).toEqual([]);
  });

  it('keeps to weekdays of the local clock', async () => {
    // 9 May 2026 is a Saturday; in Auckland it begins at 12:00 UTC the day before.
    const times = [
      '2026-05-08T11:59:59.999Z',
      '2026-05-08T12:00:00.000Z',
      '2026-05-10T11:59:59.999Z',
      '2026-05-10T12:00:00.000Z',
    ];
    const window: Window = { type: 'allTime', onlyOn: { weekdays: [6, 7] } };
    expect(await inside(times, window, '2026-06-01T00:00:00Z', 'Pacific/Auckland')).toEqual(times.slice(1, 3));
  });

  it('keeps to hours, round midnight where they end before they begin', async () => {
    const times = [
      '2026-05-01T05:59:59.999Z',
      '2026-05-01T06:00:00.000Z',
      '2026-05-01T21:59:59.999Z',
      '2026-05-01T22:00:00.000Z',
    ];
    const within = (from: number, to: number) =>
      inside(times, { type: 'allTime', onlyOn: { hours: { from, to } } }, asOf);
    expect(await within(22, 6)).toEqual([times[0], times[3]]);
    expect(await within(6, 22)).toEqual([times[1], times[2]]);
    expect(await within(6, 24)).toEqual(times.slice(1));
    expect(await within(22, 22)).toEqual(times);
    expect(await within(0, 24)).toEqual(times);
  });

  it('asks for weekday and hour of the event itself, across changes of the clock', async () => {
    // In Berlin 29 March 2026 goes from 02:00 to 03:00 at 01:00 UTC; 25 October goes back at 01:00 UTC.
    const times = [
      '2026-03-29T00:59:59.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
      '2026-03-28T02:30:00.000Z',
    ];
    const window: Window = { type: 'allTime', onlyOn: { weekdays: [7], hours: { from: 2, to: 3 } } };
    expect(await inside(times, window, '2026-12-01T00:00:00Z', 'Europe/Berlin')).toEqual(times.slice(2, 4));
  });
});
