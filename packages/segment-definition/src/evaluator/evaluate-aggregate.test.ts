import { describe, expect, it } from 'vitest';
import type { Aggregate } from '../aggregate.ts';
import { aggregate, aggregateValue, evaluated, event } from './evaluate-by-hand.ts';
import type { EvaluatedEvent } from './evaluated-world.ts';

const points = { name: 'points', type: 'number' } as const;
const store = { name: 'store', type: 'string' } as const;
const revenue = { name: 'revenue', type: 'money' } as const;

/** One event a day from 1 June 2024 on, with these points. */
const withPoints = (...values: unknown[]): EvaluatedEvent[] =>
  values.map((value, index) => event(`2024-06-0${index + 1}T10:00:00Z`, { parameters: { points: value } }));
const withStores = (...values: unknown[]): EvaluatedEvent[] =>
  values.map((value, index) => event(`2024-06-0${index + 1}T10:00:00Z`, { parameters: { store: value } }));

describe('aggregates of nothing', () => {
  const empty = (aggregator: Aggregate['aggregator']): unknown => aggregateValue(aggregate(aggregator), []);

  it('are 0 for count, sum and distinctCount, false for exists, and else no value', () => {
    expect(empty({ type: 'count' })).toBe('0');
    expect(empty({ type: 'sum', parameter: points })).toBe('0');
    expect(empty({ type: 'distinctCount', parameter: store })).toBe('0');
    expect(empty({ type: 'exists' })).toBe(false);
    for (const type of ['average', 'min', 'max', 'median', 'first', 'last', 'mostFrequent'] as const)
      expect([type, empty({ type, parameter: points })]).toEqual([type, null]);
    expect(empty({ type: 'quantile', parameter: points, level: 0.5, method: 'linear' })).toBeNull();
    expect(empty({ type: 'lastValues', parameter: store, count: 3 })).toBeNull();
    expect(empty({ type: 'daysSinceFirst' })).toBeNull();
    expect(empty({ type: 'daysSinceLast' })).toBeNull();
    expect(empty({ type: 'gaps', statistic: 'mean' })).toBeNull();
  });

  it('are the same for events without a value, which still count as events', () => {
    const events = withPoints('7', null);
    expect(aggregateValue(aggregate({ type: 'count' }), events)).toBe('2');
    expect(aggregateValue(aggregate({ type: 'sum', parameter: points }), events)).toBe('0');
    expect(aggregateValue(aggregate({ type: 'max', parameter: points }), events)).toBeNull();
    const result = evaluated({ it: aggregate({ type: 'max', parameter: points }) }, { events });
    expect(result.aggregates.get('it')!.get(1)!.active).toBe(true);
  });

  it('tell the active from the rest', () => {
    const sum = aggregate({ type: 'sum', parameter: revenue });
    const free = evaluated({ sum }, { events: [event('2024-06-01T00:00:00Z', { revenue: '0.00' })] });
    const none = evaluated({ sum }, {});
    expect(free.aggregates.get('sum')!.get(1)!.active).toBe(true);
    expect(none.aggregates.get('sum')!.get(1)!.active).toBe(false);
  });
});

describe('sum and average', () => {
  it('adds exactly', () => {
    expect(aggregateValue(aggregate({ type: 'sum', parameter: points }), withPoints(0.1, 0.2, -0.3))).toBe('0');
    const large = withPoints(999_999_999_999_999, 0.00000001);
    expect(aggregateValue(aggregate({ type: 'sum', parameter: points }), large)).toBe('999999999999999.00000001');
  });

  it('rounds averages of numbers to eight places, halves to even', () => {
    const average = aggregate({ type: 'average', parameter: points });
    expect(aggregateValue(average, withPoints(1, 0, 0))).toBe('0.33333333');
    expect(aggregateValue(average, withPoints(2, 0, 0))).toBe('0.66666667');
    // 0.00000001 / 2 = 0.000000005, 0.00000003 / 2 = 0.000000015
    expect(aggregateValue(average, withPoints(0.00000001, 0))).toBe('0');
    expect(aggregateValue(average, withPoints(0.00000003, 0))).toBe('0.00000002');
    expect(aggregateValue(average, withPoints(-0.00000001, 0))).toBe('0');
    expect(aggregateValue(average, withPoints(-0.00000003, 0))).toBe('-0.00000002');
  });

  it('rounds averages of money to four places, halves to even', () => {
    const average = aggregate({ type: 'average', parameter: revenue });
    const paid = (...amounts: string[]): EvaluatedEvent[] =>
      amounts.map((amount) => event('2024-06-01T00:00:00Z', { revenue: amount }));
    expect(aggregateValue(average, paid('0.0001', '0.0002'))).toBe('0.0002');
    expect(aggregateValue(average, paid('0.0002', '0.0003'))).toBe('0.0002');
    expect(aggregateValue(average, paid('-0.0002', '-0.0003'))).toBe('-0.0002');
    expect(aggregateValue(average, paid('-0.0003', '-0.0004'))).toBe('-0.0004');
    expect(aggregateValue(average, paid('10', '0', '0'))).toBe('3.3333');
  });

  it('divides by how many values there are, not by how many events', () => {
    expect(aggregateValue(aggregate({ type: 'average', parameter: points }), withPoints(4, null, 2))).toBe('3');
  });
});

