import { describe, expect, it } from 'vitest';
import { aggregate, aggregateValue, event } from './evaluate-by-hand.ts';
import type { EvaluatedRate } from './evaluated-world.ts';

const sum = aggregate({ type: 'first', parameter: { name: 'revenue', type: 'money' } });
const usd = (day: string, rate: string, batch = 1): EvaluatedRate => ({ currency: 'USD', day, rate, batch });

/** Revenue in euros. */
const inEuros = (amount: string, time: string, rates: EvaluatedRate[], currency = 'USD', known = 10): unknown =>
  aggregateValue(sum, [event(time, { revenue: amount, currency })], { known }, { rates });

describe('money in another currency', () => {
  const rates = [usd('2024-05-31', '0.9'), usd('2024-05-30', '0.8'), usd('2024-06-03', '0.7')];

  it('takes the rate of the latest day on or before: over a weekend that of Friday', () => {
    // 31 May 2024 was a Friday.
    expect(inEuros('10', '2024-06-02T23:59:59.999Z', rates)).toBe('9');
    expect(inEuros('10', '2024-06-03T00:00:00Z', rates)).toBe('7');
    expect(inEuros('10', '2024-05-30T12:00:00Z', rates)).toBe('8');
  });

  it('goes by the UTC date, whatever the zone', () => {
    const events = [event('2024-06-02T23:00:00Z', { revenue: '10', currency: 'USD' })];
    expect(aggregateValue(sum, events, { timeZone: 'Asia/Tokyo' }, { rates })).toBe('9');
  });

  it('has no value before the first rate and for a currency without one', () => {
    expect(inEuros('10', '2024-05-29T23:59:59.999Z', rates)).toBeNull();
    expect(inEuros('10', '2024-06-02T00:00:00Z', rates, 'GBP')).toBeNull();
    expect(inEuros('10', '2024-06-02T00:00:00Z', [])).toBeNull();
  });

  it('takes the rate of the greatest batch that is read', () => {
    const corrected = [usd('2024-05-31', '0.9', 2), usd('2024-05-31', '0.95', 5), usd('2024-05-31', '0.91', 4)];
    expect(inEuros('100', '2024-06-01T00:00:00Z', corrected)).toBe('95');
    expect(inEuros('100', '2024-06-01T00:00:00Z', corrected, 'USD', 4)).toBe('91');
    expect(inEuros('100', '2024-06-01T00:00:00Z', corrected, 'USD', 3)).toBe('90');
    expect(inEuros('100', '2024-06-01T00:00:00Z', corrected, 'USD', 1)).toBeNull();
  });

  it('prefers a later day to a greater batch', () => {
    const late = [usd('2024-05-30', '0.5', 9), usd('2024-05-31', '0.9', 1)];
    expect(inEuros('10', '2024-06-01T00:00:00Z', late)).toBe('9');
  });

  it('rounds to four places, half to even, each amount by itself', () => {
    const half = [usd('2024-01-01', '0.5')];
    expect(inEuros('0.0001', '2024-06-01T00:00:00Z', half)).toBe('0');
    expect(inEuros('0.0003', '2024-06-01T00:00:00Z', half)).toBe('0.0002');
    expect(inEuros('-0.0003', '2024-06-01T00:00:00Z', half)).toBe('-0.0002');
    expect(inEuros('-0.0005', '2024-06-01T00:00:00Z', half)).toBe('-0.0002');
    // 3 · 0.0000500001 = 0.0001500003, beyond a half
    expect(inEuros('3', '2024-06-01T00:00:00Z', [usd('2024-01-01', '0.0000500001')])).toBe('0.0002');
    const total = aggregate({ type: 'sum', parameter: { name: 'revenue', type: 'money' } });
    const twice = [1, 2].map(() => event('2024-06-01T00:00:00Z', { revenue: '0.0001', currency: 'USD' }));
    expect(aggregateValue(total, twice, {}, { rates: half })).toBe('0');
  });

  it('leaves the workspace’s own currency alone, be it said or not', () => {
    const absurd = [{ currency: 'EUR', day: '2024-01-01', rate: '2', batch: 1 }];
    expect(inEuros('10.5', '2024-06-01T00:00:00Z', absurd, 'EUR')).toBe('10.5');
    expect(inEuros('10.5', '2024-06-01T00:00:00Z', absurd, '')).toBe('10.5');
  });

  it('converts the prices of product lines too', () => {
    const line = { productId: 'p', name: 'n', category: '', quantity: 2 };
    const price = aggregate({ type: 'sum', parameter: { name: 'products[].price', type: 'money' } });
    const products = [
      { ...line, price: '10' },
      { ...line, price: null },
      { ...line, price: '1' },
    ];
    const events = [event('2024-06-01T00:00:00Z', { currency: 'USD', products })];
    expect(aggregateValue(price, events, {}, { rates })).toBe('9.9');
  });
});
