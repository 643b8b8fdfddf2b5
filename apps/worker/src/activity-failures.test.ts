import { ApplicationFailure } from '@temporalio/common';
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
