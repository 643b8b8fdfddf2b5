import type { ClickHouseClient } from '@clickhouse/client';
import { connectClickHouse, migrateClickHouse, type ProfileValueRow } from '@cutline/clickhouse';
import { tables } from '@cutline/clickhouse/tables';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import type { ValueType } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testEvaluation } from '../test/evaluation.ts';
import { compileAttribute, compileConsent } from './compile-attribute.ts';
import { Parameters } from './parameters.ts';
import type { SqlContext } from './sql-context.ts';

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

type Given = Partial<ProfileValueRow>;
interface Found {
  value: unknown;
  type: string;
}
let workspace = 0;

/** What an expression finds for a profile that was given these values, read at noon (Berlin's) of 1 April 2024 up to batch 10. */
async function find(rows: Given[], compile: (context: SqlContext) => string): Promise<Found> {
  workspace += 1;
  const unrelated: Given = {
    name: 'unrelated',
    text: 'something',
    number: '1',
    boolean: true,
    list: ['x'],
    is_list: true,
  };
  const values = [...rows, unrelated].map((row) => ({
    workspace,
    kind: 'attribute',
    name: 'it',
    profile: 1,
    time: '2024-01-01T00:00:00Z',
    batch: 1,
    source: 'test',
    ...row,
  }));
  await client.insert({ table: tables.profileValues, values, format: 'JSONEachRow' });
  const context = { evaluation: testEvaluation({ workspace }), parameters: new Parameters() };
  const { sql, params } = context.parameters.statement(
    `SELECT ${compile(context)} AS value, toTypeName(value) AS type FROM ${tables.profileValues} WHERE workspace = ${workspace} GROUP BY profile`,
  );
  const result = await client.query({ query: sql, query_params: params, format: 'JSONEachRow' });
  return (await result.json<Found>())[0]!;
}

async function valueOf(type: ValueType, ...rows: Given[]): Promise<unknown> {
  const { value } = await find(rows, (context) => compileAttribute({ name: 'it', type }, context).value.sql);
  return value;
}

describe('a compiled attribute', () => {
  it('is the value that was given last, then that of the greatest batch', async () => {
    const old = { text: 'old', time: '2024-01-01T00:00:00Z', batch: 9 };
    const now = { text: 'new', time: '2024-01-02T00:00:00Z', batch: 1 };
    expect(await valueOf('string', old, now)).toBe('new');
    expect(await valueOf('string', now, old)).toBe('new');
    expect(await valueOf('string', { ...old, text: 'nine' }, { ...old, text: 'ten', batch: 10 })).toBe('ten');
    expect(
      await valueOf('string', { text: 'read' }, { text: 'not read', batch: 11, time: '2024-02-01T00:00:00Z' }),
    ).toBe('read');
    expect(await valueOf('string', { text: 'before' }, { text: 'at asOf', time: '2024-04-01T10:00:00Z' })).toBe(
      'before',
    );
    expect(await valueOf('string', { text: 'a consent', kind: 'consent' })).toBeNull();
  });

  it('is none where it was taken away, or given as something else last', async () => {
    const later = '2024-02-01T00:00:00Z';
    expect(await valueOf('string', { text: 'old' }, { time: later })).toBeNull();
    expect(await valueOf('string', { text: 'old' }, { time: later, number: '3' })).toBeNull();
    expect(await valueOf('list', { list: ['a'], is_list: true }, { time: later })).toEqual([false, []]);
    expect(await valueOf('number', { text: '3' })).toBeNull();
  });

  it('is read as its type', async () => {
    expect(await valueOf('boolean', { boolean: false })).toBe(false);
    expect(await valueOf('number', { number: '-1.00000001' })).toBe('-1.00000001');
    expect(await valueOf('integer', { number: '-3' })).toBe('-3');
    expect(await valueOf('integer', { number: '3.5' })).toBeNull();
    expect(await valueOf('money', { number: '3' })).toBeNull();
    expect(await valueOf('list', { list: ['b', 'a'], is_list: true })).toEqual([true, ['b', 'a']]);
    expect(await valueOf('list', { list: [], is_list: true })).toEqual([true, []]);
    expect(await valueOf('list', { text: 'a' })).toEqual([false, []]);
  });

  it('is an instant; a date is its local midnight', async () => {
    const instant = (text: string): string => String(Date.parse(text));
    expect(await valueOf('datetime', { instant: '2024-02-01T12:00:00.123Z' })).toBe(
      instant('2024-02-01T12:00:00.123Z'),
    );
    expect(await valueOf('datetime', { date: '2024-02-01' })).toBe(instant('2024-01-31T23:00:00Z'));
    expect(await valueOf('datetime', { date: '1961-07-01' })).toBe(instant('1961-06-30T23:00:00Z'));
    expect(await valueOf('datetime', { text: '2024-07-01' })).toBe(instant('2024-06-30T22:00:00Z'));
    expect(await valueOf('datetime', { text: '2024-02-01T12:00:00Z' })).toBe(instant('2024-02-01T12:00:00Z'));
    expect(await valueOf('datetime', { text: 'yesterday' })).toBeNull();
    expect(await valueOf('datetime', { number: '5' })).toBeNull();
    expect(await valueOf('string', { date: '2024-02-01' })).toBeNull();
  });

  it.each(['string', 'boolean', 'integer', 'number', 'money', 'datetime', 'list'] as const)(
    'of type %s is no value for who was never given it, and that is the default of its column',
    async (type) => {
      const attribute = { name: 'it', type };
      const found = await find([], (context) => compileAttribute(attribute, context).value.sql);
      const empty = await find([], (context) => `any(${compileAttribute(attribute, context).empty.sql})`);
      expect(found).toEqual(empty);
      const unset = await find([], () => `any(defaultValueOfTypeName('${found.type}'))`);
      expect(found.value).toEqual(unset.value);
    },
  );
});

it('a consent is the latest that was given', async () => {
  const agreed = async (...rows: Given[]): Promise<unknown> => {
    const { value, type } = await find(
      rows.map((row) => ({ kind: 'consent', name: 'email', ...row })),
      (context) => compileConsent('email', context).value,
    );
    expect(type).toBe('UInt8');
    return value;
  };
  const later = '2024-02-01T00:00:00Z';
  expect(await agreed()).toBe(0);
  expect(await agreed({ boolean: true })).toBe(1);
  expect(await agreed({ boolean: true }, { boolean: false, time: later })).toBe(0);
  expect(await agreed({ boolean: false, time: later, batch: 11 }, { boolean: true })).toBe(1);
  expect(await agreed({ boolean: true, kind: 'attribute' })).toBe(0);
  expect(await agreed({ boolean: true, name: 'sms' })).toBe(0);
  expect(await agreed({ boolean: true }, { time: later })).toBe(0);
});
