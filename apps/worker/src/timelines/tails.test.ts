import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { schema } from '@cutline/postgres';
import { compileStreamInsert, tailOf, wholeStream } from '@cutline/segment-sql';
import { moreThan, purchases } from '../live/testing/live-story.ts';
import { StreamStory } from '../live/testing/stream-story.ts';
import { startTestWorker, type TestWorker } from '../test-worker.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { addBatches } from './add-batches.ts';
import { stateOf, writeTimelines } from './stream-state.ts';

const { ingestionBatch, stream, workspaceCounter } = schema;

let stage: TestWorkspace;
let worker: TestWorker;
let story: StreamStory;
let often: string;
let dear: string;
beforeAll(async () => {
  stage = await createTestWorkspace();
  worker = await startTestWorker(stage, { timelinesFrom: 1 });
});
beforeEach(async () => {
  story = new StreamStory(stage, worker, await stage.another());
  ({ often, dear } = await story.publishBoth());
});
afterAll(async () => {
  await worker.stop();
  await stage.drop();
});

const members = async () => ({ often: await story.membersOf(often), dear: await story.membersOf(dear) });
const ofStream = (number: number) => and(eq(stream.workspaceId, story.workspace.id), eq(stream.number, number));
const minute = (at: number) => `2026-03-01T12:${String(at).padStart(2, '0')}:00.000Z`;
const told = async (customer: string) => (await story.told()).filter((each) => each.includes(` ${customer}: `));

let filled = 1_000_000;
/** Gives a tail rows of profiles that nobody knows. */
async function fillTail(number: number, rows: number): Promise<void> {
  await stage.clickhouse.command({
    query: `INSERT INTO timelines (workspace, stream, profile)
      SELECT {workspace:UInt32}, {tail:UInt32}, {first:UInt32} + number FROM numbers({rows:UInt32})`,
    query_params: { workspace: story.workspace.number, tail: tailOf(number), first: filled, rows },
  });
  filled += rows;
}

test('what runs add stands in tails, and never under the streams’ own numbers', async () => {
  await story.buy('a', { 1: [9, 1], 2: [9, 9, 9], 3: [1, 1], 4: [1] });
  await story.runAndBuild();
  const built = ['1 c1: 2', '1 c2: 3', '1 c3: 2', '1 c4: 1', '2 c1: 1', '2 c2: 3'];
  expect(await story.told()).toEqual(built);

  await story.buy('b', { 1: [9], 5: [1] });
  await story.run({ asOf: minute(1) });
  expect(await story.lastRunRead()).toEqual({ streams: ['1: 1', '2: 1'], adding: 1 });
  expect(await members()).toEqual({ often: ['c1', 'c2'], dear: ['c1', 'c2'] });
  await story.buy('c', { 1: [9], 5: [9, 9] });
  await story.run({ asOf: minute(2) });
  expect(await story.lastRunRead()).toEqual({ streams: ['1: 2+', '2: 2+'], adding: 1 });
  expect(await story.told()).toEqual([...built, ...['1+ c1: 2', '1+ c5: 3', '2+ c1: 2', '2+ c5: 2']]);
  expect(await story.state()).toEqual(['1: 3, tail 5', '2: 3, tail 5']);
  expect(await members()).toEqual({ often: ['c1', 'c2', 'c5'], dear: ['c1', 'c2', 'c5'] });

  // A merged one is made anew as a whole; of those who were merged nothing is left, in tails neither.
  await story.buy('d', { 3: [9] }, story.merge(5, 1));
  await story.run({ asOf: minute(3) });
  expect(await told('c5')).toEqual([]);
  expect(await told('c1')).toEqual(['1 c1: 7', '2 c1: 5']);
  expect(await told('c3')).toEqual(['1 c3: 2', '1+ c3: 1', '2+ c3: 1']);
  expect(await members()).toEqual({ often: ['c1', 'c2', 'c3'], dear: ['c1', 'c2'] });
});

