import type { ClickHouseClient } from '@clickhouse/client';
import { connectClickHouse } from '@cutline/clickhouse';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import type { QuantileMethod } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileQuantile } from './compile-quantile.ts';

let database: TestClickHouse;
let client: ClickHouseClient;
beforeAll(async () => {
  database = await createTestClickHouse();
  client = connectClickHouse(database);
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

/** The quantile of values given as a histogram `[value, profiles]`, sorted. */
async function quantile(histogram: [string, number][], a: number, method: QuantileMethod): Promise<string | null> {
  const query = `SELECT toString(${compileQuantile(a, method)}) AS value
    FROM (
      SELECT arrayMap(x -> toDecimal128(x, 4), {xs:Array(String)}) AS xs, {ns:Array(UInt64)} AS ns,
        arrayCumSum(ns) AS cumulative, toInt64(arraySum(ns)) AS n
    )`;
  const query_params = { xs: histogram.map(([x]) => x), ns: histogram.map(([, n]) => n) };
  const result = await client.query({ query, query_params, format: 'JSONEachRow' });
  return (await result.json<{ value: string | null }>())[0]!.value;
}

describe('the compiled quantile, computed by hand', () => {
  const oneToFour: [string, number][] = [
    ['1', 1],
    ['2', 1],
    ['3', 1],
    ['4', 1],
  ];

  it.each<[QuantileMethod, number, string]>([
    // h = 3 · 7000 = 21000, k = 2, r = 1000
    ['linear', 7_000, '3.1'],
    ['lower', 7_000, '3'],
    ['higher', 7_000, '4'],
    // ceil(4 · 0.7) − 1 = 2
    ['inverted_cdf', 7_000, '3'],
    ['inverted_cdf', 5_000, '2'],
    ['inverted_cdf', 5_001, '3'],
    ['linear', 0, '1'],
    ['inverted_cdf', 0, '1'],
    ['linear', 10_000, '4'],
    ['higher', 10_000, '4'],
    ['inverted_cdf', 10_000, '4'],
  ])('%s at %i of 1, 2, 3, 4 is %s', async (method, a, value) => {
    expect(await quantile(oneToFour, a, method)).toBe(value);
  });

  it('counts each profile of a bar', async () => {
    // n = 11: h = 70000, k = 7, r = 0: the eighth of 1 1 1 3 3 3 3 3 3 3 3
    expect(
      await quantile(
        [
          ['1', 3],
          ['3', 8],
        ],
        7_000,
        'linear',
      ),
    ).toBe('3');
  });

  it('keeps eight places, negative and huge values', async () => {
    expect(
      await quantile(
        [
          ['0.01', 1],
          ['0.02', 1],
        ],
        3_333,
        'linear',
      ),
    ).toBe('0.013333');
    expect(
      await quantile(
        [
          ['-5.5', 1],
          ['4.5', 1],
        ],
        2_500,
        'linear',
      ),
    ).toBe('-3');
    const huge = '99999999999999999999.9999';
    expect(
      await quantile(
        [
          ['0', 1],
          [huge, 1],
        ],
        10_000,
        'linear',
      ),
    ).toBe(huge);
    expect(
      await quantile(
        [
          ['0', 1],
          [huge, 1],
        ],
        5_000,
        'linear',
      ),
    ).toBe('49999999999999999999.99995');
  });

  it('has no value for nobody', async () => {
    expect(await quantile([], 5_000, 'linear')).toBeNull();
    expect(await quantile([], 5_000, 'inverted_cdf')).toBeNull();
  });
});
