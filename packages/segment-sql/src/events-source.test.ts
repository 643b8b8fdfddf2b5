import type { LineFilter } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextAt, startExpressionEngine, type ExpressionEngine } from '../test/expression-engine.ts';
import { compileEventFilter } from './compile-filter.ts';
import { compileLineValues, compileParameter } from './compile-parameter.ts';
import { compileWindow } from './compile-window.ts';
import { eventsSource, readsMoney } from './events-source.ts';
import type { Evaluation } from './plan.ts';

let engine: ExpressionEngine;
beforeAll(async () => {
  engine = await startExpressionEngine();
});
afterAll(() => engine.close());

let workspace = 0;

/** The revenue of each event in the workspace's currency, by its rates. */
async function revenue(evaluation: Partial<Evaluation> = {}): Promise<unknown[]> {
  const context = contextAt({ workspace, hasRates: true, ...evaluation });
  const { sql } = compileParameter({ name: 'revenue', type: 'money' }, context);
  return engine.values(sql, context, eventsSource(context, { readsMoney: true }));
}

const at = (time: string, revenue: string | null, currency: string) => ({ workspace, time, revenue, currency });

describe('money of an event', () => {
  it('counts at the rate of the latest day on or before its UTC date', async () => {
    workspace += 1;
    await engine.insertRates([
      { workspace, currency: 'USD', day: '2026-01-10', rate: '0.9', batch: 1 },
      { workspace, currency: 'USD', day: '2026-01-20', rate: '0.8', batch: 1 },
      { workspace, currency: 'GBP', day: '2026-01-01', rate: '1.15', batch: 1 },
      { workspace: 999, currency: 'CHF', day: '2026-01-01', rate: '1.05', batch: 1 },
    ]);
    await engine.insertEvents([
      at('2026-01-09T23:59:59.999Z', '10', 'USD'),
      at('2026-01-10T00:00:00.000Z', '10', 'USD'),
      at('2026-01-19T23:59:59.999Z', '10', 'USD'),
      at('2026-01-20T00:00:00.000Z', '10', 'USD'),
      at('2030-01-01T00:00:00.000Z', '-10', 'USD'),
      at('2026-01-15T00:00:00.000Z', '10', 'GBP'),
      at('2026-01-15T00:00:00.000Z', '10', 'CHF'),
      at('2026-01-15T00:00:00.000Z', '10', 'EUR'),
      at('2026-01-15T00:00:00.000Z', '10.0001', ''),
      at('2026-01-15T00:00:00.000Z', null, 'USD'),
      at('1950-01-15T00:00:00.000Z', '10', 'USD'),
    ]);
    // A workspace's zone makes no difference.
    for (const timeZone of ['UTC', 'Pacific/Auckland'])
      expect(await revenue({ timeZone })).toEqual([
        null,
        '9',
        '9',
        '8',
        '-8',
        '11.5',
        null,
        '10',
        '10.0001',
        null,
        null,
      ]);
  });

  it('counts at the rate of the greatest batch that is read, of several for a day', async () => {
    workspace += 1;
    await engine.insertRates([
      { workspace, currency: 'USD', day: '2026-01-10', rate: '0.9', batch: 1 },
      { workspace, currency: 'USD', day: '2026-01-10', rate: '0.7', batch: 5 },
      { workspace, currency: 'USD', day: '2026-01-10', rate: '0.8', batch: 3 },
      { workspace, currency: 'USD', day: '2026-01-12', rate: '0.5', batch: 6 },
    ]);
    await engine.insertEvents([
      at('2026-01-11T00:00:00.000Z', '10', 'USD'),
      at('2026-01-13T00:00:00.000Z', '10', 'USD'),
    ]);
    expect(await revenue({ known: 0 })).toEqual([null, null]);
    expect(await revenue({ known: 2 })).toEqual(['9', '9']);
    expect(await revenue({ known: 4 })).toEqual(['8', '8']);
    expect(await revenue({ known: 5 })).toEqual(['7', '7']);
    expect(await revenue({ known: 6 })).toEqual(['7', '5']);
  });

  it('is not converted where it is in the currency of the workspace, or without rates', async () => {
    workspace += 1;
    await engine.insertRates([{ workspace, currency: 'EUR', day: '2026-01-01', rate: '2', batch: 1 }]);
    await engine.insertEvents([
      at('2026-02-01T00:00:00.000Z', '10', 'EUR'),
      at('2026-02-01T00:00:00.000Z', '10', 'USD'),
    ]);
    expect(await revenue()).toEqual(['10', null]);
    expect(await revenue({ currency: 'USD' })).toEqual(['20', '10']);
    expect(await revenue({ hasRates: false })).toEqual(['10', null]);
  });

  it('is rounded to four places, half to even, however great', async () => {
    workspace += 1;
    await engine.insertRates([
      { workspace, currency: 'AAA', day: '2026-01-01', rate: '0.5', batch: 1 },
      { workspace, currency: 'BBB', day: '2026-01-01', rate: '0.0000000001', batch: 1 },
      { workspace, currency: 'CCC', day: '2026-01-01', rate: '9999999999.9999999999', batch: 1 },
      { workspace, currency: 'DDD', day: '2026-01-01', rate: '9999999999999999999999999999.9999999999', batch: 1 },
      { workspace, currency: 'EEE', day: '2026-01-01', rate: '0.5000000001', batch: 1 },
      { workspace, currency: 'FFF', day: '2026-01-01', rate: '999999999.9999999999', batch: 1 },
      { workspace, currency: 'GGG', day: '2026-01-01', rate: '10000000000.5', batch: 1 },
    ]);
    const time = '2026-02-01T00:00:00.000Z';
    const greatest = '99999999999999.9999';
    const rows: [string, string, string | null][] = [
      ['0.0001', 'AAA', '0'],
      ['0.0003', 'AAA', '0.0002'],
      ['0.0005', 'AAA', '0.0002'],
      ['-0.0001', 'AAA', '0'],
      ['-0.0003', 'AAA', '-0.0002'],
      ['-0.0005', 'AAA', '-0.0002'],
      ['0.0001', 'EEE', '0.0001'],
      ['0.0005', 'EEE', '0.0003'],
      ['-0.0005', 'EEE', '-0.0003'],
      [greatest, 'AAA', '50000000000000'],
      [greatest, 'BBB', '10000'],
      // (10^14 − 10^−4)(10^9 − 10^−10) = 10^23 − 10^5 − 10^4 + 10^−14
      [greatest, 'FFF', '99999999999999999890000'],
      [`-${greatest}`, 'FFF', '-99999999999999999890000'],
      ['0.0001', 'GGG', '1000000'],
      ['0.0003', 'GGG', '3000000.0002'],
      ['-0.0003', 'GGG', '-3000000.0002'],
      // (10^14 − 10^−4)(10^10 − 10^−10) = 10^24 − 10^6 − 10^4 + 10^−14
      [greatest, 'CCC', '999999999999999998990000'],
      [`-${greatest}`, 'CCC', '-999999999999999998990000'],
      ['1', 'DDD', '10000000000000000000000000000'],
      ['50', 'DDD', '500000000000000000000000000000'],
      // 10^42 does not fit.
      [greatest, 'DDD', null],
      [`-${greatest}`, 'DDD', null],
    ];
    await engine.insertEvents(rows.map(([amount, currency]) => at(time, amount, currency)));
    expect(await revenue()).toEqual(rows.map(([, , value]) => value));
  });

  it('is that of its product lines too', async () => {
    workspace += 1;
    await engine.insertRates([{ workspace, currency: 'USD', day: '2026-01-01', rate: '0.5', batch: 1 }]);
    const line = { product_id: 'p', name: '', category: '', quantity: 1 };
    const products = ['3', null, '0.0001'].map((price) => ({ ...line, price }));
    await engine.insertEvents([
      { ...at('2026-01-02T00:00:00.000Z', '1', 'USD'), products },
      { ...at('2026-01-02T00:00:00.000Z', '1', ''), products },
      { ...at('2026-01-02T00:00:00.000Z', '1', 'CHF'), products },
    ]);
    const context = contextAt({ workspace, hasRates: true });
    const from = eventsSource(context, { readsMoney: true });
    const prices = compileLineValues('price', context);
    expect(await engine.values(prices, context, from)).toEqual([['1.5', '0'], ['3', '0.0001'], []]);
    const dear = compileEventFilter(
      {
        type: 'products',
        quantifier: 'some',
        where: {
          type: 'field',
          field: 'price',
          comparison: { type: 'atLeast', operand: { type: 'constant', value: 2 } },
        },
      },
      context,
    );
    expect(await engine.values(dear, context, from)).toEqual([0, 1, 0]);
  });
});

