import { describe, expect, it } from 'vitest';
import { aggregate, aggregateValue, at, event } from './evaluate-by-hand.ts';
import type { EvaluatedEvent, Evaluation } from './evaluated-world.ts';
import type { Window } from '../window.ts';

/** How many of events at these instants count. */
const counted = (window: Window, times: string[], changed: Partial<Evaluation> = {}): number =>
  Number(
    aggregateValue(
      aggregate({ type: 'count' }, { window }),
      times.map((time) => event(time)),
      changed,
    ),
  );

describe('windows', () => {
  it('hold their start and not their end', () => {
    const may: Window = { type: 'between', start: '2024-05-01', end: '2024-06-01' };
    expect(counted(may, ['2024-04-30T23:59:59.999Z'])).toBe(0);
    expect(counted(may, ['2024-05-01T00:00:00.000Z'])).toBe(1);
    expect(counted(may, ['2024-05-31T23:59:59.999Z'])).toBe(1);
    expect(counted(may, ['2024-06-01T00:00:00.000Z'])).toBe(0);
  });

  it('are cut at asOf, which is outside itself', () => {
    const asOf = at('2024-07-01T12:00:00Z');
    for (const window of [
      { type: 'allTime' },
      { type: 'since', start: '2024-01-01' },
      { type: 'this', unit: 'year' },
      { type: 'last', count: 1, unit: 'day' },
      { type: 'last', count: 1, unit: 'hour' },
    ] satisfies Window[]) {
      expect(counted(window, ['2024-07-01T11:59:59.999Z'], { asOf })).toBe(1);
      expect(counted(window, ['2024-07-01T12:00:00.000Z'], { asOf })).toBe(0);
    }
    expect(counted({ type: 'since', start: '2024-08-01' }, ['2024-08-02T00:00:00Z'], { asOf })).toBe(0);
  });

  it('leave out what came with a batch that is not read', () => {
    const events = [event('2024-06-01T00:00:00Z', { batch: 3 }), event('2024-06-01T00:00:00Z', { batch: 4 })];
    expect(aggregateValue(aggregate({ type: 'count' }), events, { known: 3 })).toBe('1');
    expect(aggregateValue(aggregate({ type: 'count' }), events, { known: 4 })).toBe('2');
  });

  it('count last days from the start of tomorrow, so today and the 29 days before it', () => {
    // 30 days before 2 July is 2 June.
    const window: Window = { type: 'last', count: 30, unit: 'day' };
    expect(counted(window, ['2024-06-01T23:59:59.999Z'])).toBe(0);
    expect(counted(window, ['2024-06-02T00:00:00.000Z'])).toBe(1);
  });

  it('touch the window before them without sharing an event', () => {
    const later: Window = { type: 'last', count: 365, unit: 'day' };
    const before: Window = { ...later, before: { count: 365, unit: 'day' } };
    // Tomorrow is 2 July 2024; 365 days before it is 3 July 2023 (29 February lies between).
    expect([later, before].map((window) => counted(window, ['2023-07-02T23:59:59.999Z']))).toEqual([0, 1]);
    expect([later, before].map((window) => counted(window, ['2023-07-03T00:00:00.000Z']))).toEqual([1, 0]);
  });

  it('clamp month ends in one step', () => {
    // The anchor is 31 March: one month back is 29 February in 2024; two months back is 31 January.
    const asOf = at('2024-03-30T08:00:00Z');
    const window: Window = { type: 'last', count: 1, unit: 'month', before: { count: 1, unit: 'month' } };
    expect(counted(window, ['2024-01-30T23:59:59Z', '2024-02-29T00:00:00Z'], { asOf })).toBe(0);
    expect(counted(window, ['2024-01-31T00:00:00Z', '2024-02-28T23:59:59Z'], { asOf })).toBe(2);
  });

  it('are exact for hours: 24 hours across a clock change', () => {
    // Berlin's 31 March 2024 has 23 hours. At 10:00 summer time, 24 hours ago it was 09:00 winter time.
    const berlin = { asOf: at('2024-03-31T08:00:00Z'), timeZone: 'Europe/Berlin' };
    expect(counted({ type: 'last', count: 24, unit: 'hour' }, ['2024-03-30T08:00:00Z'], berlin)).toBe(1);
    expect(counted({ type: 'last', count: 24, unit: 'hour' }, ['2024-03-30T07:59:59.999Z'], berlin)).toBe(0);
    // An exact day is one of the calendar: since 10:00 winter time.
    const day: Window = { type: 'last', count: 1, unit: 'day', exact: true };
    expect(counted(day, ['2024-03-30T09:00:00Z'], berlin)).toBe(1);
    expect(counted(day, ['2024-03-30T08:59:59.999Z'], berlin)).toBe(0);
  });
});

