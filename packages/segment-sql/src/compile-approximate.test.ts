import type { ClickHouseClient } from '@clickhouse/client';
import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import {
  evaluate,
  isWithinApproximation,
  levelInTenThousandths,
  type Definition,
  type EvaluatedWorld,
  type Metric,
} from '@cutline/segment-definition';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadWorkspace } from '../test/load-workspace.ts';
import { runPlan } from '../test/run-plan.ts';
import { compileMetricPreview, type MetricRow } from './index.ts';

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

const spent: Definition = {
  formatVersion: 2,
  kind: 'aggregate',
  name: 'Spent',
  actions: ['transaction.charge'],
  window: { type: 'allTime' },
  aggregator: { type: 'sum', parameter: { name: 'revenue', type: 'money' } },
};
const time = Date.UTC(2026, 0, 1);

function worldOf(amounts: number[]): EvaluatedWorld {
  return {
    profiles: amounts.map((_, index) => ({
      profile: index + 1,
      identifiers: [{ kind: 'customId', value: `${index}`, batch: 1 }],
      attributes: [],
      consents: [],
    })),
    events: amounts.map((amount, index) => ({
      profile: index + 1,
      messageId: `${index}`,
      action: 'transaction.charge',
      time,
      batch: 1,
      source: '',
      revenue: (amount / 100).toFixed(2),
      currency: '',
      orderId: '',
      products: [],
      parameters: {},
    })),
    rates: [],
    aliases: [],
  };
}

function quantileAt(level: number, population: 'active' | 'all'): Metric {
  return {
    formatVersion: 2,
    kind: 'metric',
    name: 'Line',
    measure: {
      type: 'values',
      of: { type: 'aggregate', aggregate: 'spent' },
      population: { type: population },
      statistic: { type: 'quantile', level, method: 'approximate' },
    },
  };
}

let workspace = 0;

it('an approximate quantile lies as near as it promises, and what lies around it is counted exactly', async () => {
  const seed = Number(process.env['CUTLINE_SEED'] ?? Date.now() % 2 ** 31);
  const amounts = fc
    .tuple(fc.constantFrom(1, 7, 4_000), fc.constantFrom(5, 1_000_000), fc.infiniteStream(fc.integer()))
    .map(([count, different, stream]) => [...stream.take(count)].map((n) => Math.abs(n) % different));
  const levels = fc.array(
    fc.integer({ min: 0, max: 10_000 }).map((a) => a / 10_000),
    { minLength: 3, maxLength: 3 },
  );
  const property = fc.asyncProperty(
    amounts,
    levels,
    fc.constantFrom('active', 'all'),
    async (each, some, population) => {
      workspace += 1;
      const world = worldOf(each);
      await loadWorkspace(client, workspace, world);
      const documents = new Map<string, Definition>([['spent', spent]]);
      for (const level of [0, 0.5, 1, ...some]) documents.set(`${level}`, quantileAt(level, population));
      const evaluation = {
        asOf: time + 1,
        known: 1,
        timeZone: 'UTC',
        currency: 'EUR',
        includeAnonymous: false,
      };
      const definitions = new Map([...documents].map(([id, document]) => [id, { version: 1, document }] as const));
      const { metrics } = await runPlan(client, {
        ...evaluation,
        workspace,
        run: 1,
        hasRates: false,
        hasAliases: false,
        definitions,
      });

      const spentOf = evaluate(new Map([['spent', spent]]), world, evaluation).aggregates.get('spent')!;
      const values = [...spentOf.values()].map(({ value }) => value).filter((value) => typeof value === 'object');
      const numbers = values.filter((value) => value !== null && 'toFixed' in value);
      for (const [id, row] of metrics) {
        const line = numbers.find((value) => value.toFixed() === row.value);
        expect(line, `level ${id}: ${row.value} is one of the values`).toBeDefined();
        expect(isWithinApproximation(numbers, levelInTenThousandths(Number(id)), line!), `level ${id}`).toBe(true);
        const counted = [numbers.filter((value) => value.lt(line!)), numbers.filter((value) => value.eq(line!))];
        expect([row.below, row.on]).toEqual(counted.map(({ length }) => `${length}`));
      }
    },
  );
  await fc.assert(property, { seed, numRuns: 5, endOnFailure: true });
}, 180_000);

it('an approximate quantile is previewed', async () => {
  workspace += 1;
  await loadWorkspace(client, workspace, worldOf([100, 200, 300]));
  const evaluation = { asOf: time + 1, known: 1, timeZone: 'UTC', currency: 'EUR', includeAnonymous: false };
  const definitions = new Map<string, Definition>([['spent', spent]]);
  const read = { ...evaluation, workspace, hasRates: false, hasAliases: false, definitions, heads: new Map() };
  for (const population of ['active', 'all'] as const) {
    const { sql, params } = compileMetricPreview(quantileAt(0.5, population), read);
    const result = await client.query({ query: sql, query_params: params, format: 'JSONEachRow' });
    expect(await result.json<MetricRow>()).toEqual([{ value: '2', profiles: '3', below: '1', on: '1', above: '1' }]);
  }
});
