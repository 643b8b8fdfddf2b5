import type { ClickHouseClient } from '@clickhouse/client';
import { connectClickHouse, migrateClickHouse, type EventRow } from '@cutline/clickhouse';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import { measure as measureSchema } from '@cutline/segment-definition';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testEvaluation } from '../test/evaluation.ts';
import { eventRow, insertEvents } from '../test/event-rows.ts';
import { compileEventsAggregate } from './compile-events-aggregate.ts';
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

const order = (
  time: string,
  profile: number,
  order_id: string,
  revenue: string | null,
  others: Partial<EventRow> = {},
): EventRow => eventRow(time, { profile, order_id, revenue, ...others });
const rows = [
  order('2024-01-03T00:00:00Z', 1, 'A', '4'),
  order('2024-01-01T00:00:00Z', 1, 'A', '1'),
  order('2024-01-02T00:00:00Z', 2, 'A', '2.5'),
  order('2024-01-06T00:00:00Z', 2, 'B', null),
  // Not of the population; another action; of a batch that is not read; of another workspace.
  order('2024-01-02T00:00:00Z', 3, 'A', '100'),
  order('2024-01-02T00:00:00Z', 1, 'A', '100', { action: 'look' }),
  order('2024-01-02T00:00:00Z', 1, 'A', '100', { batch: 11 }),
  order('2024-01-02T00:00:00Z', 1, 'A', '100', { workspace: 2 }),
];
const revenue = { name: 'revenue', type: 'money' };
const perOrder = { distinctBy: { name: 'orderId', type: 'string' } };

it.each<[unknown, object, string | null]>([
  [{ type: 'count' }, {}, '4'],
  [{ type: 'count' }, perOrder, '3'],
  [{ type: 'sum', parameter: revenue }, {}, '7.5'],
  [{ type: 'sum', parameter: revenue }, perOrder, '3.5'],
  [{ type: 'average', parameter: revenue }, {}, '2.5'],
  [{ type: 'average', parameter: revenue }, perOrder, '1.75'],
  [{ type: 'max', parameter: revenue }, perOrder, '2.5'],
  [{ type: 'median', parameter: revenue }, {}, '2.5'],
  [{ type: 'median', parameter: revenue }, perOrder, '1.75'],
  // h = 2 · 7000 = 14000: a fifth of the way … from 2.5 to 4
  [{ type: 'quantile', level: 0.7, parameter: revenue }, {}, '3.1'],
  [{ type: 'quantile', level: 0.7, method: 'higher', parameter: revenue }, {}, '4'],
  [{ type: 'first', parameter: revenue }, {}, '1'],
  [{ type: 'last', parameter: revenue }, {}, '4'],
  [{ type: 'last', parameter: revenue }, perOrder, '2.5'],
  [{ type: 'distinctCount', parameter: { name: 'orderId', type: 'string' } }, {}, '2'],
  [{ type: 'mostFrequent', parameter: revenue }, {}, '4'],
  [{ type: 'daysSinceLast' }, {}, '86'],
  [{ type: 'gaps', statistic: 'mean' }, {}, '1.66666667'],
  [{ type: 'gaps', statistic: 'median' }, perOrder, '2.5'],
  [{ type: 'distinctProfiles' }, {}, '2'],
  [{ type: 'distinctProfiles' }, { window: { type: 'since', start: '2024-01-03' } }, '2'],
  [{ type: 'distinctProfiles' }, { window: { type: 'since', start: '2024-01-04' } }, '1'],
])('%j of the events of everyone, %j: %s', async (aggregator, selection, expected) => {
  await insertOnce();
  expect((await resultOf(aggregator, selection)).value).toBe(expected);
});

it('tells how many profiles have a counted event, and is empty without any', async () => {
  await insertOnce();
  expect((await resultOf({ type: 'sum', parameter: revenue }, {})).profiles).toBe('2');
  const nothing = { actions: ['never'] };
  for (const selection of [nothing, { ...nothing, ...perOrder }]) {
    expect(await resultOf({ type: 'sum', parameter: revenue }, selection)).toEqual({ value: '0', profiles: '0' });
    expect(await resultOf({ type: 'median', parameter: revenue }, selection)).toEqual({ value: null, profiles: '0' });
    expect(await resultOf({ type: 'gaps', statistic: 'mean' }, selection)).toEqual({ value: null, profiles: '0' });
  }
});

let inserted: Promise<void> | undefined;
const insertOnce = (): Promise<void> => (inserted ??= insertEvents(client, rows));

async function resultOf(aggregator: unknown, selection: object): Promise<{ value: string | null; profiles: string }> {
  const measure = measureSchema.parse({
    type: 'events',
    actions: ['buy'],
    window: { type: 'allTime' },
    ...selection,
    aggregator,
  });
  if (measure.type !== 'events') throw new Error('A measure over events was written');
  const context = { evaluation: testEvaluation(), parameters: new Parameters() };
  const { value, profiles } = compileEventsAggregate(measure, 'bitmapBuild([toUInt32(1), 2])', context);
  const { sql, params } = context.parameters.statement(`SELECT toString(${value}) AS value, ${profiles} AS profiles`);
  const result = await client.query({ query: sql, query_params: params, format: 'JSONEachRow' });
  return (await result.json<{ value: string | null; profiles: string }>())[0]!;
}
