import type { ClickHouseSettings } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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
  const statements = new FairStatements({ slots: 4, longAfter: 1, threads: 8 });
  const sent: ClickHouseSettings[] = [];
  const send = (sql: string, of: Partial<FairStatement> = {}) =>
    statements.fairly({ workspace: 'a', limits, of: 'run', sql, ...of }, async (clickhouse_settings) => {
      sent.push(clickhouse_settings);
      const result = await stage.clickhouse.query({ query: sql, format: 'JSONEachRow', clickhouse_settings });
      return result.json();
    });
  return { send, sent, statements };
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

  it('gives what may take long half of the threads while other workspaces are about', async () => {
    const { send, sent } = sender();
    const threads = "SELECT getSetting('max_threads') AS threads";
    await send(threads);
    await send('SELECT 1', { workspace: 'b' });
    expect(await send(`${threads}, 1`)).toMatchObject([{ threads: 4 }]);
    await send(endless).catch(() => {});
    await send(endless).catch(() => {});
    await send(threads);
    await send(threads, { of: 'live' });
    const ofEndless = [4, undefined, 4];
    expect(sent.map((each) => each.max_threads)).toEqual([undefined, 4, 4, ...ofEndless, undefined, undefined]);
  });

  it('gives all threads to what half of them might not do within the limit', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const { statements } = sender();
      const take = (milliseconds: number, workspace = 'a') =>
        statements.fairly({ workspace, limits, of: 'run', sql: 'long' }, ({ max_threads }) => {
          vi.advanceTimersByTime(milliseconds);
          return Promise.resolve(max_threads);
        });
      expect(await take(0, 'b')).toBeUndefined();
      expect(await take(1_200)).toBe(4);
      expect(await take(2_000)).toBeUndefined();
      expect(await take(0)).toBeUndefined();
      expect(await take(0, 'c')).toBe(4);
    } finally {
      vi.useRealTimers();
    }
  });

  it('gives all threads to what half of them did not do within the limit, at once and later, until they did not either', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const { statements } = sender();
      const error = await stage.clickhouse
        .command({ query: endless, clickhouse_settings: { max_execution_time: 1 } })
        .catch((thrown: unknown) => thrown);
      const threads: unknown[] = [];
      let onAll = 1_500;
      const take = (own = limits) =>
        statements.fairly({ workspace: 'a', limits: own, of: 'run', sql: 'long' }, ({ max_threads }) => {
          threads.push(max_threads);
          const takes = max_threads ? onAll * 2 : onAll;
          vi.advanceTimersByTime(Math.min(takes, own.statementSeconds * 1_000));
          return takes < own.statementSeconds * 1_000 ? Promise.resolve('ended') : Promise.reject(error as Error);
        });
      const begun = statements.fairly({ workspace: 'b', limits, of: 'run', sql: '' }, () => Promise.resolve());
      await begun;
      expect(await take()).toBe('ended');
      expect(await take()).toBe('ended');
      expect(threads.splice(0)).toEqual([4, undefined, undefined]);
      onAll = 5_000;
      await expect(take()).rejects.toBe(error);
      await expect(take()).rejects.toBe(error);
      expect(threads.splice(0)).toEqual([undefined, 4]);
      const raised = { ...limits, statementSeconds: 8 };
      expect(await take(raised)).toBe('ended');
      expect(threads).toEqual([4, undefined]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('forgets a workspace to which nothing happens sooner', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const { send, sent } = sender();
      await send('SELECT 1', { workspace: 'b', of: 'live' });
      vi.advanceTimersByTime(2_000);
      await send('SELECT 1');
      vi.advanceTimersByTime(1);
      await send('SELECT 2');
      await send('SELECT 4', { workspace: 'b' });
      await send('SELECT 1', { workspace: 'b', of: 'live' });
      vi.advanceTimersByTime(3_000);
      await send('SELECT 3');
      expect(sent.map((each) => each.max_threads)).toEqual([undefined, 4, undefined, 4, undefined, 4]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('counts a workspace while it has a turn, however long that is', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const { send, sent, statements } = sender();
      const other = Promise.withResolvers<void>();
      const held = statements.fairly({ workspace: 'b', limits, of: 'run', sql: '' }, () => other.promise);
      vi.advanceTimersByTime(3_600_000);
      await send('SELECT 1');
      other.resolve();
      await held;
      expect(sent.map((each) => each.max_threads)).toEqual([4]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('gives all threads again a minute after the last other workspace had a turn', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const { send, sent } = sender();
      await send('SELECT 1', { workspace: 'b' });
      vi.advanceTimersByTime(60_000);
      await send('SELECT 1');
      vi.advanceTimersByTime(1);
      await send('SELECT 2');
      expect(sent.map((each) => each.max_threads)).toEqual([undefined, 4, undefined]);
    } finally {
      vi.useRealTimers();
    }
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
        min_insert_block_size_bytes: '268435456',
      },
    ]);
  });
});
