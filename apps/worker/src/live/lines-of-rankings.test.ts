import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { LiveStory, purchases, said } from './testing/live-story.ts';

let stage: TestWorkspace;
let story: LiveStory;
beforeAll(async () => {
  stage = await createTestWorkspace();
});
beforeEach(async () => {
  story = new LiveStory(stage, null, await stage.another());
});
afterAll(() => stage.drop());

const monthly = { type: 'last', count: 30, unit: 'day' };
const two = { type: 'count', count: 2 };
const exact = { type: 'exact' };

/** A segment of everybody, refined by how often they bought. */
function ranked(aggregate: string, name: string, refine: Record<string, unknown>): Promise<string> {
  const by = { type: 'aggregate', aggregate };
  const document = { kind: 'segment' as const, name, where: { type: 'all', of: [] } };
  return story.publish({ ...document, refine: { keep: 'top', take: two, by, ties: exact, ...refine } });
}

test('on the line of the last run members stay, others are kept where ties are, and where there was room is room for all', async () => {
  const bought = await story.publish(purchases(monthly));
  const best = await ranked(bought, 'Best two', {});
  const tied = await ranked(bought, 'Best two and ties', { ties: { type: 'include' } });
  const lowest = await ranked(bought, 'Lowest two', { keep: 'bottom' });
  const roomy = await ranked(bought, 'Best five', { take: { type: 'count', count: 5 } });
  const half = await ranked(bought, 'Better half', { take: { type: 'share', percent: 50 } });
  await story.land('a', { 1: 1, 2: 2, 3: 3, 4: 4 });
  await story.run();
  // The lines are 3, 3, 2, 1 and 3. The second customer comes up to 3, a new one bought once, and of the third something else is said.
  await story.land('b', { 2: 1, 5: 1 }, undefined, { profiles: [said('c3')] });
  await story.live('2026-03-01T12:01:00Z');
  expect(await story.membersOf(best)).toEqual(['c3', 'c4']);
  expect(await story.membersOf(tied)).toEqual(['c2', 'c3', 'c4']);
  expect(await story.membersOf(lowest)).toEqual(['c1', 'c5']);
  expect(await story.membersOf(roomy)).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
  expect(await story.membersOf(half)).toEqual(['c3', 'c4']);
});

test('where nobody was ranked everyone with a value is kept', async () => {
  const bought = await story.publish({ ...purchases(monthly), aggregator: { type: 'daysSinceLast' } });
  const best = await ranked(bought, 'Latest two', {});
  await story.land('a', {}, undefined, { profiles: [said('c1')] });
  await story.run();
  await story.land('b', { 2: 1 }, undefined, { profiles: [said('c3')] });
  await story.live('2026-03-01T12:01:00Z');
  expect(await story.membersOf(best)).toEqual(['c2']);
});

test('events leave the window of a ranking on time', async () => {
  const bought = await story.publish(purchases(monthly));
  const window = { type: 'last', count: 1, unit: 'hour' };
  const best = await ranked(bought, 'Best two of the hour', { window });
  await story.land('a', { 1: 2 }, '2026-03-01T11:30:00Z');
  await story.land('b', { 2: 1, 3: 0 }, '2026-03-01T11:50:00Z');
  await story.land('c', { 3: 2 }, '2026-03-01T11:55:00Z');
  await story.run();
  expect(await story.membersOf(best)).toEqual(['c1', 'c3']);
  await story.live('2026-03-01T12:31:00Z');
  expect(await story.changesOf(best)).toEqual(['c1 left: time-passed']);
});
