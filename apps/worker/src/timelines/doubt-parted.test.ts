import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '@cutline/postgres';
import type { erasePerson } from '../erase-person/erase-person.workflow.ts';
import { askToEraseAnn, fillWithAnn } from '../erase-person/testing/ann-and-others.ts';
import type { Workspace } from '../find-workspace.ts';
import { startTestWorker, type TestWorker } from '../test-worker.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { doubtParted } from './doubt-parted.ts';

const { stream } = schema;

let stage: TestWorkspace;
let worker: TestWorker;
beforeAll(async () => {
  stage = await createTestWorkspace();
  worker = await startTestWorker(stage);
});
afterAll(async () => {
  await worker.stop();
  await stage.drop();
});

type Alias = [number: number, batch: number, profile: number];

/** A workspace with streams that hold the batches up to these; number n is that of the n-th. */
async function withStreams(aliases: Alias[], ...known: number[]): Promise<Workspace> {
  const workspace = await stage.another();
  const { id: workspaceId, timeZone, currency } = workspace;
  const made = { workspaceId, document: {}, timeZone, currency, zoneData: schema.zoneData, status: 'ready', parts: 1 };
  await stage.database
    .insert(stream)
    .values(known.map((batch, place) => ({ ...made, status: 'ready' as const, number: place + 1, known: batch })));
  const values = aliases.map(([number, batch, profile]) => ({ workspace: workspace.number, number, batch, profile }));
  await stage.clickhouse.insert({ table: 'profile_aliases', values, format: 'JSONEachRow' });
  return workspace;
}

async function doubted({ id }: Workspace): Promise<number[]> {
  const its = and(eq(stream.workspaceId, id), eq(stream.doubted, true));
  const rows = await stage.database.select().from(stream).where(its).orderBy(stream.number);
  return rows.map(({ number }) => number);
}

async function parted(workspace: Workspace, numbers: number[]): Promise<number[]> {
  await doubtParted(stage, { workspaceId: workspace.id, workspace: workspace.number, numbers });
  return doubted(workspace);
}

test('streams that hold what is theirs as another one’s are built anew; what counted for another one before they were made, or for nobody else, is sound', async () => {
  const moved: Alias[] = [
    [7, 2, 5],
    [7, 4, 6],
  ];
  expect(await parted(await withStreams(moved, 1, 2, 3, 4, 5), [6, 7])).toEqual([1, 2, 3]);
  // It counts for itself before the first batch that says otherwise.
  expect(await parted(await withStreams([[7, 4, 6]], 3, 4), [6, 7])).toEqual([]);
  expect(await parted(await withStreams([[7, 4, 6]], 3, 4), [7])).toEqual([1, 2]);
  expect(await parted(await withStreams(moved, 1, 3), [8, 9])).toEqual([]);
  expect(await parted(await withStreams([], 3), [6, 7])).toEqual([]);
  // The tenth batch comes after the ninth.
  const tenth: Alias[] = [
    [7, 9, 5],
    [7, 10, 6],
  ];
  expect(await parted(await withStreams(tenth, 9, 10), [6, 7])).toEqual([1]);
  // What was the person's when batches were added, and is another one's since.
  const left: Alias[] = [
    [8, 2, 6],
    [8, 4, 8],
  ];
  expect(await parted(await withStreams(left, 1, 2, 3, 4), [6, 7])).toEqual([1, 2, 3]);
});

test('a person who is erased leaves nothing in timelines of another one for whom a number of theirs counted', async () => {
  const other = 900_002;
  const workspace = await withStreams([[900_003, 0, other]], 0, 1);
  await fillWithAnn(stage, workspace);
  const erasureId = await askToEraseAnn(stage, workspace);
  await worker.client.workflow.execute<typeof erasePerson>('erasePerson', {
    workflowId: `erase-${erasureId}`,
    taskQueue: worker.taskQueue,
    args: [{ workspaceId: workspace.id, erasureId }],
  });
  // The second holds the batch as of which the number counts for her.
  expect(await doubted(workspace)).toEqual([1]);
});
