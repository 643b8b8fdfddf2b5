import { and, eq, ne } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { schema } from '@cutline/postgres';
import { endRun } from '../recompute-workspace/end-run.ts';
import { publishRun } from '../recompute-workspace/publish-run.ts';
import { startTestWorker, type TestWorker } from '../test-worker.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { LiveStory, noon, purchases, waitFor } from './testing/live-story.ts';

let stage: TestWorkspace;
let worker: TestWorker;
let story: LiveStory;
beforeAll(async () => {
  stage = await createTestWorkspace();
  worker = await startTestWorker(stage);
});
beforeEach(async () => {
  story = new LiveStory(stage, worker, await stage.another());
});
afterAll(async () => {
  await worker.stop();
  await stage.drop();
});

test('what came since the last run is seen against its thresholds; the next run renews them', async () => {
  const { heavy, light } = await story.publishAll();
  await story.land('a', { 1: 1, 2: 2, 3: 3, 4: 4 });
  await story.run();
  expect(await story.live('2026-03-01T12:01:00Z')).toEqual({ outcome: 'done', profiles: 0, changes: 0 });

  // The line is at 2.5: with two more the first customer is above it, and a new one who bought once is not.
  await story.land('b', { 1: 2, 5: 1 });
  expect(await story.live('2026-03-01T12:02:00Z')).toMatchObject({ outcome: 'done', profiles: 2 });
  expect(await story.changesOf(heavy)).toEqual(['c1 entered: new-events']);
  expect(await story.changesOf(light)).toEqual(['c1 left: new-events', 'c5 entered: new-events']);
  expect(await story.head(heavy)).toMatchObject({
    members: 3,
    sequence: 2,
    known: 2,
    wholeRun: 1,
    thresholds: expect.anything(),
  });
  expect((await story.runs()).map(({ scope, status }) => [scope, status])).toEqual([
    ['full', 'completed'],
    ['live', 'completed'],
  ]);

  // Of 3, 2, 3, 4, 1 purchases the median is 3.
  await story.run({ asOf: '2026-03-01T12:03:00Z' });
  expect((await story.runs()).at(-1)).toMatchObject({ scope: 'due', status: 'completed' });
  expect(await story.head(heavy)).toMatchObject({ members: 1, status: 'current' });
  expect(await story.changesOf(heavy)).toEqual([
    'c1 entered: new-events',
    'c1 left: new-events',
    'c3 left: threshold-moved',
  ]);
});

test('events leave an exact window on time, and those sent ahead of it come into it', async () => {
  const { now } = await story.publishAll();
  await story.land('a', { 1: 1 }, '2026-03-01T11:30:00Z');
  await story.land('b', { 2: 1 }, '2026-03-01T12:10:00Z');
  await story.run();
  expect(await story.head(now)).toMatchObject({ members: 1 });
  await story.live('2026-03-01T12:29:59Z');
  expect(await story.changesOf(now)).toEqual(['c2 entered: time-passed']);
  await story.live('2026-03-01T12:31:00Z');
  expect(await story.changesOf(now)).toEqual(['c2 entered: time-passed', 'c1 left: time-passed']);
});

test('what live runs say while a run is under way stays, and the next one looks at it again by the new thresholds', async () => {
  const { heavy } = await story.publishAll();
  await story.land('a', { 1: 1, 2: 2, 3: 3, 4: 4 });
  await story.run();
  await story.live('2026-03-01T12:01:00Z');
  await story.land('b', { 5: 3 });
  const { runId, results } = await story.compute('2026-03-01T12:02:00Z');
  // Of 1, 2, 3, 4, 3 purchases the median is 3, and it was 2.5. Meanwhile the second customer buys once more.
  await story.land('c', { 2: 1 });
  await story.live('2026-03-01T12:03:00Z');
  expect(await story.changesOf(heavy)).toEqual(['c2 entered: new-events', 'c5 entered: new-events']);
  await publishRun(stage, runId, results, 1);
  expect((await story.runs()).map(({ number, scope }) => [number, scope])).toEqual([
    [1, 'full'],
    [3, 'live'],
    [4, 'due'],
  ]);
  const left = ['c3 left: threshold-moved', 'c5 left: new-events'];
  expect(await story.changesOf(heavy)).toEqual(['c2 entered: new-events', 'c5 entered: new-events', ...left]);
  await story.live('2026-03-01T12:04:00Z');
  expect(await story.changesOf(heavy)).toEqual([
    'c2 entered: new-events',
    'c5 entered: new-events',
    ...left,
    'c2 left: new-events',
  ]);
  expect(await story.head(heavy)).toMatchObject({ members: 1, known: 3 });
});