test('a stream whose tail grew is built anew beside, and the next run drops the old one', async () => {
  await story.buy('a', { 1: [9, 1], 2: [9, 9, 9] });
  await story.runAndBuild();
  await story.buy('b', { 1: [9], 5: [1, 1] });
  await stage.database.update(stream).set({ tailEvents: 99_998 }).where(ofStream(1));
  await story.runAndBuild(minute(1));
  // So many events were added, but the tail has a row for each profile.
  expect(await story.state()).toEqual(['1: 2, tail 100001', '2: 2, tail 3']);
  await fillTail(1, 100_001);
  await story.buy('c', { 5: [9] });
  await story.runAndBuild(minute(2));
  expect(await members()).toEqual({ often: ['c1', 'c2', 'c5'], dear: ['c1', 'c2'] });
  expect(await story.lastRunRead()).toEqual({ streams: ['1: 2+', '2: 2+'], adding: 1 });
  expect(await story.state()).toEqual(['1: 3, tail 100002', '2: 3, tail 4', '3: 3, tail 0']);
  expect(await told('c5')).toEqual(['3 c5: 3', '1+ c5: 3', '2+ c5: 1']);

  // Meanwhile live runs have both, and know what neither holds.
  await story.buy('d', { 1: [1], 6: [9, 9, 1] });
  await story.live(minute(3));
  expect(await members()).toEqual({ often: ['c1', 'c2', 'c5', 'c6'], dear: ['c1', 'c2', 'c6'] });

  await story.buy('e', { 7: [1, 1, 9] });
  await story.run({ asOf: minute(4), scope: 'full' });
  expect(await story.lastRunRead()).toEqual({ streams: ['2: 3+', '3: 3'], adding: 1 });
  expect(await members()).toEqual({ often: ['c1', 'c2', 'c5', 'c6', 'c7'], dear: ['c1', 'c2', 'c6'] });
  expect(await story.state()).toEqual(['2: 5, tail 11', '3: 5, tail 7']);
  expect((await story.told()).filter((each) => each.startsWith('1'))).toEqual([]);
});

test('where profiles are many a tail may have a row for one of four', async () => {
  await story.buy('a', { 1: [9, 1] });
  await story.runAndBuild();
  const many = eq(workspaceCounter.workspace, story.workspace.number);
  await stage.database.update(workspaceCounter).set({ lastProfile: 480_000 }).where(many);
  await stage.database.update(stream).set({ tailEvents: 200_000 }).where(ofStream(1));
  await fillTail(1, 120_000);
  await story.runAndBuild(minute(1));
  // As many as it may have.
  expect(await story.state()).toEqual(['1: 1, tail 200000', '2: 1, tail 0']);
  await fillTail(1, 1);
  await story.runAndBuild(minute(2));
  expect(await story.state()).toEqual(['1: 1, tail 200000', '2: 1, tail 0', '3: 1, tail 0']);
});

