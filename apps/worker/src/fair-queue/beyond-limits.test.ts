import type { ClickHouseSettings } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { explainStop, reasonOfStop } from './beyond-limits.ts';

let stage: TestWorkspace;
beforeAll(async () => {
  stage = await createTestWorkspace();
  await stage.clickhouse.command({
    query: 'CREATE TABLE numbered ENGINE = MergeTree ORDER BY number AS SELECT number FROM numbers(1000000)',
  });
});
afterAll(() => stage.drop());

const thrownBy = async (query: string, clickhouse_settings: ClickHouseSettings): Promise<unknown> => {
  try {
    await stage.clickhouse.command({ query, clickhouse_settings });
  } catch (error) {
    return error;
  }
  return expect.fail('it was not stopped');
};
const crossed = 'SELECT count() FROM numbered AS a, numbered AS b WHERE sipHash64(a.number, b.number) = 1 FORMAT Null';
const grouped = 'SELECT number, groupArray(toString(number)) AS all FROM numbered GROUP BY number FORMAT Null';

test.each<[string, string, ClickHouseSettings, ReturnType<typeof reasonOfStop>]>([
  ['a cross product', crossed, { max_execution_time: 1 }, { limit: 'seconds', maximum: '1 s' }],
  ['too much memory', grouped, { max_memory_usage: '20971520' }, { limit: 'memory', maximum: '20.00 MiB' }],
  ['too many rows', grouped, { max_rows_to_read: '1000' }, { limit: 'rows', maximum: '1.00 thousand' }],
  ['too many bytes', grouped, { max_bytes_to_read: '1000' }, { limit: 'bytes', maximum: '1000.00 B' }],
  [
    'too large a set',
    'SELECT 1 IN (SELECT number FROM numbered)',
    { max_rows_in_set: '10' },
    { limit: 'size', maximum: '10.00' },
  ],
])('%s is told by its limit', async (_what, query, settings, reason) => {
  expect(reasonOfStop(await thrownBy(query, settings))).toEqual(reason);
});

test('other errors are no limits', async () => {
  expect(reasonOfStop(await thrownBy('SELECT no_such_column', {}))).toBeUndefined();
  expect(reasonOfStop(new Error('Timeout exceeded: elapsed 2 ms, maximum: 1 ms'))).toBeUndefined();
});

test('what a person reads names the limit, how much it is, and what to do', () => {
  expect(explainStop({ limit: 'seconds', maximum: '540 s' })).toBe(
    'Stopped: it took longer than one statement of this workspace may (540 s). Give it a shorter window, fewer actions or a filter; comparing texts by patterns and sequences of many steps take longest. If it has to be this large, an administrator can raise the limit.',
  );
});
