import { describe, expect, it } from 'vitest';
import type { Comparison } from '../comparison.ts';
import { at, holds, profile } from './evaluate-by-hand.ts';
import type { AttributeValue, Evaluation } from './evaluated-world.ts';

/** Whether an instant, or the midnight of a date, compares so. */
const compares = (when: string, comparison: Comparison, changed: Partial<Evaluation> = {}): boolean => {
  const value: AttributeValue = when.length === 10 ? { date: when } : { instant: at(when) };
  const attributes = [{ name: 'when', value, time: 0, messageId: 'm', batch: 1 }];
  const attribute = { name: 'when', type: 'datetime' } as const;
  return holds({ type: 'attribute', attribute, comparison }, { profiles: [profile(1, { attributes })] }, changed);
};
const berlin = { timeZone: 'Europe/Berlin' };

describe('before, after and on', () => {
  it('a date: its local midnight, the next one, and the day between them', () => {
    const relation = (when: string): boolean[] =>
      (['before', 'on', 'after'] as const).map((type) => compares(when, { type, moment: '2024-05-01' }, berlin));
    expect(relation('2024-04-30T21:59:59.999Z')).toEqual([true, false, false]);
    expect(relation('2024-04-30T22:00:00.000Z')).toEqual([false, true, false]);
    expect(relation('2024-05-01T21:59:59.999Z')).toEqual([false, true, false]);
    expect(relation('2024-05-01T22:00:00.000Z')).toEqual([false, false, true]);
    expect(relation('2024-05-01')).toEqual([false, true, false]);
  });

  it('an instant: earlier, later, and on the local day that it falls on', () => {
    const moment = '2024-04-30T23:00:00+01:00';
    // That is 22:00 UTC, 1 May 00:00 in Berlin.
    const relation = (when: string): boolean[] =>
      (['before', 'on', 'after'] as const).map((type) => compares(when, { type, moment }, berlin));
    expect(relation('2024-04-30T21:59:59.999Z')).toEqual([true, false, false]);
    expect(relation('2024-04-30T22:00:00.000Z')).toEqual([false, true, false]);
    expect(relation('2024-04-30T22:00:00.001Z')).toEqual([false, true, true]);
    expect(relation('2024-05-01T21:59:59.999Z')).toEqual([false, true, true]);
    expect(relation('2024-05-01T22:00:00.000Z')).toEqual([false, false, true]);
  });

  it('on a day that a zone skipped nothing happens', () => {
    const apia = { timeZone: 'Pacific/Apia' };
    const on = (moment: string): boolean => compares('2011-12-30', { type: 'on', moment }, apia);
    // The midnight of 30 December moves forward past the gap: it is that of the 31st.
    expect([on('2011-12-29'), on('2011-12-30'), on('2011-12-31')]).toEqual([false, false, true]);
  });
});

describe('within and withinNext', () => {
  it('are not cut at asOf: dates of people may lie ahead', () => {
    const thisYear: Comparison = { type: 'within', window: { type: 'this', unit: 'year' } };
    expect(compares('2024-12-31', thisYear)).toBe(true);
    expect(compares('2025-01-01', thisYear)).toBe(false);
    expect(compares('2030-01-01', { type: 'within', window: { type: 'allTime' } })).toBe(true);
    expect(compares('2030-01-01', { type: 'within', window: { type: 'since', start: '2024-01-01' } })).toBe(true);
    // Today's window ends with today, asOf being at noon.
    expect(
      compares('2024-07-01T23:59:59.999Z', { type: 'within', window: { type: 'last', count: 1, unit: 'day' } }),
    ).toBe(true);
  });

  it('keep weekdays and hours', () => {
    const onMondays: Comparison = { type: 'within', window: { type: 'allTime', onlyOn: { weekdays: [1] } } };
    expect(compares('2024-07-01', onMondays)).toBe(true);
    expect(compares('2024-07-02', onMondays)).toBe(false);
  });

  it('the next 7 days are today, from its start, and the six after it', () => {
    const next7: Comparison = { type: 'withinNext', count: 7, unit: 'day' };
    // Today is 1 July.
    const found = ['2024-06-30', '2024-07-01', '2024-07-07', '2024-07-08'].map((date) => compares(date, next7));
    expect(found).toEqual([false, true, true, false]);
    expect(compares('2024-07-07T23:59:59.999Z', next7)).toBe(true);
  });

  it('the next month clamps at its end', () => {
    const asOf = at('2024-01-31T12:00:00Z');
    const nextMonth: Comparison = { type: 'withinNext', count: 1, unit: 'month' };
    // Until before 29 February.
    expect(compares('2024-02-28', nextMonth, { asOf })).toBe(true);
    expect(compares('2024-02-29', nextMonth, { asOf })).toBe(false);
  });
});

describe('sameDay and sameMonth', () => {
  const birthday = (born: string, today: string, zone = 'UTC'): boolean =>
    compares(born, { type: 'sameDay' }, { asOf: at(today), timeZone: zone });

  it('compare day and month, whatever the year', () => {
    expect(birthday('1980-07-01', '2024-07-01T12:00:00Z')).toBe(true);
    expect(birthday('1980-08-01', '2024-07-01T12:00:00Z')).toBe(false);
    expect(birthday('1980-07-02', '2024-07-01T12:00:00Z')).toBe(false);
  });

  it('go by the local date of both', () => {
    expect(birthday('1980-07-02', '2024-07-01T22:00:00Z', 'Asia/Tokyo')).toBe(true);
    expect(birthday('1980-07-01', '2024-07-01T22:00:00Z', 'Asia/Tokyo')).toBe(false);
    // Midnight of the date in Tokyo is the day before in UTC, which does not matter.
    expect(birthday('1980-07-01T15:00:00Z', '2024-07-02T03:00:00Z', 'Asia/Tokyo')).toBe(true);
  });

  it('fall on 28 February for who is born on the 29th, in years without one', () => {
    expect(birthday('2000-02-29', '2023-02-28T12:00:00Z')).toBe(true);
    expect(birthday('2000-02-29', '2023-03-01T12:00:00Z')).toBe(false);
    expect(birthday('2000-02-29', '2024-02-28T12:00:00Z')).toBe(false);
    expect(birthday('2000-02-29', '2024-02-29T12:00:00Z')).toBe(true);
    expect(birthday('2001-02-28', '2024-02-28T12:00:00Z')).toBe(true);
    expect(birthday('2001-02-28', '2024-02-29T12:00:00Z')).toBe(false);
    expect(birthday('2000-02-29', '2100-02-28T12:00:00Z')).toBe(true);
  });

  it('compare the month alone', () => {
    const month = (born: string): boolean => compares(born, { type: 'sameMonth' });
    expect([month('1980-07-31'), month('1980-06-30')]).toEqual([true, false]);
  });
});
