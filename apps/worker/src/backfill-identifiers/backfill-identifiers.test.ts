import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { backfillIdentifiers } from './backfill-identifiers.ts';

let stage: TestWorkspace;
beforeAll(async () => {
  stage = await createTestWorkspace();
});
afterAll(() => stage.drop());

const identifiers = () =>
  stage.rows('SELECT DISTINCT workspace, profile, kind, value, batch FROM identifiers ORDER BY ALL');

test('identifiers of the first version come over once, each with the batch that named its profile first', async () => {
  const [one, two] = [stage.workspace.number, (await stage.another()).number];
  await stage.database.execute(sql`
    INSERT INTO identifier (workspace, kind, value, profile) VALUES
      (${one}, 'customId', 'a', 1), (${one}, 'email', 'a@b.c', 1), (${one}, 'customId', 'b', 2),
      (${one}, 'customId', 'not yet landed', 3), (${two}, 'phone', '+1', 1)`);
  await stage.clickhouse.insert({
    table: 'known_profiles',
    format: 'JSONEachRow',
    values: [
      { workspace: one, profile: 1, batch: 4 },
      { workspace: one, profile: 1, batch: 2 },
      { workspace: one, profile: 2, batch: 3 },
      { workspace: two, profile: 1, batch: 1 },
      { workspace: 4_000_000, profile: 1, batch: 1 },
    ],
  });
  // What a try leaves that was cut off before it took the old rows away.
  await stage.clickhouse.insert({
    table: 'identifiers',
    format: 'JSONEachRow',
    values: [{ workspace: one, profile: 1, kind: 'customId', value: 'a', batch: 2 }],
  });

  expect(await backfillIdentifiers(stage)).toBe(3);
  const all = [
    { workspace: one, profile: 1, kind: 'customId', value: 'a', batch: '2' },
    { workspace: one, profile: 1, kind: 'email', value: 'a@b.c', batch: '2' },
    { workspace: one, profile: 2, kind: 'customId', value: 'b', batch: '3' },
    { workspace: two, profile: 1, kind: 'phone', value: '+1', batch: '1' },
  ];
  expect(await identifiers()).toEqual(all);
  expect(await stage.rows('SELECT * FROM known_profiles')).toEqual([]);
  expect(await backfillIdentifiers(stage)).toBe(0);
  expect(await identifiers()).toEqual(all);
});
