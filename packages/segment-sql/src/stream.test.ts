import type { Aggregate, Window } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { daysOf, streamKey, streamOf, streamsOf } from './stream.ts';
import { datesAscend, dayThatBegins, storedDayOf } from './stream-days.ts';

const berlin = 'Europe/Berlin';
const asOf = Date.parse('2026-03-01T14:00:00Z');
const lastMonth: Window = { type: 'last', count: 30, unit: 'day' };

function aggregate(changes: Partial<Aggregate> = {}): Aggregate {
  return {
    formatVersion: 2,
    kind: 'aggregate',
    name: 'A',
    actions: ['buy'],
    aggregator: { type: 'count' },
    window: lastMonth,
    ...changes,
  };
}

const revenue = { name: 'revenue', type: 'money' } as const;
const inGermany = {
  type: 'parameter',
  parameter: { name: 'country', type: 'string' },
  comparison: { type: 'equals', operand: { type: 'constant', value: 'DE' } },
} as unknown as NonNullable<Aggregate['filter']>;

const arrivesSoon = {
  type: 'parameter',
  parameter: { name: 'arrival', type: 'datetime' },
  comparison: { type: 'withinNext', count: 7, unit: 'day' },
} as unknown as NonNullable<Aggregate['filter']>;

describe('the days of a window', () => {
  const march1 = storedDayOf(asOf, berlin);

  it.each<[string, Window, boolean, { from: number; to: number } | null]>([
    ['the last 30 days of a quiet day', lastMonth, true, { from: march1 - 29, to: march1 + 1 }],
    ['a day on which more happened', lastMonth, false, null],
    [
      'a window that ended before',
      { ...lastMonth, before: { count: 1, unit: 'day' } },
      false,
      { from: march1 - 30, to: march1 },
    ],
    ['an exact window', { ...lastMonth, exact: true }, true, null],
    ['the last two hours', { type: 'last', count: 2, unit: 'hour' }, true, null],
    ['since a date', { type: 'since', start: '2026-02-01' }, true, { from: march1 - 28, to: march1 + 1 }],
    ['since an instant', { type: 'since', start: '2026-02-01T12:00:00Z' }, true, null],
    ['since before events began', { type: 'since', start: '1969-05-05T01:02:03Z' }, true, { from: 0, to: march1 + 1 }],
    ['all time', { type: 'allTime' }, true, { from: 0, to: march1 + 1 }],
    ['until a date', { type: 'until', end: '2026-02-01' }, false, { from: 0, to: march1 - 28 }],
    ['the previous month', { type: 'previous', unit: 'month' }, false, { from: march1 - 28, to: march1 }],
  ])('%s', (_, window, quiet, expected) => {
    expect(daysOf(window, { asOf, timeZone: berlin }, quiet)).toEqual(expected);
  });

  it('begin where the clock says, also where midnight does not exist', () => {
    // Clocks in Santiago went from 24:00 to 1:00 on 8 September 2024.
    const morning = Date.parse('2024-09-08T04:00:00Z');
    expect(dayThatBegins(morning, 'America/Santiago')).toBe(storedDayOf(morning + 3_600_000, 'America/Santiago'));
    expect(dayThatBegins(morning + 3_600_000, 'America/Santiago')).toBeNull();
    // In Samoa there was no 30 December 2011.
    const last = Date.parse('2011-12-30T10:00:00Z');
    expect(dayThatBegins(last, 'Pacific/Apia')).toBe(storedDayOf(last - 1, 'Pacific/Apia') + 2);
  });

  it('are never negative', () => {
    expect(storedDayOf(0, 'America/New_York')).toBe(0);
    expect(storedDayOf(0, 'Asia/Tokyo')).toBe(1);
  });

  it('are dates where no clock went back over midnight', () => {
    expect(datesAscend(berlin)).toBe(true);
    expect(datesAscend('America/Santiago')).toBe(true);
    expect(datesAscend('America/St_Johns')).toBe(false);
  });
});

describe('the stream of an aggregate', () => {
  const settings = { timeZone: berlin, hasRates: false };

  it.each<[string, Partial<Aggregate>]>([
    ['looks at the hour', { window: { ...lastMonth, onlyOn: { weekdays: [1] } } }],
    ['counts an order once', { distinctBy: { name: 'orderId', type: 'string' } }],
    ['orders single events', { aggregator: { type: 'last', parameter: revenue } }],
    [
      'reads product lines',
      { aggregator: { type: 'sum', parameter: { name: 'products[].quantity', type: 'integer' } } },
    ],
    ['looks at what today is', { filter: { type: 'all', of: [arrivesSoon] } }],
    ['measures gaps', { aggregator: { type: 'gaps', statistic: 'mean' } }],
  ])('is none where it %s', (_, changes) => {
    expect(streamOf(aggregate(changes), settings)).toBeNull();
  });

  it('is none where rates may change what amounts are worth, or dates do not follow one another', () => {
    const sum = aggregate({ aggregator: { type: 'sum', parameter: revenue } });
    expect(streamOf(sum, settings)).toMatchObject({ value: revenue });
    expect(streamOf(sum, { ...settings, hasRates: true })).toBeNull();
    expect(streamOf(aggregate(), { ...settings, hasRates: true })).not.toBeNull();
    expect(streamOf(aggregate(), { ...settings, timeZone: 'America/St_Johns' })).toBeNull();
  });

  it('has the same key whatever the order in which its fields stand', () => {
    const filter = { type: 'all', of: [inGermany] } as const;
    const backwards = JSON.parse(JSON.stringify({ of: filter.of, type: filter.type })) as typeof filter;
    expect(Object.keys(backwards)).not.toEqual(Object.keys(filter));
    const stream = { actions: ['buy'], value: null };
    expect(streamKey({ ...stream, filter: { ...backwards, of: [...backwards.of] } })).toBe(
      streamKey({ ...stream, filter: { ...filter, of: [...filter.of] } }),
    );
  });

  it('is shared by what counts and what sums up, whatever the window and the order of actions', () => {
    const definitions = new Map([
      ['1', aggregate({ actions: ['buy', 'view'] })],
      [
        '2',
        aggregate({ actions: ['view', 'buy'], window: { type: 'allTime' }, aggregator: { type: 'daysSinceLast' } }),
      ],
      ['3', aggregate({ actions: ['view', 'buy', 'view'], aggregator: { type: 'sum', parameter: revenue } })],
      ['4', aggregate({ filter: inGermany })],
      ['5', aggregate({ window: { type: 'last', count: 1, unit: 'hour' } })],
    ]);
    const found = streamsOf(definitions, { ...settings, asOf }).map(streamKey);
    expect(found).toEqual([
      streamKey({ actions: ['view', 'buy'], filter: null, value: revenue }),
      streamKey({ actions: ['buy'], filter: inGermany, value: null }),
    ]);
  });
});