test('so does it at those to whom nothing happened that the segment looks at', async () => {
  const { heavy } = await story.publishAll();
  await story.land('a', { 1: 1, 2: 2, 3: 3, 4: 4 });
  await story.run();
  await story.live('2026-03-01T12:01:00Z');
  await story.land('b', { 5: 3 });
  const { runId, results } = await story.compute('2026-03-01T12:02:00Z');
  const said = { identifiers: { customId: 'c3' }, attributes: { town: 'Graz' }, consents: {} };
  const profiles = [{ ...said, time: '2026-03-01T12:02:50.000Z', messageId: 'said' }];
  await story.land('c', {}, undefined, { profiles });
  await story.live('2026-03-01T12:03:00Z');
  await publishRun(stage, runId, results, 1);
  // The median is 3 now: the third customer would have left, had nothing been said of them.
  expect(await story.membersOf(heavy)).toEqual(['c3', 'c4']);
  // By a clock that is behind that of whoever looked last.
  await story.live('2026-03-01T12:02:30Z');
  expect(await story.membersOf(heavy)).toEqual(['c4']);
});

test('a run that is asked to speak of an instant in the past says what was then of everybody', async () => {
  const { now } = await story.publishAll();
  await story.land('a', { 1: 1 }, '2026-03-01T11:30:00Z');
  await story.run({ asOf: '2026-03-01T14:00:00Z' });
  expect(await story.head(now)).toMatchObject({ members: 0 });
  await story.run();
  expect(await story.head(now)).toMatchObject({ members: 1 });
});

test('a refinement takes who passes its line, and a run puts the others in their places', async () => {
  const monthly = await story.publish(purchases({ type: 'last', count: 30, unit: 'day' }));
  const best = await story.publish({
    kind: 'segment',
    name: 'Best two',
    where: { type: 'all', of: [] },
    refine: {
      keep: 'top',
      take: { type: 'count', count: 2 },
      by: { type: 'aggregate', aggregate: monthly },
      ties: { type: 'exact' },
    },
  });
  await story.land('a', { 1: 1, 2: 2, 3: 3, 4: 4 });
  await story.run();
  await story.land('b', { 1: 5 });
  await story.live('2026-03-01T12:02:00Z');
  expect(await story.changesOf(best)).toEqual(['c1 entered: new-events']);
  expect(await story.head(best)).toMatchObject({ members: 3 });
  await story.run({ asOf: '2026-03-01T12:03:00Z' });
  expect(await story.changesOf(best)).toEqual(['c1 entered: new-events', 'c3 left: threshold-moved']);
  expect(await story.head(best)).toMatchObject({ members: 2 });
});

test('a live run that was cut off leaves nothing behind', async () => {
  const { heavy } = await story.publishAll();
  await story.land('a', { 1: 1, 2: 2, 3: 3, 4: 4 });
  await story.run();
  await story.land('b', { 1: 5 });
  expect(await story.cutOff(heavy, () => story.live('2026-03-01T12:02:00Z'))).toBeInstanceOf(Error);
  // Its changes were written, but are not published.
  expect(await story.changesOf(heavy)).toHaveLength(1);
  expect(await story.head(heavy)).toMatchObject({ members: 2, run: 1 });
  await story.live('2026-03-01T12:03:00Z');
  expect(await story.head(heavy)).toMatchObject({ members: 3 });
  expect(await story.changesOf(heavy)).toEqual(['c1 entered: new-events']);
  const unfinished = and(eq(schema.run.workspaceId, story.workspace.id), ne(schema.run.status, 'completed'));
  expect(await stage.database.select().from(schema.run).where(unfinished)).toEqual([]);
});

test('a run that is published after a live one was cut off does not build upon what that wrote', async () => {
  const { heavy } = await story.publishAll();
  await story.land('a', { 1: 1, 2: 2, 3: 3, 4: 4 });
  await story.run();
  await story.land('b', { 1: 5, 2: 5 });
  await story.cutOff(heavy, () => story.live('2026-03-01T12:02:00Z'));
  // Of 6, 7, 3, 4 purchases the median is 5.
  const { runId, results } = await story.compute('2026-03-01T12:03:00Z');
  await publishRun(stage, runId, results, 1);
  await story.live('2026-03-01T12:04:00Z');
  expect(await story.membersOf(heavy)).toEqual(['c1', 'c2']);
  expect(await story.changesOf(heavy)).toEqual([
    'c1 entered: new-events',
    'c2 entered: new-events',
    'c3 left: threshold-moved',
    'c4 left: threshold-moved',
  ]);
});