test('one step adds to streams that hold different batches, and to one to which adding was cut off', async () => {
  const visits = await story.publish({
    ...purchases({ type: 'last', count: 30, unit: 'day' }),
    name: 'Visits',
    actions: ['buy', 'see'],
  });
  const third = await story.publish({
    kind: 'segment',
    name: 'Third',
    where: moreThan(visits, { type: 'constant', value: 3 }),
  });
  await story.buy('a', { 1: [9], 2: [9, 9], 3: [1] });
  await story.runAndBuild();
  const streams = await story.streams();
  const numberOf = (isMeant: (document: { actions: string[]; filter: unknown }) => boolean): number =>
    streams.find(({ document }) => isMeant(document as { actions: string[]; filter: unknown }))!.number;
  const plain = numberOf(({ actions, filter }) => actions.length === 1 && filter === null);
  const filtered = numberOf(({ filter }) => filter !== null);
  const both = numberOf(({ actions }) => actions.length === 2);

  await story.buy('b', { 1: [9], 2: [1], 4: [9] });
  const adding = { workspaceId: story.workspace.id, known: 2, run: 902, queryPrefix: 'by-hand-' };
  await addBatches(stage, { ...adding, streams: [plain] });
  const cutOff = streams.find(({ number }) => number === both)!;
  await writeTimelines(
    stage.clickhouse,
    compileStreamInsert([stateOf(story.workspace, cutOff, { known: 2, hasAliases: false })], {
      ...wholeStream,
      afterBatch: 1,
    }),
    { queryId: 'by-hand-cut-off', step: 'add', workspace: story.workspace.number },
  );
  await stage.database.update(stream).set({ adding: 2, tailEvents: 3 }).where(ofStream(both));
  await story.buy('c', { 1: [1], 2: [9], 3: [9, 9] });

  await story.run({ asOf: minute(1) });
  expect((await story.lastRunRead()).adding).toBe(1);
  const rows = await story.streams();
  expect(rows.map(({ number, known, adding: left }) => [number, known, left])).toEqual([
    [1, 3, null],
    [2, 3, null],
    [3, 3, null],
  ]);
  const tailEvents = new Map(rows.map((row) => [row.number, row.tailEvents]));
  expect([plain, filtered, both].map((number) => tailEvents.get(number))).toEqual([7, 7, 10]);
  const all = await story.told();
  const of = (number: number) => all.filter((each) => each.startsWith(`${number}`)).map((each) => each.slice(1));
  expect(of(plain)).toEqual([' c1: 1', ' c2: 2', ' c3: 1', '+ c1: 2', '+ c2: 2', '+ c3: 2', '+ c4: 1']);
  expect(of(filtered)).toEqual([' c1: 1', ' c2: 2', '+ c1: 1', '+ c2: 1', '+ c3: 2', '+ c4: 1']);
  // Whom the try that was cut off may have touched has a whole row again.
  expect(of(both)).toEqual([' c1: 3', ' c2: 4', ' c3: 3', ' c4: 1']);
  expect(await members()).toEqual({ often: ['c1', 'c2', 'c3'], dear: ['c1', 'c2', 'c3'] });
  expect(await story.membersOf(third)).toEqual(['c2']);
});

test('after a large import what is new is added in parts of all profiles', async () => {
  await story.buy('a', { 1: [9, 9], 2: [1] });
  await story.runAndBuild();
  await stage.database
    .update(workspaceCounter)
    .set({ lastProfile: 600_000 })
    .where(eq(workspaceCounter.workspace, story.workspace.number));
  await story.buy('b', { 1: [9], 7: [9, 9, 9] });
  const its = and(eq(ingestionBatch.workspace, story.workspace.number), eq(ingestionBatch.number, 2));
  await stage.database.update(ingestionBatch).set({ events: 3_000_000 }).where(its);
  await story.run({ asOf: minute(1) });
  expect(await told('c1')).toEqual(['1 c1: 2', '2 c1: 2', '1+ c1: 1', '2+ c1: 1']);
  expect(await told('c7')).toEqual(['1+ c7: 3', '2+ c7: 3']);
  expect(await members()).toEqual({ often: ['c1', 'c7'], dear: ['c1', 'c7'] });
});

test('what a try that was cut off sent is ended before timelines are made anew', async () => {
  await story.buy('a', { 1: [9, 1], 2: [9] });
  await story.runAndBuild();
  await story.buy('b', { 1: [9] });
  await stage.database.update(stream).set({ adding: 2 }).where(ofStream(1));
  const { number } = story.workspace;
  const late = stage.clickhouse
    .command({
      query: `INSERT INTO timelines (workspace, stream, profile)
        SELECT {workspace:UInt32}, 1, 1 FROM numbers(1000000000000) WHERE cityHash64(number) = 0`,
      query_params: { workspace: number },
      query_id: `run-${number}-99-timelines-1-1-late`,
      clickhouse_settings: { max_threads: 1 },
    })
    .then(
      () => 'carried out',
      () => 'ended',
    );
  const sent = () =>
    stage.rows(`SELECT 1 FROM system.processes WHERE query_id = 'run-${number}-99-timelines-1-1-late'`);
  await expect.poll(sent, { timeout: 10_000 }).toHaveLength(1);

  await story.run({ asOf: minute(1) });
  expect(await sent()).toEqual([]);
  expect(await late).toBe('ended');
  expect(await told('c1')).toEqual(['1 c1: 3', '2 c1: 1', '2+ c1: 1']);
  expect(await story.state()).toEqual(['1: 2, tail 1', '2: 2, tail 1']);
});
