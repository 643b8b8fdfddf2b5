import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { connectPostgres } from '@cutline/postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { activityFailure, failureCode, isOutage } from './activity-failures.ts';
import { createTestWorkspace, type TestWorkspace } from './test-workspace.ts';

let stage: TestWorkspace;
beforeAll(async () => {
  stage = await createTestWorkspace();
});
afterAll(() => stage.drop());

const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error,
  );

test('a database that is away is waited for', async () => {
  const away = connectPostgres('postgres://nobody@127.0.0.1:9/nothing');
  const error = await thrownBy(away.execute('SELECT 1'));
  expect(isOutage(error)).toBe(true);
  expect(activityFailure(error, 1_000)).toBe(error);
  await away.$client.end();
});

test('a connection that is cut in use is an outage, and ends nothing but its query', async () => {
  const cut = thrownBy(
    stage.database.transaction(async (tx) => {
      await tx.execute('SELECT pg_terminate_backend(pg_backend_pid())');
    }),
  );
  expect(isOutage(await cut)).toBe(true);
  await stage.database.execute('SELECT 1');
});

test('what ClickHouse and Postgres refuse is tried again a little, then fails for good with its code', async () => {
  const clickhouse = await thrownBy(stage.rows('SELECT no_such_column'));
  const postgres = await thrownBy(stage.database.execute('SELECT no_such_column'));
  expect([failureCode(clickhouse), failureCode(postgres)]).toEqual(['clickhouse-47', '42703']);
  for (const error of [clickhouse, postgres]) {
    expect(isOutage(error)).toBe(false);
    expect(activityFailure(error, 1)).toBe(error);
    expect(activityFailure(error, 3)).toBeInstanceOf(ApplicationFailure);
    expect(activityFailure(error, 3)).toMatchObject({ nonRetryable: true, type: failureCode(error) });
  }
});

test('what goes beyond a limit fails at once, and says which', async () => {
  const endless = stage.clickhouse.command({
    query: 'SELECT count() FROM system.numbers WHERE sipHash64(number) = 1 FORMAT Null',
    clickhouse_settings: { max_execution_time: 1 },
  });
  const error = await thrownBy(endless);
  expect(isOutage(error)).toBe(false);
  expect(activityFailure(error, 1)).toMatchObject({
    type: 'beyond-limits',
    nonRetryable: true,
    message: expect.stringContaining('(1 s)'),
    details: [{ limit: 'seconds', maximum: '1 s' }],
  });
});

test('a statement that was killed is no failure of an activity that was to end', async () => {
  const aborted = new AbortController();
  const endless = stage.clickhouse.command({
    query: 'SELECT count() FROM system.numbers WHERE sipHash64(number) = 1 FORMAT Null',
    abort_signal: aborted.signal,
  });
  aborted.abort();
  const error = await thrownBy(endless);
  expect(activityFailure(error, 3, true)).toBeInstanceOf(CancelledFailure);
  expect(activityFailure(error, 1)).toBe(error);
});