describe('days where clocks change at midnight', () => {
  const day = (start: string, end: string): Window => ({ type: 'between', start, end });

  it('begin after the gap: Beirut had no midnight on 31 March 2024', () => {
    const timeZone = 'Asia/Beirut';
    // 30 March ends at 22:00 UTC (+2), and 31 March begins then, at 01:00 (+3).
    expect(counted(day('2024-03-31', '2024-04-01'), ['2024-03-30T21:59:59.999Z'], { timeZone })).toBe(0);
    expect(counted(day('2024-03-31', '2024-04-01'), ['2024-03-30T22:00:00Z'], { timeZone })).toBe(1);
    expect(counted(day('2024-03-31', '2024-04-01'), ['2024-03-31T20:59:59.999Z'], { timeZone })).toBe(1);
    expect(counted(day('2024-03-31', '2024-04-01'), ['2024-03-31T21:00:00Z'], { timeZone })).toBe(0);
  });

  it('begin at the earlier of two midnights: Havana on 3 November 2024', () => {
    const timeZone = 'America/Havana';
    const asOf = at('2025-01-01T00:00:00Z');
    // 00:00 came at 04:00 UTC (−4) and again at 05:00 UTC (−5): the day has 25 hours.
    const times = ['2024-11-03T04:00:00Z', '2024-11-03T05:00:00Z', '2024-11-04T04:59:59.999Z'];
    expect(counted(day('2024-11-03', '2024-11-04'), times, { timeZone, asOf })).toBe(3);
    expect(counted(day('2024-11-03', '2024-11-04'), ['2024-11-03T03:59:59.999Z'], { timeZone, asOf })).toBe(0);
    expect(counted(day('2024-11-03', '2024-11-04'), ['2024-11-04T05:00:00Z'], { timeZone, asOf })).toBe(0);
  });

  it('may not be at all: Apia went from 29 to 31 December 2011', () => {
    const timeZone = 'Pacific/Apia';
    // The clock went from −10 to +14 at 10:00 UTC on 30 December.
    const times = ['2011-12-30T09:59:59.999Z', '2011-12-30T10:00:00Z'];
    expect(counted(day('2011-12-29', '2011-12-30'), times, { timeZone })).toBe(1);
    expect(counted(day('2011-12-30', '2011-12-31'), times, { timeZone })).toBe(0);
    expect(counted(day('2011-12-31', '2012-01-01'), times, { timeZone })).toBe(1);
    // Two days back from the start of 1 January is the start of 30 December, which is that of the 31st.
    const lastTwo: Window = { type: 'last', count: 2, unit: 'day' };
    expect(counted(lastTwo, times, { timeZone, asOf: at('2011-12-31T08:00:00Z') })).toBe(1);
  });
});