describe('min, max, median and quantile', () => {
  it('take numbers by size and instants by time', () => {
    expect(aggregateValue(aggregate({ type: 'min', parameter: points }), withPoints(10, -2, 9))).toBe('-2');
    expect(aggregateValue(aggregate({ type: 'max', parameter: points }), withPoints(10, -2, 9))).toBe('10');
    const time = aggregate({ type: 'max', parameter: { name: 'time', type: 'datetime' } });
    expect(aggregateValue(time, withPoints(1, 2))).toBe('2024-06-02T10:00:00.000Z');
  });

  it('interpolate', () => {
    expect(aggregateValue(aggregate({ type: 'median', parameter: points }), withPoints(1, 2, 10, 3))).toBe('2.5');
    const quantile = aggregate({ type: 'quantile', parameter: points, level: 0.7, method: 'linear' });
    expect(aggregateValue(quantile, withPoints(4, 3, 2, 1))).toBe('3.1');
    const higher = aggregate({ type: 'quantile', parameter: points, level: 0.7, method: 'higher' });
    expect(aggregateValue(higher, withPoints(4, 3, 2, 1))).toBe('4');
  });
});

describe('first, last and lastValues', () => {
  it('go by time, then by message id in byte order', () => {
    const events = [
      event('2024-06-02T00:00:00Z', { messageId: 'b', parameters: { store: 'second' } }),
      event('2024-06-02T00:00:00Z', { messageId: 'a', parameters: { store: 'first' } }),
      event('2024-06-02T00:00:00Z', { messageId: 'B', parameters: { store: 'zeroth' } }),
    ];
    expect(aggregateValue(aggregate({ type: 'first', parameter: store }), events)).toBe('zeroth');
    expect(aggregateValue(aggregate({ type: 'last', parameter: store }), events)).toBe('second');
  });

  it('order message ids by UTF-8 bytes, where UTF-16 would say otherwise', () => {
    // U+FF5E is EF BD 9E in UTF-8 and FF5E in UTF-16; U+1F600 is F0 9F 98 80 and D83D DE00.
    const events = [
      event('2024-06-02T00:00:00Z', { messageId: '😀', parameters: { store: 'emoji' } }),
      event('2024-06-02T00:00:00Z', { messageId: '～', parameters: { store: 'tilde' } }),
    ];
    expect(aggregateValue(aggregate({ type: 'first', parameter: store }), events)).toBe('tilde');
  });

  it('pass over events without a value', () => {
    const events = withStores(null, 'Oslo', 'Rome', 3);
    expect(aggregateValue(aggregate({ type: 'first', parameter: store }), events)).toBe('Oslo');
    expect(aggregateValue(aggregate({ type: 'last', parameter: store }), events)).toBe('Rome');
  });

  it('keep the last values in their order', () => {
    const last = aggregate({ type: 'lastValues', parameter: store, count: 2 });
    expect(aggregateValue(last, withStores('a', 'b', null, 'a'))).toEqual(['b', 'a']);
    expect(aggregateValue(last, withStores('a'))).toEqual(['a']);
  });

  it('take each product line, in the order of the lines', () => {
    const products = ['x', '', 'y'].map((category) => ({
      productId: 'p',
      name: 'n',
      category,
      price: null,
      quantity: null,
    }));
    const last = aggregate({
      type: 'lastValues',
      parameter: { name: 'products[].category', type: 'string' },
      count: 9,
    });
    const events = [
      event('2024-06-02T00:00:00Z', { products }),
      event('2024-06-01T00:00:00Z', { products: products.slice(0, 1) }),
    ];
    expect(aggregateValue(last, events)).toEqual(['x', 'x', 'y']);
  });
});

