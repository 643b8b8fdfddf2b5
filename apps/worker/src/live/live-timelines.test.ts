import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { schema } from '@cutline/postgres';
import { whileLocked } from '../ingestion/workspace-lock.ts';
import { startTestWorker, type TestWorker } from '../test-worker.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { waitFor } from './testing/live-story.ts';
import { StreamStory } from './testing/stream-story.ts';
import { withTimelines } from './with-timelines.ts';

let stage: TestWorkspace;
let worker: TestWorker;
let story: StreamStory;
let often: string;
let dear: string;
beforeAll(async () => {
  stage = await createTestWorkspace();
  worker = await startTestWorker(stage, { timelinesFrom: 1 });
});
/** Of the eighth and the ninth customer only timelines tell what they bought. */
beforeEach(async () => {
  story = new StreamStory(stage, worker, await stage.another());
  ({ often, dear } = await story.publishBoth());
  await story.buy('a', {
    1: [9, 1],
    2: [9, 9, 9],
    3: [1, 1],
    4: [1, 1],
    6: [1],
    7: [1],
    8: [9, 9],
    9: [1, 1],
    10: [1],
  });
  await story.runAndBuild();
  await story.forget('a', 8, 9);
  expect(await story.state()).toEqual(['1: 1, tail 0', '2: 1, tail 0']);
});
afterAll(async () => {
  await worker.stop();
  await stage.drop();
});

const members = async () => ({ often: await story.membersOf(often), dear: await story.membersOf(dear) });
/** Rows in the scratch of a workspace's runs. */
const scratch = async () =>
  (await stage.rows(`SELECT run FROM run_bitmaps WHERE workspace = ${story.workspace.number}`)).length;

test('what timelines lack is read from events', async () => {
  await story.buy('b', { 1: [9], 5: [9, 1, 1], 8: [1], 9: [1] });
  expect(await story.live('2026-03-01T12:02:00Z')).toMatchObject({ outcome: 'done', profiles: 4 });
  expect(await members()).toEqual({ often: ['c1', 'c2', 'c5', 'c8', 'c9'], dear: ['c1', 'c2', 'c8'] });
  expect(await story.state()).toEqual(['1: 1, tail 0', '2: 1, tail 0']);

  // Now with a tail.
  await story.run({ asOf: '2026-03-01T12:03:00Z' });
  expect(await story.state()).toEqual(['1: 2, tail 6', '2: 2, tail 6']);
  await story.buy('c', { 3: [9], 4: [9], 5: [9], 9: [9, 9] });
  await story.live('2026-03-01T12:04:00Z');
  await story.buy('d', { 4: [9] });
  await story.live('2026-03-01T12:05:00Z');
  expect(await members()).toEqual({
    often: ['c1', 'c2', 'c3', 'c4', 'c5', 'c8', 'c9'],
    dear: ['c1', 'c2', 'c4', 'c5', 'c8', 'c9'],
  });
  expect(await story.state()).toEqual(['1: 2, tail 6', '2: 2, tail 6']);
});

test('streams that were made in another form are read by nobody', async () => {
  await stage.database
    .update(schema.stream)
    .set({ zoneData: 'of before' })
    .where(eq(schema.stream.workspaceId, story.workspace.id));
  await story.buy('b', { 1: [9], 8: [9] });
  await story.live('2026-03-01T12:02:00Z');
  // By events the eighth bought one thing, by timelines three.
  expect(await members()).toEqual({ often: ['c1', 'c2'], dear: ['c1', 'c2'] });
});

test('a stream whose adding was cut off is read by nobody until a run adds to it', async () => {
  await stage.database
    .update(schema.stream)
    .set({ adding: 2 })
    .where(and(eq(schema.stream.workspaceId, story.workspace.id), eq(schema.stream.number, 2)));
  await story.buy('b', { 1: [9], 8: [9] });
  await story.live('2026-03-01T12:02:00Z');
  // By events the eighth bought one dear thing, by timelines three things in all.
  expect(await members()).toEqual({ often: ['c1', 'c2', 'c8'], dear: ['c1', 'c2'] });
  expect(await story.state()).toEqual(['1: 1, tail 0', '2: 1, tail 0, adding 2']);
  await story.run({ asOf: '2026-03-01T12:03:00Z' });
  expect(await story.state()).toEqual(['1: 2, tail 2', '2: 2, tail 2']);
  await story.buy('c', { 1: [1], 4: [9, 9] });
  await story.live('2026-03-01T12:04:00Z');
  expect(await members()).toEqual({ often: ['c1', 'c2', 'c4', 'c8'], dear: ['c1', 'c2', 'c4'] });
});

