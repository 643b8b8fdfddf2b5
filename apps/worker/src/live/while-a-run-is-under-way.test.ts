import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { schema } from '@cutline/postgres';
import { publishRun } from '../recompute-workspace/publish-run.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { LiveStory } from './testing/live-story.ts';

let stage: TestWorkspace;
let story: LiveStory;
beforeAll(async () => {
  stage = await createTestWorkspace();
});
beforeEach(async () => {
  story = new LiveStory(stage, null, await stage.another());
});
afterAll(() => stage.drop());

const clock = async () => {
  const own = eq(schema.liveClock.workspaceId, story.workspace.id);
  const [found] = await stage.database.select().from(schema.liveClock).where(own);
  return [found!.asOf.toISOString().slice(11, 16), found!.known, found!.run];
};

test('whose events came into a window while a run was under way are not sent out again, and its own changes happen after theirs', async () => {
  const { heavy, now } = await story.publishAll();
  await story.land('a', { 1: 1, 2: 2, 3: 3, 4: 4 });
  await story.land('b', { 2: 1 }, '2026-03-01T12:10:00Z');
  await story.run();
  await story.land('c', { 5: 4 });
  const { runId, results } = await story.compute('2026-03-01T12:02:00Z');
  await story.live('2026-03-01T12:11:00Z');
  expect(await story.changesOf(now)).toEqual(['c2 entered: time-passed']);
  await publishRun(stage, runId, results, 1);
  expect(await clock()).toEqual(['12:02', 3, 4]);
  expect(await story.changesOf(now)).toEqual(['c2 entered: time-passed']);
  expect(await story.membersOf(now)).toEqual(['c2']);
  const left = await stage.rows(`SELECT profile, formatDateTime(at, '%H:%i') AS at FROM membership_changes FINAL
    WHERE workspace = ${story.workspace.number} AND segment = '${heavy}' AND run = 4`);
  expect(left).toEqual([{ profile: 3, at: '12:11' }]);
  await story.live('2026-03-01T12:12:00Z');
  expect(await clock()).toEqual(['12:12', 3, 4]);
  expect(await story.changesOf(now)).toEqual(['c2 entered: time-passed']);
});

test('who became known while a run was under way is known to it, and to the next one', async () => {
  const { light } = await story.publishAll();
  await story.land('a', { 1: 1, 2: 2, 3: 3, 4: 4 });
  await story.run();
  await story.land('b', { 5: 1 });
  const { runId, results } = await story.compute('2026-03-01T12:02:00Z');
  await story.land('c', { 6: 1 });
  await story.live('2026-03-01T12:03:00Z');
  await publishRun(stage, runId, results, 1);
  expect(await story.membersOf(light)).toEqual(['c1', 'c2', 'c5', 'c6']);
  await story.run({ asOf: '2026-03-01T12:04:00Z' });
  // Of 1, 2, 3, 4, 1 and 1 purchases the median is 1.5.
  expect(await story.membersOf(light)).toEqual(['c1', 'c5', 'c6']);
});