describe('distinctCount and mostFrequent', () => {
  it('tells texts apart byte by byte, numbers by value', () => {
    const distinct = (type: 'string' | 'number', ...values: unknown[]): unknown =>
      aggregateValue(aggregate({ type: 'distinctCount', parameter: { name: 'store', type } }), withStores(...values));
    // The second é is an e with an accent put on it.
    expect(distinct('string', 'a', 'A', 'a ', 'é', 'e\u0301', 'a')).toBe('5');
    expect(distinct('number', 1, 1.0, 1.000000001, 2)).toBe('2');
  });

  it('takes the one that came latest of equally frequent ones', () => {
    const most = aggregate({ type: 'mostFrequent', parameter: store });
    expect(aggregateValue(most, withStores('b', 'b', 'a', 'c', 'a'))).toBe('a');
    expect(aggregateValue(most, withStores('a', 'b', 'b', 'a', 'b', 'c'))).toBe('b');
    expect(aggregateValue(most, withStores('a', 'b', 'a', 'b'))).toBe('b');
  });

  it('takes the least of those that came latest at the same time', () => {
    const together = (...stores: unknown[]): EvaluatedEvent[] =>
      stores.map((value) => event('2024-06-01T00:00:00Z', { parameters: { store: value } }));
    const of = (type: 'string' | 'boolean' | 'number', events: EvaluatedEvent[]): unknown =>
      aggregateValue(aggregate({ type: 'mostFrequent', parameter: { name: 'store', type } }), events);
    expect(of('string', together('b', 'a', 'C'))).toBe('C');
    expect(of('string', together('😀', '～'))).toBe('～');
    expect(of('boolean', together(true, false))).toBe(false);
    expect(of('number', together(10, 9))).toBe('9');
  });
});

describe('daysSince and gaps', () => {
  it('count calendar days of the zone, not 24 hours', () => {
    const events = [event('2024-06-28T23:59:00Z'), event('2024-06-30T23:59:00Z')];
    const asOf = Date.parse('2024-07-01T00:01:00Z');
    expect(aggregateValue(aggregate({ type: 'daysSinceFirst' }), events, { asOf })).toBe('3');
    expect(aggregateValue(aggregate({ type: 'daysSinceLast' }), events, { asOf })).toBe('1');
    // In Tokyo (+9) these are 29 June 08:59 and 1 July 08:59, and it is 1 July 09:01.
    const tokyo = { asOf, timeZone: 'Asia/Tokyo' };
    expect(aggregateValue(aggregate({ type: 'daysSinceFirst' }), events, tokyo)).toBe('2');
    expect(aggregateValue(aggregate({ type: 'daysSinceLast' }), events, tokyo)).toBe('0');
  });

  it('take gaps between successive events in days of 24 hours', () => {
    const events = ['2024-06-10T00:00:00Z', '2024-06-01T00:00:00Z', '2024-06-02T12:00:00Z'].map((time) => event(time));
    // Gaps: 1.5 and 7.5 days.
    expect(aggregateValue(aggregate({ type: 'gaps', statistic: 'mean' }), events)).toBe('4.5');
    expect(aggregateValue(aggregate({ type: 'gaps', statistic: 'median' }), events)).toBe('4.5');
    const more = [...events, event('2024-06-10T06:00:00Z')];
    // Gaps: 1.5, 7.5 and 0.25 days: the mean is 9.25 / 3.
    expect(aggregateValue(aggregate({ type: 'gaps', statistic: 'median' }), more)).toBe('1.5');
    expect(aggregateValue(aggregate({ type: 'gaps', statistic: 'mean' }), more)).toBe('3.08333333');
  });

  it('take events of one instant to be no time apart, and one event to have no gap', () => {
    const twice = [event('2024-06-01T00:00:00Z'), event('2024-06-01T00:00:00Z')];
    expect(aggregateValue(aggregate({ type: 'gaps', statistic: 'mean' }), twice)).toBe('0');
    expect(aggregateValue(aggregate({ type: 'gaps', statistic: 'mean' }), twice.slice(1))).toBeNull();
  });

  it('round gaps to eight places, half to even', () => {
    // A millisecond is 1.157… of 10⁻⁸ days, 27 of them are exactly 31.25.
    const apart = (milliseconds: string): EvaluatedEvent[] => [
      event('2024-06-01T00:00:00.000Z'),
      event(`2024-06-01T00:00:00.${milliseconds}Z`),
    ];
    expect(aggregateValue(aggregate({ type: 'gaps', statistic: 'mean' }), apart('001'))).toBe('0.00000001');
    expect(aggregateValue(aggregate({ type: 'gaps', statistic: 'mean' }), apart('027'))).toBe('0.00000031');
    // 54 ms: 62.5 of 10⁻⁸; 162 ms: 187.5.
    expect(aggregateValue(aggregate({ type: 'gaps', statistic: 'mean' }), apart('054'))).toBe('0.00000062');
    expect(aggregateValue(aggregate({ type: 'gaps', statistic: 'mean' }), apart('162'))).toBe('0.00000188');
  });
});
