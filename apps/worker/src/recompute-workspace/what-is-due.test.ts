import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { schema } from '@cutline/postgres';
import { LiveStory, moreThan, purchases } from '../live/testing/live-story.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { publishRun } from './publish-run.ts';

let stage: TestWorkspace;
let story: LiveStory;
beforeAll(async () => {
  stage = await createTestWorkspace();
});
beforeEach(async () => {
  story = new LiveStory(stage, null, await stage.another());
});
afterAll(() => stage.drop());

const constant = (value: number) => ({ type: 'constant', value });
const anHour = { type: 'last', count: 1, unit: 'hour' };

test('a new version of what a segment is made of computes it for everybody, and is why its members change', async () => {
  const bought = await story.publish(purchases({ type: 'last', count: 30, unit: 'day' }));
  const some = await story.publish({ kind: 'segment', name: 'Some', where: moreThan(bought, constant(0)) });
  const none = await story.publish({
    kind: 'segment',
    name: 'None',
    where: { type: 'segment', segment: some, is: false },
  });
  await story.land('a', { 1: 1, 2: 2 });
  await story.run();
  await story.publish(purchases(anHour), bought, 2);
  await story.run({ asOf: '2026-03-01T12:01:00Z' });
  expect((await story.runs()).map(({ scope }) => scope)).toEqual(['full', 'due']);
  expect(await story.changesOf(some)).toEqual(['c1 left: new-version', 'c2 left: new-version']);
  expect(await story.changesOf(none)).toEqual(['c1 entered: new-version', 'c2 entered: new-version']);
  expect(await story.head(some)).toMatchObject({ members: 0, wholeRun: 2, sequence: 2 });
});

test('of others it is said what happened to those who enter and leave, and nobody else is computed', async () => {
  const bought = await story.publish(purchases(anHour));
  const now = await story.publish({ kind: 'segment', name: 'Now', where: moreThan(bought, constant(0)) });
  await story.land('a', { 1: 1, 2: 1 }, '2026-03-01T11:30:00Z');
  await story.run();
  await story.land('b', { 2: 1, 3: 1 }, '2026-03-01T11:45:00Z');
  await story.run({ asOf: '2026-03-01T12:40:00Z' });
  expect(await story.changesOf(now)).toEqual(['c1 left: time-passed', 'c3 entered: new-events']);
  expect(await story.head(now)).toMatchObject({ members: 2, run: 2, wholeRun: 1, sequence: 2 });
  await story.run({ asOf: '2026-03-01T12:41:00Z' });
  expect(await story.head(now)).toMatchObject({ members: 2, run: 3, wholeRun: 1, sequence: 2 });
});

test('when a day begins everything is computed, and who enters is explained by the time that passed', async () => {
  const document = purchases({ type: 'allTime' });
  const since = await story.publish({ ...document, aggregator: { type: 'daysSinceLast' } });
  const late = await story.publish({ kind: 'segment', name: 'Late', where: moreThan(since, constant(2)) });
  await story.land('a', { 1: 1 }, '2026-02-27T10:00:00Z');
  await story.run();
  expect(await story.head(late)).toMatchObject({ members: 0 });
  await story.run({ asOf: '2026-03-02T11:00:00Z' });
  expect((await story.runs()).at(-1)).toMatchObject({ scope: 'full' });
  expect(await story.changesOf(late)).toEqual(['c1 entered: time-passed']);
  expect(await story.head(late)).toMatchObject({ members: 1, wholeRun: 2 });
});

test('a segment that could not be computed is computed for everybody by the next run', async () => {
  const bought = await story.publish(purchases(anHour));
  const now = await story.publish({ kind: 'segment', name: 'Now', where: moreThan(bought, constant(0)) });
  await story.land('a', { 1: 1 }, '2026-03-01T11:30:00Z');
  await story.run();
  const { runId, results } = await story.compute('2026-03-01T12:40:00Z');
  const failures = { [now]: { code: 'unlucky', message: 'It failed.' } };
  await publishRun(stage, runId, { ...results, segments: {}, failures }, 1);
  expect(await story.head(now)).toMatchObject({ run: 1, members: 1, status: 'stale', error: { code: 'unlucky' } });
  await story.run({ asOf: '2026-03-01T12:41:00Z' });
  expect((await story.runs()).at(-1)).toMatchObject({ scope: 'due', number: 3 });
  expect(await story.head(now)).toMatchObject({ run: 3, members: 0, status: 'current', error: null, wholeRun: 3 });
});

test('more segments than a statement names are all published', async () => {
  const bought = await story.publish(purchases(anHour));
  const ids: string[] = [];
  for (let n = 0; n < 101; n += 1)
    ids.push(
      await story.publish({ kind: 'segment', name: `Now ${n}`, where: moreThan(bought, constant(0)) }, randomUUID()),
    );
  await story.land('a', { 1: 1 }, '2026-03-01T11:30:00Z');
  await story.run();
  const heads = await Promise.all(ids.map((id) => story.head(id)));
  expect(heads.map((head) => head?.members)).toEqual(ids.map(() => 1));
  const written = await stage.rows(
    `SELECT count(DISTINCT segment) AS segments FROM membership_changes WHERE workspace = ${story.workspace.number}`,
  );
  expect(written).toEqual([{ segments: '101' }]);
  expect(await story.membersOf(ids[100]!)).toEqual(['c1']);
});

test('a run that was ended while it was published leaves no trace', async () => {
  const { heavy } = await story.publishAll();
  await story.land('a', { 1: 1, 2: 2, 3: 3, 4: 4 });
  await story.run();
  await story.land('b', { 1: 5, 2: 5 });
  const { runId, results } = await story.compute('2026-03-01T12:02:00Z');
  const own = eq(schema.run.id, runId);
  await stage.database.update(schema.run).set({ status: 'cancelled' }).where(own);
  await publishRun(stage, runId, results, 1);
  expect(await story.changesOf(heavy)).toEqual([]);
  expect(await story.head(heavy)).toMatchObject({ run: 1, members: 2 });
});
