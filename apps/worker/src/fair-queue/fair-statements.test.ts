import type { ClickHouseSettings } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { reasonOfStop } from './beyond-limits.ts';
import { FairStatements, type FairStatement } from './fair-statements.ts';
import { limitsFrom } from './limits.ts';

let stage: TestWorkspace;
beforeAll(async () => {
  stage = await createTestWorkspace();
});
afterAll(() => stage.drop());

const limits = { ...limitsFrom({}), statementSeconds: 2, statementRows: 1_000_000_000 };
const endless = 'SELECT count() FROM system.numbers WHERE sipHash64(number) = 1';

/** Sends statements to the real ClickHouse and notes with which settings. */
function sender() {
  const statements = new FairStatements({ slots: 4, longAfter: 1 });
  const sent: ClickHouseSettings[] = [];
  const send = (sql: string, of: Partial<FairStatement> = {}) =>
    statements.fairly({ workspace: 'a', limits, of: 'run', sql, ...of }, async (clickhouse_settings) => {
      sent.push(clickhouse_settings);
      const result = await stage.clickhouse.query({ query: sql, format: 'JSONEachRow', clickhouse_settings });
      return result.json();
    });
  return { send, sent };
}

const places = (sent: ClickHouseSettings[]) => sent.map((each) => [each.os_thread_priority, each.priority]);

describe('FairStatements', () => {
  it('lets a statement go ahead once it is known to be short, in its workspace', async () => {
    const { send, sent } = sender();
    expect(await send('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await send('SELECT 1 AS one');
    await send('SELECT 1 AS one', { workspace: 'b' });
    expect(places(sent)).toEqual([
      ['12', '2'],
      ['0', '1'],
      ['12', '2'],
    ]);
  });

  it('stops what is beyond the limits, and puts it behind all others the next time', async () => {
    const { send, sent } = sender();
    const error = await send(endless).catch((thrown: unknown) => thrown);
    expect(reasonOfStop(error)).toEqual({ limit: 'seconds', maximum: '2 s' });
    await expect(send(endless)).rejects.toThrow('Timeout exceeded');
    expect(places(sent)).toEqual([
      ['12', '2'],
      ['19', '3'],
    ]);
  });

  it('learns nothing from what failed at once', async () => {
    const { send, sent } = sender();
    for (let tries = 0; tries < 2; tries += 1)
      await expect(send('SELECT no_such_column')).rejects.toThrow('no_such_column');
    expect(places(sent)).toEqual([
      ['12', '2'],
      ['12', '2'],
    ]);
  });

  it('sends what is live ahead of everything', async () => {
    const { send, sent } = sender();
    await send('SELECT 1', { of: 'live' });
    expect(places(sent)).toEqual([['-5', '1']]);
  });

  it('asks ClickHouse to keep to the limits', async () => {
    const { send, sent } = sender();
    await send('SELECT 1');
    expect(sent).toMatchObject([
      {
        max_execution_time: 2,
        max_memory_usage: '4294967296',
        max_rows_to_read: '1000000000',
        max_bytes_before_external_group_by: '2147483648',
      },
    ]);
  });
});