describe('the source of events', () => {
  const columns =
    'workspace, action, time, profile, message_id, batch, source, revenue, currency, order_id, products, parameters.a.b, parameters, products.price';

  it('has all columns by their plain names, and each event once', async () => {
    workspace += 1;
    const days = Array.from({ length: 40 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    await engine.insertRates(
      days.flatMap((day) =>
        ['USD', 'GBP', 'EUR', ''].map((currency) => ({ workspace, currency, day, rate: '2', batch: 1 })),
      ),
    );
    const currencies = ['USD', 'GBP', 'EUR', '', 'XXX'];
    await engine.insertEvents(
      days.flatMap((day) =>
        currencies.map((currency) => ({ ...at(`${day}T12:00:00.000Z`, '1', currency), parameters: { a: { b: 1 } } })),
      ),
    );
    const joined = contextAt({ workspace, hasRates: true });
    const read = await engine.values(`toString((${columns}))`, joined, eventsSource(joined, { readsMoney: true }));
    const plain = contextAt({ workspace });
    expect(read).toHaveLength(200);
    expect(read).toEqual(
      await engine.values(`toString((${columns}))`, plain, eventsSource(plain, { readsMoney: true })),
    );
  });

  it('lets the primary key choose what is read, and reads of the parameters only what is asked for', async () => {
    workspace += 1;
    await engine.insertEvents([at('2026-01-05T00:00:00.000Z', '1', 'USD'), at('2026-03-05T00:00:00.000Z', '1', 'USD')]);
    const context = contextAt({ workspace, hasRates: true });
    const bonus = compileParameter({ name: 'a.b', type: 'integer' }, context).sql;
    const money = compileParameter({ name: 'revenue', type: 'money' }, context).sql;
    const query = `EXPLAIN indexes = 1, header = 1
      SELECT profile, sum(${money}), sum(${bonus}) FROM ${eventsSource(context, { readsMoney: true })}
      WHERE workspace = ${workspace} AND action IN ['purchase'] AND batch <= 10
        AND ${compileWindow({ type: 'between', start: '2026-01-01', end: '2026-02-01' }, context)}
      GROUP BY profile`;
    const lines = (await engine.rows<{ explain: string }>(query, context)).map(({ explain }) =>
      explain.replace(/^[ │├└─]+/u, ''),
    );
    const reading = lines.slice(lines.findIndex((line) => /^ReadFromMergeTree .*events/.test(line)));
    const key = reading.indexOf('PrimaryKey');
    expect(reading.slice(key + 1, key + 5)).toEqual(['Keys:', 'workspace', 'action', 'toDate(time)']);
    expect(reading.find((line) => line.startsWith('Output:'))).toBe(
      'Output: time, profile, currency, revenue, parameters.a.b.:`Int64`, parameters.a.b.:`UInt64`, parameters.a.b.:`Float64`',
    );
  });

  it('reads of product lines only the fields that a filter names', async () => {
    const read = async (quantifier: 'some' | 'every', where: LineFilter): Promise<string | undefined> => {
      const context = contextAt({ workspace });
      const filter = compileEventFilter({ type: 'products', quantifier, where }, context);
      const query = `EXPLAIN header = 1 SELECT ${filter} FROM ${eventsSource(context, { readsMoney: false })}`;
      const lines = await engine.rows<{ explain: string }>(query, context);
      return lines.map(({ explain }) => /Output: (.*)/.exec(explain)?.[1]).findLast((found) => found);
    };
    const category: LineFilter = {
      type: 'field',
      field: 'category',
      comparison: { type: 'equals', operand: { type: 'constant', value: 'wear' } },
    };
    const quantity: LineFilter = { type: 'field', field: 'quantity', comparison: { type: 'isSet' } };
    expect(await read('some', category)).toBe('products.category');
    expect(await read('every', { type: 'all', of: [quantity, category, category] })).toBe(
      'products.category, products.quantity',
    );
  });
});

describe('whether money is read', () => {
  const comparison = { type: 'isSet' } as const;
  const revenue = { name: 'revenue', type: 'money' } as const;
  const store = { name: 'store', type: 'string' } as const;

  it('is said by the parameter of an aggregator, of distinctBy and of filters', () => {
    expect(readsMoney({ aggregator: { type: 'sum', parameter: revenue } })).toBe(true);
    expect(readsMoney({ aggregator: { type: 'max', parameter: { name: 'products[].price', type: 'money' } } })).toBe(
      true,
    );
    expect(readsMoney({ aggregator: { type: 'last', parameter: store } })).toBe(false);
    expect(readsMoney({ aggregator: { type: 'count' } })).toBe(false);
    expect(readsMoney({ distinctBy: revenue })).toBe(true);
    expect(readsMoney({ distinctBy: store })).toBe(false);
    expect(readsMoney({ filter: { type: 'not', of: { type: 'parameter', parameter: revenue, comparison } } })).toBe(
      true,
    );
    expect(readsMoney({ filter: { type: 'any', of: [{ type: 'parameter', parameter: store, comparison }] } })).toBe(
      false,
    );
  });

  it('is said by filters of product lines', () => {
    const lines = (field: 'price' | 'name') =>
      readsMoney({
        filter: {
          type: 'products',
          quantifier: 'some',
          where: { type: 'all', of: [{ type: 'field', field, comparison }] },
        },
      });
    expect(lines('price')).toBe(true);
    expect(lines('name')).toBe(false);
  });
});
