import { describe, expect, test } from 'vitest';
import type { CurrencyCoverage } from '../api/contract.ts';
import { barsOf, byUrgency, standingOf } from './coverage.ts';

const rates = (firstDay: string, lastDay: string, days = 2) => ({ rate: '0.9', days, firstDay, lastDay });
const events = (firstEventDay: string, lastEventDay: string, eventsWithoutRate = 0) => ({
  events: 10,
  eventsWithoutRate,
  firstEventDay,
  lastEventDay,
});
const usd = (given: Partial<CurrencyCoverage>): CurrencyCoverage => ({
  currency: 'USD',
  ...{ rate: null, days: 0, firstDay: null, lastDay: null },
  ...{ events: 0, eventsWithoutRate: 0, firstEventDay: null, lastEventDay: null },
  ...given,
});

const missing = usd({ currency: 'MXN', ...events('2026-01-01', '2026-01-05', 10) });
const partly = usd({ ...rates('2026-01-03', '2026-01-05'), ...events('2026-01-01', '2026-01-05', 4) });
const old = usd({ ...rates('2026-01-01', '2026-01-05'), ...events('2026-01-02', '2026-01-13') });
const complete = usd({ ...rates('2026-01-01', '2026-01-05'), ...events('2026-01-02', '2026-01-12') });
const unused = usd({ currency: 'CHF', ...rates('2026-01-01', '2026-01-05') });

describe('how rates and events stand to each other', () => {
  test.each([
    ['missing', missing],
    ['partly', partly],
    ['old', old],
    ['complete', complete],
    ['unused', unused],
  ])('%s', (standing, coverage) => expect(standingOf(coverage)).toBe(standing));

  test('what needs attention comes first', () => {
    const aud = { ...complete, currency: 'AUD' };
    expect(byUrgency([unused, complete, aud, old, partly, missing])).toEqual([
      ...[missing, partly, old, aud, complete, unused],
    ]);
  });
});

describe('the bars', () => {
  test('of all currencies are over the same days, and a day is as long as any other', () => {
    const bars = barsOf([
      usd({ ...rates('2026-01-01', '2026-01-05') }),
      { ...unused, ...rates('2026-01-06', '2026-01-10') },
    ]);
    expect(bars.get('USD')).toEqual({ events: null, uncovered: null, rates: { from: 0, width: 0.5 } });
    expect(bars.get('CHF')?.rates).toEqual({ from: 0.5, width: 0.5 });
  });

  test('show events without a rate up to the first rate, or to the last event where that is earlier', () => {
    expect(barsOf([partly]).get('USD')).toEqual({
      events: { from: 0, width: 1 },
      uncovered: { from: 0, width: 0.6 },
      rates: { from: 0.4, width: 0.6 },
    });
    expect(barsOf([missing]).get('MXN')?.uncovered).toEqual({ from: 0, width: 1 });
    const late = usd({ ...rates('2026-01-09', '2026-01-10'), ...events('2026-01-01', '2026-01-02', 10) });
    expect(barsOf([late]).get('USD')?.uncovered).toEqual({ from: 0, width: 0.2 });
  });

  test('are none where there are no days', () => expect(barsOf([])).toEqual(new Map()));
});
