import { describe, expect, it } from 'vitest';
import { aggregate, aggregateValue, event } from './evaluate-by-hand.ts';
import type { ValueType } from '../value-type.ts';

/** The one value of an event with these parameters. */
const read = (
  parameters: Record<string, unknown>,
  name: string,
  type: ValueType,
  timeZone = 'UTC',
): ReturnType<typeof aggregateValue> =>
  aggregateValue(
    aggregate({ type: 'first', parameter: { name, type } }),
    [event('2024-06-01T10:00:00Z', { parameters })],
    { timeZone },
  );

describe('reading a parameter as a type', () => {
  it('has no value where it is something else', () => {
    expect(read({ p: '7' }, 'p', 'number')).toBeNull();
    expect(read({ p: 7 }, 'p', 'string')).toBeNull();
    expect(read({ p: true }, 'p', 'string')).toBeNull();
    expect(read({ p: 'true' }, 'p', 'boolean')).toBeNull();
    expect(read({ p: 1 }, 'p', 'boolean')).toBeNull();
    expect(read({ p: true }, 'p', 'number')).toBeNull();
    expect(read({ p: null }, 'p', 'string')).toBeNull();
    expect(read({ p: ['a'] }, 'p', 'string')).toBeNull();
    expect(read({ p: 'a' }, 'p', 'list')).toBeNull();
    expect(read({ p: 1_717_200_000_000 }, 'p', 'datetime')).toBeNull();
    expect(read({}, 'p', 'string')).toBeNull();
  });

  it('has an empty text and false as values', () => {
    expect(read({ p: '' }, 'p', 'string')).toBe('');
    expect(read({ p: false }, 'p', 'boolean')).toBe(false);
    expect(read({ p: 0 }, 'p', 'number')).toBe('0');
  });

  it('cuts a number beyond the eighth place', () => {
    expect(read({ p: 0.1 }, 'p', 'number')).toBe('0.1');
    expect(read({ p: 1.999999999 }, 'p', 'number')).toBe('1.99999999');
    expect(read({ p: -1.999999999 }, 'p', 'number')).toBe('-1.99999999');
    expect(read({ p: -0.000000009 }, 'p', 'number')).toBe('0');
    expect(read({ p: 1e-7 }, 'p', 'number')).toBe('0.0000001');
  });

  it('reads whole numbers as integers', () => {
    expect(read({ p: 3 }, 'p', 'integer')).toBe('3');
    expect(read(JSON.parse('{"p": 3.0}') as Record<string, unknown>, 'p', 'integer')).toBe('3');
    expect(read({ p: -3.5 }, 'p', 'integer')).toBeNull();
  });

  it('reads dates as local midnight and instants in UTC', () => {
    expect(read({ p: '2024-05-01' }, 'p', 'datetime', 'Asia/Tokyo')).toBe('2024-04-30T15:00:00.000Z');
    expect(read({ p: '2024-03-31' }, 'p', 'datetime', 'Asia/Beirut')).toBe('2024-03-30T22:00:00.000Z');
    expect(read({ p: '2024-05-01T10:00:00Z' }, 'p', 'datetime', 'Asia/Tokyo')).toBe('2024-05-01T10:00:00.000Z');
    expect(read({ p: '2024-05-01T10:00:00.5Z' }, 'p', 'datetime')).toBe('2024-05-01T10:00:00.500Z');
    expect(read({ p: '2024-05-01T10:00:00.05Z' }, 'p', 'datetime')).toBe('2024-05-01T10:00:00.050Z');
    expect(read({ p: '1900-01-01' }, 'p', 'datetime')).toBe('1900-01-01T00:00:00.000Z');
    expect(read({ p: '2149-12-31' }, 'p', 'datetime')).toBe('2149-12-31T00:00:00.000Z');
  });

  it('reads no other form as a datetime', () => {
    for (const text of [
      '2024-02-30',
      '2023-02-29',
      '1899-12-31',
      '2150-01-01',
      '2024-5-1',
      '2024-05-01 10:00:00Z',
      '2024-05-01T10:00Z',
      '2024-05-01T10:00:00',
      '2024-05-01T10:00:00+00:00',
      '2024-05-01T10:00:00.1234Z',
      '2024-05-01T24:00:00Z',
      '2024-05-01T23:59:60Z',
      '2024-02-30T10:00:00Z',
      '2024-05-01T10:00:00z',
      ' 2024-05-01',
      '2024-05-01\n',
    ])
      expect([text, read({ p: text }, 'p', 'datetime')]).toEqual([text, null]);
  });

  it('takes texts, numbers and booleans of a list as text and leaves out the rest', () => {
    const first = aggregate(
      { type: 'count' },
      {
        filter: {
          type: 'parameter',
          parameter: { name: 'p', type: 'list' },
          comparison: { type: 'containsAll', values: ['a', '1.5', '2', 'true', ''] },
        },
      },
    );
    const with5 = { type: 'lengthEquals', length: 5 } as const;
    const exactly5 = aggregate(
      { type: 'count' },
      {
        filter: { type: 'parameter', parameter: { name: 'p', type: 'list' }, comparison: with5 },
      },
    );
    const events = [
      event('2024-06-01T10:00:00Z', { parameters: { p: ['a', 1.5, 2, true, null, ['x'], { y: 1 }, ''] } }),
    ];
    expect(aggregateValue(first, events)).toBe('1');
    expect(aggregateValue(exactly5, events)).toBe('1');
  });
});

describe('names with dots', () => {
  it('step into objects, whose keys may hold a part of the path', () => {
    expect(read({ a: { b: { c: 1 } } }, 'a.b.c', 'number')).toBe('1');
    expect(read({ 'a.b': { c: 2 } }, 'a.b.c', 'number')).toBe('2');
    expect(read({ a: { 'b.c': 3 } }, 'a.b.c', 'number')).toBe('3');
    expect(read({ 'a.b.c': 4 }, 'a.b.c', 'number')).toBe('4');
  });

  it('find a value where another key only begins like it', () => {
    expect(read({ 'a.b': { d: 1 }, a: { b: { c: 2 } } }, 'a.b.c', 'number')).toBe('2');
  });

  it('have no value in what is no object, and on the object itself', () => {
    expect(read({ a: ['x', 'y'] }, 'a.0', 'string')).toBeNull();
    expect(read({ a: 'text' }, 'a.length', 'number')).toBeNull();
    expect(read({ a: { b: 1 } }, 'a', 'number')).toBeNull();
    expect(read({}, 'constructor.name', 'string')).toBeNull();
  });
});

describe('what every event has', () => {
  const own = (name: string, type: ValueType): unknown =>
    aggregateValue(aggregate({ type: 'first', parameter: { name, type } }), [
      event('2024-06-01T10:00:00.007Z', { source: 'web', orderId: '', currency: '', revenue: '12.3400' }),
    ]);

  it('is read from the event, and has no value where it is empty', () => {
    expect(own('time', 'datetime')).toBe('2024-06-01T10:00:00.007Z');
    expect(own('source', 'string')).toBe('web');
    expect(own('orderId', 'string')).toBeNull();
    expect(own('currency', 'string')).toBeNull();
    expect(own('revenue', 'money')).toBe('12.34');
    expect(own('revenue', 'number')).toBeNull();
  });
});