test('nor does a live run build upon a run whose publishing was cut off', async () => {
  const { heavy } = await story.publishAll();
  await story.land('a', { 1: 1, 2: 2, 3: 3, 4: 4 });
  await story.run();
  await story.land('b', { 1: 5, 2: 5 });
  const { runId, results } = await story.compute('2026-03-01T12:02:00Z');
  await story.cutOff(heavy, () => publishRun(stage, runId, results, 1));
  await story.land('c', { 7: 9 });
  await story.live('2026-03-01T12:03:00Z');
  expect(await story.membersOf(heavy)).toEqual(['c1', 'c2', 'c3', 'c4', 'c7']);
  await publishRun(stage, runId, results, 2);
  await story.live('2026-03-01T12:04:00Z');
  expect(await story.membersOf(heavy)).toEqual(['c1', 'c2', 'c7']);
  expect(await story.changesOf(heavy)).toEqual([
    'c1 entered: new-events',
    'c2 entered: new-events',
    'c7 entered: new-events',
    'c3 left: threshold-moved',
    'c4 left: threshold-moved',
  ]);
});

test('what is published already is not taken away when somebody ends the run a moment too late', async () => {
  const { heavy } = await story.publishAll();
  await story.land('a', { 1: 1, 2: 2, 3: 3, 4: 4 });
  await story.run();
  await story.land('b', { 1: 5, 2: 5 });
  const { runId, results } = await story.compute('2026-03-01T12:02:00Z');
  let both: Promise<unknown> | undefined;
  await stage.database.transaction(async (tx) => {
    // Publishing waits for its step, and the end for publishing.
    await tx.select().from(schema.runStep).where(eq(schema.runStep.runId, runId)).for('update');
    const published = publishRun(stage, runId, results, 1);
    await waitFor(() => isWaiting(`wait_event_type = 'Lock' AND query ILIKE '%run_step%'`));
    both = Promise.all([published, endRun(stage, runId, 'cancelled', { code: 'cancelled', message: 'Ended.' })]);
    await waitFor(() => isWaiting(`wait_event = 'advisory'`));
  });
  await both;
  expect((await story.runs()).map(({ status }) => status)).toEqual(['completed', 'completed']);
  expect(await story.membersOf(heavy)).toEqual(['c1', 'c2']);
  expect(await story.changesOf(heavy)).toHaveLength(4);
});

async function isWaiting(condition: string): Promise<boolean> {
  const { rowCount } = await stage.database.$client.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND ${condition}`,
  );
  return rowCount === 1;
}

test('the first merge ever, while a run is under way, is undone by nobody', async () => {
  const { light } = await story.publishAll();
  await story.land('a', { 1: 1, 2: 2, 3: 3, 4: 4 });
  await story.run();
  const { runId, results } = await story.compute('2026-03-01T12:02:00Z');
  await story.land('b', {}, undefined, story.merge(1, 2));
  await story.live('2026-03-01T12:03:00Z');
  await publishRun(stage, runId, results, 1);
  await story.live('2026-03-01T12:04:00Z');
  const left = (await story.changesOf(light)).filter((each) => each.includes('merged'));
  expect(left).toHaveLength(1);
  expect(await story.changesOf(light)).toHaveLength(2);
});

test('a full run says what it had to correct', async () => {
  const { now } = await story.publishAll();
  await story.land('a', { 1: 1, 2: 2 }, '2026-03-01T11:30:00Z');
  await story.run();
  // Nobody would: an event is taken away behind the back of everyone.
  await stage.clickhouse.command({
    query: `DELETE FROM events WHERE workspace = ${story.workspace.number} AND message_id LIKE 'a-1-%'`,
  });
  await story.run({ asOf: '2026-03-01T12:01:00Z' });
  expect(await story.head(now)).toMatchObject({ members: 2 });
  await story.run({ asOf: '2026-03-01T12:02:00Z', scope: 'full' });
  expect(await story.head(now)).toMatchObject({ members: 1 });
  expect(await story.changesOf(now)).toEqual(['c1 left: corrected']);
  const sizes = await stage.database
    .select()
    .from(schema.segmentSize)
    .where(eq(schema.segmentSize.definitionId, now))
    .orderBy(schema.segmentSize.run);
  expect(sizes.map(({ corrected }) => corrected)).toEqual([0, 0, 1]);
});

test('nothing was published yet, or the settings changed: a run has to come first', async () => {
  await story.publishAll();
  await story.land('a', { 1: 1 });
  expect(await story.live(noon)).toMatchObject({ outcome: 'waits' });
  await story.run();
  await stage.database
    .update(schema.workspace)
    .set({ timeZone: 'Asia/Tokyo' })
    .where(eq(schema.workspace.id, story.workspace.id));
  expect(await story.live('2026-03-01T12:01:00Z')).toMatchObject({ outcome: 'outrun' });
  await story.run({ asOf: '2026-03-01T12:02:00Z' });
  expect((await story.runs()).at(-1)).toMatchObject({ scope: 'full', status: 'completed' });
});
