import type { ClickHouseClient } from '@clickhouse/client';
import { connectClickHouse, migrateClickHouse, type EventRow } from '@cutline/clickhouse';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import { aggregate as aggregateSchema, type Aggregate, type Aggregator } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEvaluation } from '../test/evaluation.ts';
import { eventRow, insertEvents, line } from '../test/event-rows.ts';
import { compileAggregate } from './compile-aggregate.ts';
import { eventsSource } from './events-source.ts';
import { Parameters } from './parameters.ts';

let database: TestClickHouse;
let client: ClickHouseClient;
beforeAll(async () => {
  database = await createTestClickHouse();
  client = connectClickHouse(database);
  await migrateClickHouse(client);
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

type Value = string | boolean | null | [boolean, string[]];
type Selection = Partial<Pick<Aggregate, 'actions' | 'filter' | 'distinctBy' | 'window'>>;
let workspace = 0;

/** The value that an aggregate of all purchases has for the one profile with these events. */
async function valueOf(aggregator: unknown, rows: EventRow[], selection: Selection = {}): Promise<Value> {
  return (await resultOf(aggregator, rows, selection)).value;
}

async function resultOf(
  aggregator: unknown,
  rows: EventRow[],
  selection: Selection = {},
): Promise<{ value: Value; active: number }> {
  workspace += 1;
  await insertEvents(
    client,
    rows.map((row) => ({ ...row, workspace })),
  );
  const context = { evaluation: testEvaluation({ workspace }), parameters: new Parameters() };
  const { value, active } = compileAggregate(definitionOf(aggregator, selection), context);
  const { sql, params } = context.parameters.statement(`SELECT ${value.sql} AS value, ${active} AS active
    FROM ${eventsSource(context, { readsMoney: false })}
    WHERE workspace = ${context.parameters.named('workspace', 'UInt32', workspace)} GROUP BY profile`);
  const result = await client.query({ query: sql, query_params: params, format: 'JSONEachRow' });
  return (await result.json<{ value: Value; active: number }>())[0]!;
}

function definitionOf(aggregator: unknown, selection: Selection = {}): Aggregate {
  return aggregateSchema.parse({
    kind: 'aggregate',
    name: 'Under test',
    actions: ['buy'],
    window: { type: 'allTime' },
    ...selection,
    aggregator,
  });
}

const revenue = { name: 'revenue', type: 'money' };
const charge = (time: string, amount: string | null, others: Partial<EventRow> = {}): EventRow =>
  eventRow(time, { revenue: amount, ...others });
const given = (time: string, parameters: Record<string, unknown>, others: Partial<EventRow> = {}): EventRow =>
  eventRow(time, { parameters, ...others });

/** Every aggregator, so that what holds for all is tried with all. */
const aggregators: Aggregator[] = [
  { type: 'count' },
  { type: 'exists' },
  { type: 'daysSinceFirst' },
  { type: 'daysSinceLast' },
  { type: 'gaps', statistic: 'mean' },
  { type: 'gaps', statistic: 'median' },
  ...(['sum', 'average', 'min', 'max', 'median', 'first', 'last', 'distinctCount', 'mostFrequent'] as const).flatMap(
    (type): Aggregator[] => [
      { type, parameter: { name: 'revenue', type: 'money' } },
      { type, parameter: { name: 'products[].quantity', type: 'integer' } },
    ],
  ),
  { type: 'quantile', level: 0.3, method: 'linear', parameter: { name: 'score', type: 'number' } },
  { type: 'lastValues', count: 3, parameter: { name: 'color', type: 'string' } },
];

it('has its empty value for who has no counted event, and that is the default of the column', async () => {
  workspace += 1;
  await insertEvents(client, [eventRow('2024-01-01T00:00:00Z', { workspace, action: 'look' })]);
  const context = { evaluation: testEvaluation({ workspace }), parameters: new Parameters() };
  const all = [undefined, { name: 'orderId', type: 'string' } as const].flatMap((distinctBy) =>
    aggregators.map((aggregator) => compileAggregate(definitionOf(aggregator, distinctBy && { distinctBy }), context)),
  );
  const columns = all.map(({ value, active }, i) => `${value.sql} AS v${i}, ${active} AS active${i}`);
  const seen = all.map(
    ({ empty }, i) =>
      `(toTypeName(v${i}), toString(v${i}), toString(${empty.sql}), toString(defaultValueOfTypeName(toTypeName(v${i}))), active${i})`,
  );
  const { sql, params } = context.parameters.statement(`SELECT [${seen.join(', ')}] AS found
    FROM (SELECT profile, ${columns.join(', ')} FROM ${eventsSource(context, { readsMoney: false })}
      WHERE workspace = ${context.parameters.named('workspace', 'UInt32', workspace)} GROUP BY profile)`);
  const result = await client.query({ query: sql, query_params: params, format: 'JSONEachRow' });
  const { found } = (
    await result.json<{ found: [string, string | null, string | null, string | null, number][] }>()
  )[0]!;
  expect(found).toHaveLength(2 * aggregators.length);
  for (const [i, [type, value, empty, unset, active]] of found.entries()) {
    const name = JSON.stringify(aggregators[i % aggregators.length]);
    expect([value, unset, active], name).toEqual([empty, empty, 0]);
    expect(type, name).toMatch(
      /^(Decimal\(38, 8\)|Bool|Nullable\((Decimal\(38, 8\)|String|Bool|Int64)\)|Tuple\(Bool, Array\(String\)\))$/,
    );
  }
});

/** The same with and without `distinctBy` of something that no two events share: both ways must agree. */
describe.each<[string, Selection]>([
  ['plain', {}],
  ['distinct by what all differ in', { distinctBy: { name: 'time', type: 'datetime' } }],
  ['distinct by what none has', { distinctBy: { name: 'nothing', type: 'string' } }],
])('an aggregate, %s,', (_name, selection) => {
  const amounts = [
    charge('2024-01-03T10:00:00Z', '10.05'),
    charge('2024-01-01T10:00:00Z', '-0.10'),
    charge('2024-01-02T10:00:00Z', null),
    charge('2024-01-04T10:00:00Z', '10.05'),
    charge('2024-01-05T10:00:00Z', '99', { action: 'look' }),
  ];

  it('counts events and adds up amounts exactly', async () => {
    expect(await valueOf({ type: 'count' }, amounts, selection)).toBe('4');
    expect(await valueOf({ type: 'exists' }, amounts, selection)).toBe(true);
    expect(await valueOf({ type: 'sum', parameter: revenue }, amounts, selection)).toBe('20');
    expect(
      (await resultOf({ type: 'sum', parameter: revenue }, [charge('2024-01-01T00:00:00Z', '0')], selection)).active,
    ).toBe(1);
    const huge = ['99999999999999.9999', '99999999999999.9999', '-99999999999999.9998'];
    const hugeRows = huge.map((amount, i) => charge(`2024-01-0${i + 1}T00:00:00Z`, amount));
    expect(await valueOf({ type: 'sum', parameter: revenue }, hugeRows, selection)).toBe('100000000000000');
  });

  it('averages, half to even: money to four places, numbers to eight', async () => {
    expect(await valueOf({ type: 'average', parameter: revenue }, amounts, selection)).toBe('6.6667');
    const halves = (a: string, b: string): EventRow[] => [
      charge('2024-01-01T00:00:00Z', a),
      charge('2024-01-02T00:00:00Z', b),
    ];
    expect(await valueOf({ type: 'average', parameter: revenue }, halves('0.0001', '0.0002'), selection)).toBe(
      '0.0002',
    );
    expect(await valueOf({ type: 'average', parameter: revenue }, halves('0.0002', '0.0003'), selection)).toBe(
      '0.0002',
    );
    expect(await valueOf({ type: 'average', parameter: revenue }, halves('-0.0002', '-0.0003'), selection)).toBe(
      '-0.0002',
    );
    expect(await valueOf({ type: 'average', parameter: revenue }, halves('-0.0001', '-0.0002'), selection)).toBe(
      '-0.0002',
    );
    const numbers = [1, 1, 0].map((n, i) => given(`2024-01-0${i + 1}T00:00:00Z`, { n }));
    expect(await valueOf({ type: 'average', parameter: { name: 'n', type: 'number' } }, numbers, selection)).toBe(
      '0.66666667',
    );
  });

  it('finds the least, the greatest, the first and the last', async () => {
    expect(await valueOf({ type: 'min', parameter: revenue }, amounts, selection)).toBe('-0.1');
    expect(await valueOf({ type: 'max', parameter: revenue }, amounts, selection)).toBe('10.05');
    expect(await valueOf({ type: 'first', parameter: revenue }, amounts, selection)).toBe('-0.1');
    expect(await valueOf({ type: 'last', parameter: revenue }, amounts, selection)).toBe('10.05');
    const time = { name: 'time', type: 'datetime' };
    for (const type of ['min', 'first']) {
      expect(await valueOf({ type, parameter: time }, amounts, selection)).toBe(
        String(Date.parse('2024-01-01T10:00:00Z')),
      );
    }
    for (const type of ['max', 'last']) {
      expect(await valueOf({ type, parameter: time }, amounts, selection)).toBe(
        String(Date.parse('2024-01-04T10:00:00Z')),
      );
    }
    const flags = [
      given('2024-01-01T00:00:00Z', { f: false }),
      given('2024-01-02T00:00:00Z', {}),
      given('2024-01-03T00:00:00Z', { f: true }),
      given('2024-01-04T00:00:00Z', { f: 'no' }),
    ];
    expect(await valueOf({ type: 'first', parameter: { name: 'f', type: 'boolean' } }, flags, selection)).toBe(false);
    expect(await valueOf({ type: 'last', parameter: { name: 'f', type: 'boolean' } }, flags, selection)).toBe(true);
  });

  it('takes quantiles of the values, in between where the method does', async () => {
    const scores = [3, 1, 4, 2].map((score, i) => given(`2024-01-0${i + 1}T00:00:00Z`, { score }));
    const parameter = { name: 'score', type: 'number' };
    expect(await valueOf({ type: 'median', parameter }, scores, selection)).toBe('2.5');
    // h = 3 · 7000 = 21000, k = 2, r = 1000
    expect(await valueOf({ type: 'quantile', level: 0.7, parameter }, scores, selection)).toBe('3.1');
    expect(await valueOf({ type: 'quantile', level: 0.7, method: 'lower', parameter }, scores, selection)).toBe('3');
    expect(await valueOf({ type: 'quantile', level: 0.7, method: 'higher', parameter }, scores, selection)).toBe('4');
    // ⌈4 · 0.5⌉ = 2 and ⌈4 · 0.7⌉ = 3, from 1
    for (const [level, value] of [
      [0.5, '2'],
      [0.7, '3'],
    ])
      expect(await valueOf({ type: 'quantile', level, method: 'inverted_cdf', parameter }, scores, selection)).toBe(
        value,
      );
    expect(await valueOf({ type: 'quantile', level: 1, parameter }, scores, selection)).toBe('4');
    expect(await valueOf({ type: 'median', parameter: revenue }, amounts, selection)).toBe('10.05');
  });

  it('counts different values and finds the most frequent one, then the latest, then the least', async () => {
    const colors = (...values: unknown[]): EventRow[] =>
      values.map((color, i) => given(`2024-01-0${i + 1}T00:00:00Z`, color === undefined ? {} : { color }));
    const parameter = { name: 'color', type: 'string' };
    const mostFrequent = (...values: unknown[]): Promise<Value> =>
      valueOf({ type: 'mostFrequent', parameter }, colors(...values), selection);
    expect(
      await valueOf({ type: 'distinctCount', parameter }, colors('red', 'blue', undefined, 'red', 'Red'), selection),
    ).toBe('3');
    expect(await mostFrequent('red', 'blue', 'red', 'green')).toBe('red');
    expect(await mostFrequent('red', 'blue', undefined, 'blue', 'red')).toBe('red');
    expect(await mostFrequent('blue', 'red', 'red', 'blue')).toBe('blue');
    expect(
      await valueOf(
        { type: 'mostFrequent', parameter: { name: 'n', type: 'integer' } },
        [given('2024-01-01T00:00:00Z', { n: 3 }), given('2024-01-02T00:00:00Z', { n: 2 })],
        selection,
      ),
    ).toBe('2');
  });

  it('lists the last values in their order', async () => {
    const parameter = { name: 'color', type: 'string' };
    const colors = [
      given('2024-01-03T00:00:00Z', { color: 'c' }),
      given('2024-01-01T00:00:00Z', { color: 'a' }),
      given('2024-01-04T00:00:00Z', {}),
      given('2024-01-02T00:00:00Z', { color: 'b' }),
    ];
    expect(await valueOf({ type: 'lastValues', count: 2, parameter }, colors, selection)).toEqual([true, ['b', 'c']]);
    expect(await valueOf({ type: 'lastValues', count: 5, parameter }, colors, selection)).toEqual([
      true,
      ['a', 'b', 'c'],
    ]);
    expect(
      await valueOf({ type: 'lastValues', count: 5, parameter }, [given('2024-01-03T00:00:00Z', {})], selection),
    ).toEqual([false, []]);
  });

  it('counts local calendar days since the first and the last event', async () => {
    // Days begin an hour before UTC's in Berlin, two from 31 March on; asOf is noon of 1 April.
    const rows = [eventRow('2024-02-28T23:30:00Z'), eventRow('2024-03-30T23:30:00Z'), eventRow('2024-03-30T22:30:00Z')];
    expect(await valueOf({ type: 'daysSinceFirst' }, rows, selection)).toBe('32');
    expect(await valueOf({ type: 'daysSinceLast' }, rows, selection)).toBe('1');
    expect(await valueOf({ type: 'daysSinceLast' }, [eventRow('2024-03-31T22:00:00Z')], selection)).toBe('0');
  });

  it('measures the gaps between successive events', async () => {
    const rows = [eventRow('2024-01-04T12:00:00Z'), eventRow('2024-01-01T00:00:00Z'), eventRow('2024-01-02T00:00:00Z')];
    expect(await valueOf({ type: 'gaps', statistic: 'mean' }, rows, selection)).toBe('1.75');
    expect(await valueOf({ type: 'gaps', statistic: 'median' }, rows, selection)).toBe('1.75');
    const more = [...rows, eventRow('2024-01-04T12:00:01Z')];
    // (3.5 days + 1 s) ÷ 3, and the middle one of 1 s, 1 day, 2.5 days
    expect(await valueOf({ type: 'gaps', statistic: 'mean' }, more, selection)).toBe('1.16667052');
    expect(await valueOf({ type: 'gaps', statistic: 'median' }, more, selection)).toBe('1');
    for (const statistic of ['mean', 'median']) {
      expect(await valueOf({ type: 'gaps', statistic }, [eventRow('2024-01-01T00:00:00Z')], selection)).toBeNull();
    }
  });

  it('takes a value from each product line, in the order of the lines', async () => {
    const rows = [
      eventRow('2024-01-02T00:00:00Z', {
        products: [line({ category: 'b', price: '2.5', quantity: 1 }), line({ category: 'a', price: '1' })],
      }),
      eventRow('2024-01-01T00:00:00Z', {
        products: [
          line({ category: 'c', price: '-4', quantity: 7 }),
          line({ category: '' }),
          line({ category: 'a', quantity: 1 }),
        ],
      }),
      eventRow('2024-01-03T00:00:00Z'),
    ];
    const category = { name: 'products[].category', type: 'string' };
    const price = { name: 'products[].price', type: 'money' };
    const quantity = { name: 'products[].quantity', type: 'integer' };
    expect(await valueOf({ type: 'sum', parameter: price }, rows, selection)).toBe('-0.5');
    expect(await valueOf({ type: 'average', parameter: price }, rows, selection)).toBe('-0.1667');
    expect(await valueOf({ type: 'min', parameter: price }, rows, selection)).toBe('-4');
    expect(await valueOf({ type: 'max', parameter: quantity }, rows, selection)).toBe('7');
    expect(await valueOf({ type: 'median', parameter: price }, rows, selection)).toBe('1');
    expect(await valueOf({ type: 'first', parameter: category }, rows, selection)).toBe('c');
    expect(await valueOf({ type: 'last', parameter: category }, rows, selection)).toBe('a');
    expect(await valueOf({ type: 'distinctCount', parameter: category }, rows, selection)).toBe('3');
    expect(await valueOf({ type: 'mostFrequent', parameter: category }, rows, selection)).toBe('a');
    expect(await valueOf({ type: 'mostFrequent', parameter: quantity }, rows, selection)).toBe('1');
    expect(await valueOf({ type: 'lastValues', count: 3, parameter: category }, rows, selection)).toEqual([
      true,
      ['a', 'b', 'a'],
    ]);
    expect(
      await valueOf({ type: 'min', parameter: quantity }, [eventRow('2024-01-03T00:00:00Z')], selection),
    ).toBeNull();
  });

  it('has no value, but is active, where no event has the parameter', async () => {
    const { value, active } = await resultOf(
      { type: 'average', parameter: revenue },
      [charge('2024-01-01T00:00:00Z', null)],
      selection,
    );
    expect([value, active]).toEqual([null, 1]);
    for (const type of ['min', 'max', 'median', 'first', 'last', 'mostFrequent']) {
      expect(await valueOf({ type, parameter: revenue }, [charge('2024-01-01T00:00:00Z', null)], selection)).toBeNull();
    }
  });

  it('counts only what its window and filter let through', async () => {
    const store = (name: string): Record<string, unknown> => ({ parameters: { store: name } });
    const rows = [
      charge('2023-12-31T22:59:59.999Z', '1', store('shop')),
      charge('2023-12-31T23:00:00Z', '2', store('shop')),
      charge('2024-01-15T00:00:00Z', '4', store('web')),
      charge('2024-04-01T09:59:59.999Z', '8', store('shop')),
      charge('2024-04-01T10:00:00Z', '16', store('shop')),
    ];
    const inShop: Selection = {
      ...selection,
      window: { type: 'since', start: '2024-01-01' },
      filter: {
        type: 'parameter',
        parameter: { name: 'store', type: 'string' },
        comparison: { type: 'equals', operand: { type: 'constant', value: 'shop' } },
      },
    };
    expect(await valueOf({ type: 'sum', parameter: revenue }, rows, inShop)).toBe('10');
    expect(await valueOf({ type: 'last', parameter: revenue }, rows, inShop)).toBe('8');
  });
});

describe('at the same instant', () => {
  const at = '2024-01-01T00:00:00Z';
  const rows = ['b', 'a', 'B', 'ä'].map((id) => given(at, { id }, { message_id: id }));
  const parameter = { name: 'id', type: 'string' };
  it('the message id decides, byte by byte', async () => {
    expect(await valueOf({ type: 'first', parameter }, rows)).toBe('B');
    expect(await valueOf({ type: 'last', parameter }, rows)).toBe('ä');
    expect(await valueOf({ type: 'lastValues', count: 3, parameter }, rows)).toEqual([true, ['a', 'b', 'ä']]);
  });
  it('equally frequent and equally late values go by their bytes, false before true', async () => {
    expect(await valueOf({ type: 'mostFrequent', parameter }, rows)).toBe('B');
    const flags = [true, false].map((flag) => given(at, { flag }));
    expect(await valueOf({ type: 'mostFrequent', parameter: { name: 'flag', type: 'boolean' } }, flags)).toBe(false);
  });
});

describe('distinct by', () => {
  const order = (time: string, order_id: string, revenue: string, others: Partial<EventRow> = {}): EventRow =>
    charge(time, revenue, { order_id, ...others });
  const rows = [
    order('2024-01-03T00:00:00Z', 'A', '5'),
    order('2024-01-01T00:00:00Z', 'A', '1', { message_id: 'y' }),
    order('2024-01-01T00:00:00Z', 'A', '2', { message_id: 'x' }),
    order('2024-01-02T00:00:00Z', 'B', '10'),
    order('2024-01-04T00:00:00Z', '', '100'),
    order('2024-01-05T00:00:00Z', '', '1000'),
    order('2023-12-01T00:00:00Z', 'B', '10000', { action: 'look' }),
  ];
  const selection: Selection = { distinctBy: { name: 'orderId', type: 'string' } };

  it('only the earliest event speaks for those with the same value, and those without one each for themselves', async () => {
    expect(await valueOf({ type: 'count' }, rows, selection)).toBe('4');
    expect(await valueOf({ type: 'sum', parameter: revenue }, rows, selection)).toBe('1112');
    expect(await valueOf({ type: 'first', parameter: revenue }, rows, selection)).toBe('2');
  });

  it('it is asked after window and filter', async () => {
    const later: Selection = { ...selection, window: { type: 'since', start: '2024-01-02T00:00:00Z' } };
    expect(await valueOf({ type: 'sum', parameter: revenue }, rows, later)).toBe('1115');
  });

  it('a number, a boolean or a list the same events are found', async () => {
    const tagged = [
      [1, true, ['a', 'b']],
      [1, true, ['b', 'a']],
      [1.5, false, ['a', 'b']],
      [null, null, null],
      [null, null, null],
    ].map(([n, flag, tags], i) => given(`2024-01-0${i + 1}T00:00:00Z`, { n, flag, tags }));
    for (const [name, type] of [
      ['n', 'number'],
      ['flag', 'boolean'],
      ['tags', 'list'],
    ] as const) {
      expect(await valueOf({ type: 'count' }, tagged, { distinctBy: { name, type } })).toBe('4');
    }
  });
});