test('after a merge all of the merged is read from events, and nothing else', async () => {
  const merges = [story.merge(3, 4), story.merge(6, 7), story.merge(5, 10)].flatMap((each) => each.identityChanges!);
  await story.buy('b', { 1: [9], 5: [1], 9: [1] }, { identityChanges: merges });
  await story.live('2026-03-01T12:02:00Z');
  // The seventh and the tenth bought twice, of which timelines have one purchase.
  expect(await members()).toEqual({ often: ['c1', 'c2', 'c4', 'c9'], dear: ['c1', 'c2', 'c8'] });
  expect(await story.state()).toEqual(['1: 1, tail 0', '2: 1, tail 0']);

  await story.buy('c', { 3: [9, 9], 7: [9], 8: [1] });
  await story.live('2026-03-01T12:03:00Z');
  expect(await members()).toEqual({
    often: ['c1', 'c2', 'c4', 'c7', 'c8', 'c9'],
    dear: ['c1', 'c2', 'c4', 'c8'],
  });
  expect(await story.state()).toEqual(['1: 1, tail 0', '2: 1, tail 0']);

  // Once a run has made their timelines anew they are read again, with what comes then.
  await story.run({ asOf: '2026-03-01T12:04:00Z' });
  expect(await story.state()).toEqual(['1: 3, tail 7', '2: 3, tail 7']);
  expect((await story.told()).filter((each) => /^1\+? c[47]/.test(each))).toEqual(['1 c4: 6', '1 c7: 3']);
  await story.forget('a', 3, 4);
  await story.forget('c', 3);
  // Another merge does not bring the earlier ones back.
  await story.buy('d', { 4: [9] }, story.merge(8, 9));
  await story.live('2026-03-01T12:05:00Z');
  expect((await members()).often).toContain('c4');
});

test('of two streams of which one lacks a merge both are read, but for the merged', async () => {
  await story.buy('b', { 8: [1], 9: [1] }, story.merge(3, 2));
  // Nothing of that is dear: it holds the batch as it is.
  await stage.database
    .update(schema.stream)
    .set({ known: 2 })
    .where(and(eq(schema.stream.workspaceId, story.workspace.id), eq(schema.stream.number, 2)));
  await story.whileRunning(() => story.live('2026-03-01T12:02:00Z'));
  expect(await members()).toEqual({ often: ['c2', 'c8', 'c9'], dear: ['c2', 'c8'] });
  await story.buy('c', { 4: [9, 9], 8: [1], 9: [9, 9] });
  await story.live('2026-03-01T12:03:00Z');
  expect(await members()).toEqual({ often: ['c2', 'c4', 'c8', 'c9'], dear: ['c2', 'c4', 'c8', 'c9'] });
  expect(await story.state()).toEqual(['1: 1, tail 0', '2: 2, tail 0']);
});

test('while somebody else has the timelines everything is read from events', async () => {
  await story.buy('b', { 1: [9], 5: [9, 9, 1], 8: [9], 9: [1] });
  const outcome = await whileLocked(stage.database, 'timelines', story.workspace.number, () =>
    story.live('2026-03-01T12:02:00Z'),
  );
  expect(outcome).toMatchObject({ outcome: 'done', profiles: 4 });
  expect(await members()).toEqual({ often: ['c1', 'c2', 'c5'], dear: ['c1', 'c2', 'c5'] });
  expect(await story.state()).toEqual(['1: 1, tail 0', '2: 1, tail 0']);
  // Once they are free they are read again.
  await story.buy('c', { 8: [1] });
  await story.live('2026-03-01T12:03:00Z');
  expect(await members()).toEqual({ often: ['c1', 'c2', 'c5', 'c8'], dear: ['c1', 'c2', 'c5', 'c8'] });
});

