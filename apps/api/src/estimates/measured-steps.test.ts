import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '@cutline/postgres';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { loadMeasuredSteps } from './estimates.queries.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.drop());

const at = (seconds: number): Date => new Date(Date.parse('2026-01-01T00:00:00Z') + seconds * 1_000);

it('of steps that were under way at the same time each is as quick as it would have been alone', async () => {
  const [run] = await api.database
    .insert(schema.run)
    .values({
      workspaceId: api.workspace.id,
      number: 1,
      scope: 'full',
      trigger: 'manual',
      status: 'completed',
      asOf: at(0),
      known: 1,
      versions: {},
    })
    .returning();
  const step = (position: number, kind: 'leaves' | 'timelines', from: number, to: number) => ({
    runId: run!.id,
    position,
    kind,
    title: `Step ${position}`,
    status: 'completed' as const,
    rowsRead: (position + 1) * 1_000,
    bytesRead: 1,
    startedAt: at(from),
    finishedAt: at(to),
  });
  // The first two beside one another for four seconds, the third alone.
  await api.database
    .insert(schema.runStep)
    .values([step(0, 'leaves', 0, 10), step(1, 'timelines', 6, 12), step(2, 'leaves', 12, 15)]);
  const measured = await loadMeasuredSteps(api.database, 10);
  expect(measured.sort((one, other) => one.rows - other.rows)).toEqual([
    { rows: 1_000, bytes: 1, seconds: 8 },
    { rows: 3_000, bytes: 1, seconds: 3 },
  ]);
});
