import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { LiveStory, noon } from '../live/testing/live-story.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { beginRun } from './begin-run.ts';
import { endRun } from './end-run.ts';
import { executeStep } from './execute-step.ts';
import { killQueries, queryPrefix } from './run-queries.ts';

let stage: TestWorkspace;
beforeAll(async () => {
  stage = await createTestWorkspace();
});
afterAll(() => stage.drop());

test('a step that still waits for its turn when its run ends sends nothing then, and stays skipped', async () => {
  const story = new LiveStory(stage, null, stage.workspace);
  await story.land('batch-1', { 1: 3, 2: 1 });
  await story.publishAll();
  const { runId, steps } = await beginRun(stage, stage.workspace.id, {
    trigger: 'manual',
    requestId: 'by hand',
    asOf: noon,
    scope: 'full',
  });
  const base = steps.find(({ kind }) => kind === 'base')!;
  // All turns are taken until the run has ended.
  const ended = Promise.withResolvers<void>();
  const full = Array.from({ length: 50 }, (_, each) =>
    stage.fair.statements.fairly(
      {
        workspace: stage.workspace.id,
        limits: { ...stage.fair.limits, concurrent: 50 },
        of: 'run',
        sql: `SELECT ${each}`,
      },
      () => ended.promise,
    ),
  );
  const step = () =>
    executeStep(stage, { runId, position: base.position, only: base.definitions, thresholds: {} }, { attempt: 1 });
  const told = step().catch((error: unknown) => error);
  expect(await Promise.race([told, new Promise((resolve) => setTimeout(resolve, 300, 'waiting'))])).toBe('waiting');
  await endRun(stage, runId, 'cancelled', { code: 'cancelled', message: 'The run was cancelled.' });
  ended.resolve();
  await Promise.all(full);
  expect(await told).toMatchObject({ message: 'The run was ended.', type: 'run-ended', nonRetryable: true });
  // Nor does one that comes later.
  await expect(step()).rejects.toThrow('The run was ended.');
  const { number } = stage.workspace;
  expect(await stage.rows(`SELECT count() AS sets FROM run_bitmaps WHERE workspace = ${number}`)).toEqual([
    { sets: '0' },
  ]);
  const recorded = await stage.database.query.runStep.findMany({ where: (row, { eq }) => eq(row.runId, runId) });
  expect(new Set(recorded.map(({ status }) => status))).toEqual(new Set(['skipped']));
});

test('statements of another Cutline on the same server are not ended', async () => {
  const other = await createTestWorkspace();
  const slow = (of: TestWorkspace, name: string) =>
    of.clickhouse
      .query({
        query: 'SELECT sleepEachRow(0.1) FROM numbers(30) SETTINGS max_block_size = 1',
        query_id: `run-1-77-0-${name}`,
      })
      .then((result) => result.text())
      .then(
        () => 'ended by itself',
        () => 'was ended',
      );
  try {
    const both = [slow(stage, 'own'), slow(other, 'others')];
    const running = "SELECT count() AS running FROM system.processes WHERE startsWith(query_id, 'run-1-77-0-')";
    await vi.waitFor(async () => expect(await stage.rows(running)).toEqual([{ running: '2' }]), 1_500);
    await killQueries(stage.clickhouse, queryPrefix({ workspace: 1, run: 77 }));
    expect(await Promise.all(both)).toEqual(['was ended', 'ended by itself']);
  } finally {
    await other.drop();
  }
});