describe('onlyOn', () => {
  it('keeps local weekdays of the event', () => {
    const weekend: Window = { type: 'allTime', onlyOn: { weekdays: [6, 7] } };
    // Friday 28 June 2024, 22:30 UTC is Saturday in Berlin; Sunday 22:30 UTC is Monday.
    const times = ['2024-06-28T22:30:00Z', '2024-06-29T12:00:00Z', '2024-06-30T22:30:00Z'];
    expect(counted(weekend, times)).toBe(2);
    expect(counted(weekend, times.slice(0, 1), { timeZone: 'Europe/Berlin' })).toBe(1);
    expect(counted(weekend, times.slice(2), { timeZone: 'Europe/Berlin' })).toBe(0);
  });

  it('keeps hours from one until before another', () => {
    const morning: Window = { type: 'allTime', onlyOn: { hours: { from: 8, to: 10 } } };
    expect(counted(morning, ['2024-06-28T07:59:59.999Z', '2024-06-28T10:00:00Z'])).toBe(0);
    expect(counted(morning, ['2024-06-28T08:00:00Z', '2024-06-28T09:59:59.999Z'])).toBe(2);
    const late: Window = { type: 'allTime', onlyOn: { hours: { from: 22, to: 24 } } };
    expect(counted(late, ['2024-06-28T21:59:59Z', '2024-06-28T23:59:59Z', '2024-06-29T00:00:00Z'])).toBe(1);
  });

  it('goes round midnight, and the weekday is that of the event itself', () => {
    const night: Window = { type: 'allTime', onlyOn: { weekdays: [6], hours: { from: 22, to: 6 } } };
    // Saturday night after midnight is Sunday; Friday night after midnight is Saturday.
    expect(counted(night, ['2024-06-29T23:00:00Z', '2024-06-29T05:59:59Z'])).toBe(2);
    expect(counted(night, ['2024-06-30T01:00:00Z', '2024-06-29T06:00:00Z', '2024-06-29T21:59:59Z'])).toBe(0);
  });

  it('is every hour where it ends when it begins', () => {
    const all: Window = { type: 'allTime', onlyOn: { hours: { from: 6, to: 6 } } };
    expect(counted(all, ['2024-06-28T05:00:00Z', '2024-06-28T06:00:00Z', '2024-06-28T23:00:00Z'])).toBe(3);
  });

  it('counts the hour that comes twice both times', () => {
    // Berlin, 27 October 2024: 02:00 to 03:00 came at 00:00 and at 01:00 UTC.
    const window: Window = { type: 'allTime', onlyOn: { hours: { from: 2, to: 3 } } };
    const times = ['2024-10-26T23:59:59Z', '2024-10-27T00:30:00Z', '2024-10-27T01:30:00Z', '2024-10-27T02:00:00Z'];
    const changed = { timeZone: 'Europe/Berlin', asOf: at('2025-01-01T00:00:00Z') };
    expect(counted(window, times, changed)).toBe(2);
  });
});

describe('distinctBy', () => {
  const order = { name: 'orderId', type: 'string' } as const;
  const points = { name: 'points', type: 'number' } as const;
  const scored = (time: string, orderId: string, value: number, more: Partial<EvaluatedEvent> = {}): EvaluatedEvent =>
    event(time, { orderId, parameters: { points: value }, ...more });

  it('lets the earliest of the same value speak, and each without value for itself', () => {
    const events = [
      scored('2024-06-03T00:00:00Z', 'A', 100),
      scored('2024-06-01T00:00:00Z', 'A', 1),
      scored('2024-06-02T00:00:00Z', 'B', 10),
      scored('2024-06-04T00:00:00Z', '', 1_000),
      scored('2024-06-04T00:00:00Z', '', 1_000),
    ];
    const sum = aggregate({ type: 'sum', parameter: points }, { distinctBy: order });
    expect(aggregateValue(sum, events)).toBe('2011');
  });

  it('takes the lower message id at the same time', () => {
    const events = [
      scored('2024-06-01T00:00:00Z', 'A', 2, { messageId: 'a' }),
      scored('2024-06-01T00:00:00Z', 'A', 1, { messageId: 'Z' }),
    ];
    expect(aggregateValue(aggregate({ type: 'sum', parameter: points }, { distinctBy: order }), events)).toBe('1');
  });

  it('comes after window and filter: who is not counted does not speak', () => {
    const events = [scored('2024-05-31T00:00:00Z', 'A', 1), scored('2024-06-01T00:00:00Z', 'A', 2)];
    const window: Window = { type: 'since', start: '2024-06-01' };
    expect(aggregateValue(aggregate({ type: 'sum', parameter: points }, { distinctBy: order, window }), events)).toBe(
      '2',
    );
    const filtered = aggregate(
      { type: 'sum', parameter: points },
      {
        distinctBy: order,
        filter: {
          type: 'parameter',
          parameter: points,
          comparison: { type: 'moreThan', operand: { type: 'constant', value: 1 } },
        },
      },
    );
    expect(aggregateValue(filtered, events)).toBe('2');
  });

  it('tells events apart before their parameter is looked at', () => {
    const events = [event('2024-06-01T00:00:00Z', { orderId: 'A' }), scored('2024-06-02T00:00:00Z', 'A', 5)];
    expect(aggregateValue(aggregate({ type: 'sum', parameter: points }, { distinctBy: order }), events)).toBe('0');
  });
});

describe('actions', () => {
  it('are compared exactly, and any of them counts', () => {
    const events = ['buy', 'Buy', 'buy ', 'return'].map((action) => event('2024-06-01T00:00:00Z', { action }));
    expect(aggregateValue(aggregate({ type: 'count' }), events)).toBe('1');
    expect(aggregateValue(aggregate({ type: 'count' }, { actions: ['buy', 'return'] }), events)).toBe('2');
  });
});
