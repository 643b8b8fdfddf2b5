import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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

test('of who was merged all events count, and who counts for another leaves as merged', async () => {
  const { heavy, light } = await story.publishAll();
  await story.land('a', { 1: 1, 2: 1, 3: 3, 4: 5, 5: 4 });
  await story.land('b', {}, undefined, story.merge(1, 2));
  await story.run();
  // Of two, three, four and five the line is at 3.5.
  expect(await story.membersOf(heavy)).toEqual(['c4', 'c5']);

  // What the first one buys is the second one's, as is what it bought before.
  await story.land('c', { 1: 2 });
  expect(await story.live('2026-03-01T12:01:00Z')).toMatchObject({ outcome: 'done', profiles: 1 });
  expect(await story.changesOf(heavy)).toEqual(['c2 entered: new-events']);

  await story.land('d', {}, undefined, story.merge(3, 4));
  await story.live('2026-03-01T12:02:00Z');
  expect(await story.membersOf(heavy)).toEqual(['c2', 'c4', 'c5']);
  expect(await story.changesOf(light)).toEqual(['c2 left: new-events', 'c3 left: merged']);

  // The first one's number goes with the second one's.
  await story.land('e', {}, undefined, story.merge(2, 5));
  await story.land('f', { 1: 1 });
  await story.live('2026-03-01T12:03:00Z');
  expect(await story.membersOf(heavy)).toEqual(['c4', 'c5']);
  expect((await story.changesOf(heavy)).at(-1)).toBe('c2 left: merged');
});
