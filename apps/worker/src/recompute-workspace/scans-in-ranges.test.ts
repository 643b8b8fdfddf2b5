import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { schema } from '@cutline/postgres';
import { LiveStory, moreThan, noon, purchases } from '../live/testing/live-story.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { beginRun } from './begin-run.ts';
import { executeStep } from './execute-step.ts';
import { loadPlannedRun } from './run-plan.ts';
import type { Written } from './run-queries.ts';

let stage: TestWorkspace;
let story: LiveStory;
beforeEach(async () => {
  stage = await createTestWorkspace();
  story = new LiveStory(stage, null, stage.workspace);
});
afterEach(() => stage.drop());

const { workspaceCounter, workspaceQuota } = schema;
const profilesOfChunk = 65_536;

/** Buyers of more than one thing, of whom the second batch's are in a later range than the first's. */
async function publishOften(): Promise<string> {
  const bought = await story.publish(purchases({ type: 'allTime' }));
  const often = await story.publish({
    kind: 'segment',
    name: 'Often',
    where: moreThan(bought, { type: 'constant', value: 1 }),
  });
  const { id: workspaceId, number } = story.workspace;
  await stage.database.insert(workspaceQuota).values({ workspaceId, statementMemory: 2 ** 26 });
  const profilesAre = (lastProfile: number) =>
    stage.database.update(workspaceCounter).set({ lastProfile }).where(eq(workspaceCounter.workspace, number));
  await story.land('a', { 1: 1, 2: 2 });
  // As if twenty chunks were full.
  await profilesAre(20 * profilesOfChunk);
  await story.land('b', { 3: 3, 4: 1 });
  await profilesAre(3_000_000);
  return often;
}

test('where many profiles are and statements may take little, a run scans everybody in ranges, as it is recorded', async () => {
  const often = await publishOften();
  await story.run();

  const [run] = await story.runs();
  expect(run!.settings!.bounds).toEqual({ profiles: 3_000_000, memory: Math.floor(2 ** 26 / 3) });
  const { plan } = await loadPlannedRun(stage.database, run!.id);
  const [leaves] = plan.steps.filter((step) => step.kind === 'leaves');
  const [first, second] = leaves!.statements('all');
  expect(first!.params['to_profile_0']).toBeLessThan(20 * profilesOfChunk);
  expect(second!.params['from_profile_0']).toBe(first!.params['to_profile_0']);
  expect(await story.membersOf(often)).toEqual(['c2', 'c3']);
});

test('a try of a step writes all again from where the one before wrote something else', async () => {
  await publishOften();
  const request = { trigger: 'schedule', requestId: 'by hand', asOf: noon, scope: 'full' } as const;
  const { runId, steps } = await beginRun(stage, story.workspace.id, request);
  const { position, definitions } = steps.find(({ kind }) => kind === 'leaves')!;
  const input = { runId, position, only: definitions, thresholds: {} };
  const kept: Written[] = [];
  await executeStep(stage, input, { attempt: 1, keep: (so) => kept.push(so) });
  const all = kept.at(-1)!;
  const tryAfter = async (statements: string[]): Promise<number> => {
    let wrote = 0;
    await executeStep(stage, input, { attempt: 2, written: { ...all, statements }, keep: () => (wrote += 1) });
    return wrote;
  };
  expect(await tryAfter(all.statements)).toBe(0);
  expect(await tryAfter(['of another plan', ...all.statements.slice(1)])).toBe(all.statements.length);
  expect(await tryAfter([...all.statements.slice(0, 1), 'of another plan', ...all.statements.slice(2)])).toBe(
    all.statements.length - 1,
  );
});

test('a try that is given up sends nothing any more', async () => {
  await publishOften();
  const request = { trigger: 'schedule', requestId: 'by hand', asOf: noon, scope: 'full' } as const;
  const { runId, steps } = await beginRun(stage, story.workspace.id, request);
  const { position, definitions } = steps.find(({ kind }) => kind === 'leaves')!;
  const input = { runId, position, only: definitions, thresholds: {} };
  const giveUp = new AbortController();
  const kept: Written[] = [];
  const keep = (so: Written): void => {
    kept.push(so);
    giveUp.abort();
  };
  await expect(executeStep(stage, input, { attempt: 1, keep, signal: giveUp.signal })).rejects.toThrow('aborted');
  expect(kept).toHaveLength(1);
});

test('a try of a step goes on with the range after the last one that was written', async () => {
  await publishOften();
  const request = { trigger: 'schedule', requestId: 'by hand', asOf: noon, scope: 'full' } as const;
  const { runId, steps } = await beginRun(stage, story.workspace.id, request);
  const { position, definitions } = steps.find(({ kind }) => kind === 'leaves')!;
  const input = { runId, position, only: definitions, thresholds: {} };
  const { number } = story.workspace;
  const chunks = async (): Promise<number[]> => {
    const found = `SELECT chunk FROM run_bitmaps WHERE workspace = ${number} AND NOT startsWith(key, 'base') ORDER BY chunk`;
    return (await stage.rows<{ chunk: number }>(found)).map(({ chunk }) => chunk);
  };

  const kept: Written[] = [];
  const cutOff = (written: Written): void => {
    kept.push(written);
    throw new Error('The worker is gone');
  };
  await expect(executeStep(stage, input, { attempt: 1, keep: cutOff })).rejects.toThrow('The worker is gone');
  expect(await chunks()).toEqual([0]);

  const [written] = kept;
  await executeStep(stage, input, { attempt: 2, written, keep: (so) => kept.push(so) });
  expect(await chunks()).toEqual([0, 20]);
  const all = kept.at(-1)!.statements;
  expect(kept.map(({ statements }) => statements)).toEqual(kept.map((_, index) => all.slice(0, index + 1)));
  // What both tries took.
  expect(written!.figures.rowsRead).toBeGreaterThan(0);
  expect(kept[1]!.figures.rowsRead).toBeGreaterThanOrEqual(written!.figures.rowsRead);
  const { runStep } = schema;
  const own = and(eq(runStep.runId, runId), eq(runStep.position, position));
  const [step] = await stage.database.select().from(runStep).where(own);
  expect(step).toMatchObject({ status: 'completed', rowsRead: kept.at(-1)!.figures.rowsRead });
});