/** Says of a batch that it had so many events, which would take long to land. */
const pretend = async (batch: number, events: number) => {
  const { ingestionBatch } = schema;
  const its = and(eq(ingestionBatch.workspace, story.workspace.number), eq(ingestionBatch.number, batch));
  await stage.database.update(ingestionBatch).set({ events }).where(its);
};

test('what came to much is added first, but for while a run is under way', async () => {
  await story.buy('b', { 1: [9], 9: [1] });
  await pretend(2, 20_000);
  await story.live('2026-03-01T12:02:00Z');
  expect(await members()).toEqual({ often: ['c1', 'c2', 'c9'], dear: ['c1', 'c2', 'c8'] });
  expect(await story.state()).toEqual(['1: 1, tail 0', '2: 1, tail 0']);

  await story.buy('c', { 4: [9], 9: [1] }, story.merge(6, 7));
  await story.whileRunning(() => story.live('2026-03-01T12:03:00Z'));
  expect(await members()).toMatchObject({ often: ['c1', 'c2', 'c4', 'c9'] });
  expect(await story.state()).toEqual(['1: 1, tail 0', '2: 1, tail 0']);

  await story.buy('d', { 4: [9], 7: [9], 8: [9] });
  await story.live('2026-03-01T12:04:00Z');
  expect(await members()).toEqual({ often: ['c1', 'c2', 'c4', 'c7', 'c8', 'c9'], dear: ['c1', 'c2', 'c4', 'c8'] });
  expect(await story.state()).toEqual(['1: 4, tail 20005', '2: 4, tail 20005']);
  // The merged one has a timeline of its own again, and what was added to others stands in tails.
  expect((await story.told()).filter((each) => /c[47]:/.test(each))).toEqual([
    '1 c4: 2',
    '1 c7: 3',
    '2 c7: 1',
    '1+ c4: 2',
    '2+ c4: 2',
  ]);
  expect(await scratch()).toBe(0);

  // What was added is not read from events as well.
  await story.buy('e', { 1: [1], 7: [1] });
  await story.live('2026-03-01T12:05:00Z');
  expect(await members()).toEqual({ often: ['c1', 'c2', 'c4', 'c7', 'c8', 'c9'], dear: ['c1', 'c2', 'c4', 'c8'] });
});

test('what was read while the lock on timelines was lost is not taken for true', async () => {
  const { number, timeZone, currency } = story.workspace;
  const clock = { workspace: number, timeZone, currency, asOf: Date.now(), known: 1, run: 2, definitions: new Map() };
  const input = { ...clock, includeAnonymous: false, hasRates: false, hasAliases: false };
  const held = sql`FROM pg_locks JOIN pg_database ON pg_database.oid = database
    WHERE datname = current_database() AND locktype = 'advisory' AND objid = ${number}`;
  const endConnection = async () => {
    const { rowCount } = await stage.database.execute(sql`SELECT pg_terminate_backend(pid) ${held}`);
    expect(rowCount).toBe(1);
    await waitFor(async () => (await stage.database.execute(sql`SELECT 1 ${held}`)).rowCount === 0);
  };
  await expect(withTimelines(stage, story.workspace, input, endConnection)).rejects.toThrow();
});

test('a live run that was cut off while it added leaves no scratch behind', async () => {
  const { database, clickhouse } = stage;
  const values = { workspaceId: story.workspace.id, number: 901, trigger: 'events', scope: 'live' } as const;
  await database.insert(schema.run).values({ ...values, status: 'running', asOf: new Date(), known: 1 });
  await clickhouse.command({
    query: `INSERT INTO run_bitmaps (workspace, run, key, chunk, members)
      SELECT ${story.workspace.number}, 901, 'doubts', 0, groupBitmapState(toUInt32(1))`,
  });
  expect(await scratch()).toBe(1);
  await story.live('2026-03-01T12:02:00Z');
  expect(await scratch()).toBe(0);
});
