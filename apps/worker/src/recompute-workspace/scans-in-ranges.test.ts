import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '@cutline/postgres';
import { LiveStory, moreThan, purchases } from '../live/testing/live-story.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { loadPlannedRun } from './run-plan.ts';

let stage: TestWorkspace;
let story: LiveStory;
beforeAll(async () => {
  stage = await createTestWorkspace();
  story = new LiveStory(stage, null, stage.workspace);
});
afterAll(() => stage.drop());

const { workspaceCounter, workspaceQuota } = schema;

test('where many profiles are and statements may take little, a run scans everybody in ranges, as it is recorded', async () => {
  const bought = await story.publish(purchases({ type: 'allTime' }));
  const often = await story.publish({
    kind: 'segment',
    name: 'Often',
    where: moreThan(bought, { type: 'constant', value: 1 }),
  });
  await story.land('a', { 1: 1, 2: 2 });
  const { id: workspaceId, number } = story.workspace;
  await stage.database.insert(workspaceQuota).values({ workspaceId, statementMemory: 2 ** 26 });
  // As if twenty chunks were full: whoever comes now is in a later range.
  await stage.database
    .update(workspaceCounter)
    .set({ lastProfile: 20 * 65_536 })
    .where(eq(workspaceCounter.workspace, number));
  await story.land('b', { 3: 3, 4: 1 });
  await stage.database
    .update(workspaceCounter)
    .set({ lastProfile: 3_000_000 })
    .where(eq(workspaceCounter.workspace, number));
  await story.run();

  const [run] = await story.runs();
  expect(run!.settings!.bounds).toEqual({ profiles: 3_000_000, memory: Math.floor(2 ** 26 / 3) });
  const { plan } = await loadPlannedRun(stage.database, run!.id);
  const [leaves] = plan.steps.filter((step) => step.kind === 'leaves');
  const [first, second] = leaves!.statements('all');
  expect(first!.params['to_profile_0']).toBeLessThan(20 * 65_536);
  expect(second!.params['from_profile_0']).toBe(first!.params['to_profile_0']);
  expect(await story.membersOf(often)).toEqual(['c2', 'c3']);
});
