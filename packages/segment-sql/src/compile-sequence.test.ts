import type { ClickHouseClient } from '@clickhouse/client';
import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import { condition, type SequenceCondition } from '@cutline/segment-definition';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testEvaluation } from '../test/evaluation.ts';
import { eventRow, insertEvents } from '../test/event-rows.ts';
import { compileSequence } from './compile-sequence.ts';
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

let workspace = 0;

/**
 * Which of the histories hold the chain. A history is written as letters, each an event of that action, at the seconds that the digits before it say:
 * `0A 5B` is A, and B five seconds later.
 */
async function held(
  fields: Omit<SequenceCondition, 'type' | 'window'> & { window?: unknown },
  histories: string[],
): Promise<string[]> {
  workspace += 1;
  const sequence = condition.parse({ type: 'sequence', window: { type: 'allTime' }, ...fields }) as SequenceCondition;
  const start = Date.parse('2024-01-01T00:00:00Z');
  await insertEvents(
    client,
    histories.flatMap((history, profile) =>
      [...history.matchAll(/([\d.]+)([A-Z])/g)].map(([, seconds, action]) =>
        eventRow(new Date(start + Number(seconds) * 1000).toISOString(), { workspace, profile, action: action! }),
      ),
    ),
  );
  const context = { evaluation: testEvaluation({ workspace }), parameters: new Parameters() };
  const { sql, params } = context.parameters
    .statement(`SELECT profile, ${compileSequence(sequence, context)} AS holds, toTypeName(holds) AS type
    FROM ${eventsSource(context, { readsMoney: false })} WHERE workspace = ${workspace} GROUP BY profile ORDER BY profile`);
  const result = await client.query({ query: sql, query_params: params, format: 'JSONEachRow' });
  const rows = await result.json<{ profile: number; holds: number; type: string }>();
  expect(new Set(rows.map(({ type }) => type))).toEqual(new Set(['UInt8']));
  return rows.filter(({ holds }) => holds === 1).map(({ profile }) => histories[profile]!);
}

const steps = (...actions: string[]): { actions: string[] }[] => actions.map((each) => ({ actions: [...each] }));

it('holds where each step comes later than the one before it', async () => {
  expect(await held({ steps: steps('A', 'B') }, ['0A 1B', '1B 2A', '0B 1A 2B', '0A', '1B', '0C'])).toEqual([
    '0A 1B',
    '0B 1A 2B',
  ]);
  expect(await held({ steps: steps('A', 'B', 'A') }, ['0A 1B', '0A 1B 2A', '0A 1A 2B', '0B 1A 2B 3B 4A'])).toEqual([
    '0A 1B 2A',
    '0B 1A 2B 3B 4A',
  ]);
});

it('needs another, later instant for each step, even where one event fits two', async () => {
  expect(await held({ steps: steps('A', 'A') }, ['0A', '0A 0A', '0A 0.001A'])).toEqual(['0A 0.001A']);
  expect(await held({ steps: steps('AB', 'BC') }, ['0B', '0A 0B', '0A 0C', '0B 1B', '0A 1C'])).toEqual([
    '0B 1B',
    '0A 1C',
  ]);
  expect(await held({ steps: steps('A', 'B', 'C') }, ['0A 1B 1C', '0A 0B 1C', '0A 1B 1B 2C', '0A 1A 1B 2C'])).toEqual([
    '0A 1B 1B 2C',
    '0A 1A 1B 2C',
  ]);
});

it('asks for each step within a time of the one before it, up to and including', async () => {
  const within = { count: 1, unit: 'minute' } as const;
  expect(
    await held({ steps: steps('A', 'B'), within }, ['0A 60B', '0A 60.001B', '0A 50A 100B', '0A 100A 101A 200B']),
  ).toEqual(['0A 60B', '0A 50A 100B']);
  expect(
    await held({ steps: steps('A', 'B', 'C'), within }, [
      '0A 60B 120C',
      '0A 60B 121C',
      '0A 30B 61B 121C',
      '0A 59B 61B 121C',
    ]),
  ).toEqual(['0A 60B 120C']);
  // The later B is too late after A; the earlier one is too early before C.
  expect(await held({ steps: steps('A', 'B', 'C'), within }, ['0A 50B 65B 120C', '0A 50B 60B 120C'])).toEqual([
    '0A 50B 60B 120C',
  ]);
});

it('allows nothing unwanted strictly between two steps', async () => {
  const without = { actions: ['X'] };
  expect(
    await held({ steps: steps('A', 'B'), without }, [
      '0A 1X 2B',
      '0A 0X 2B',
      '0A 2X 2B',
      '0X 1A 2B 3X',
      '0A 1X 2A 3B',
      '0A 1A 2X 3B 4B',
      '0A 1B 2X',
    ]),
  ).toEqual(['0A 0X 2B', '0A 2X 2B', '0X 1A 2B 3X', '0A 1X 2A 3B', '0A 1B 2X']);
  expect(
    await held({ steps: steps('A', 'B', 'C'), without }, [
      '0A 1B 1X 2C',
      '0A 1B 2X 3C',
      '0A 1X 1B 2C',
      '0A 1B 2X 3B 4C',
      '0A 1B 2X 3A 4B 5C',
    ]),
  ).toEqual(['0A 1B 1X 2C', '0A 1X 1B 2C', '0A 1B 2X 3A 4B 5C']);
  // The same event ends a step and comes between two others.
  expect(
    await held({ steps: steps('A', 'B', 'C'), without: { actions: ['B'] } }, [
      '0A 1B 2C',
      '0A 1B 2B 3C',
      '0A 1B 2A 3B 4C',
    ]),
  ).toEqual(['0A 1B 2C', '0A 1B 2A 3B 4C']);
});

it('looks at nothing outside the window, and only at what passes the filters', async () => {
  const window = { type: 'between', start: '2024-01-01T00:00:10Z', end: '2024-01-01T00:00:20Z' };
  expect(
    await held({ steps: steps('A', 'B'), without: { actions: ['X'] }, window }, [
      '9A 11B',
      '10A 19B',
      '10A 20B',
      '10A 11X 12B',
    ]),
  ).toEqual(['10A 19B']);
  const nowhere = {
    type: 'parameter',
    parameter: { name: 'source', type: 'string' },
    comparison: { type: 'equals', operand: { type: 'constant', value: 'nowhere' } },
  } as const;
  expect(await held({ steps: [{ actions: ['A'] }, { actions: ['B'], filter: nowhere }] }, ['0A 1B'])).toEqual([]);
  expect(await held({ steps: steps('A', 'B'), without: { actions: ['X'], filter: nowhere } }, ['0A 1X 2B'])).toEqual([
    '0A 1X 2B',
  ]);
});
