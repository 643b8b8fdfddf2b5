import { randomUUID } from 'node:crypto';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkflowFailedError } from '@temporalio/client';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tables } from '@cutline/clickhouse';
import { schema } from '@cutline/postgres';
import { loadDemoActivities } from '../demo-shop/load-demo.activities.ts';
import type { Workspace } from '../find-workspace.ts';
import { startTestWorker, type TestWorker } from '../test-worker.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import type { requestRecompute } from '../request-recompute/request-recompute.workflow.ts';
import type { removeWorkspace } from './remove-workspace.workflow.ts';

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

/** Rows of a workspace in every table of ClickHouse, and its identifiers. */
async function rowsOf({ number }: Workspace): Promise<number> {
  const counts = await Promise.all(
    Object.values(tables).map((table) =>
      stage.rows<{ n: string }>(`SELECT count() AS n FROM ${table} WHERE workspace = ${number}`),
    ),
  );
  const identifiers = await stage.database.execute<{ n: string }>(
    sql`SELECT count(*) AS n FROM identifier WHERE workspace = ${number}`,
  );
  return [...counts.map(([row]) => Number(row!.n)), Number(identifiers.rows[0]!.n)].reduce((a, b) => a + b);
}

async function fill(workspace: Workspace): Promise<void> {
  const demo = loadDemoActivities(stage);
  // The last month is landed twice, as a retry would.
  const index = (await demo.countDemoBatches({ workspaceId: workspace.id })) - 1;
  const events = await demo.loadDemoBatch({ workspaceId: workspace.id, index });
  expect(await demo.loadDemoBatch({ workspaceId: workspace.id, index })).toBe(events);
  const everyone = { formatVersion: 2, kind: 'segment', name: 'Everyone', where: { type: 'all', of: [] } };
  const id = randomUUID();
  await stage.database
    .insert(schema.definition)
    .values({ id, workspaceId: workspace.id, kind: 'segment', name: 'Everyone', version: 1 });
  await stage.database.insert(schema.definitionVersion).values({ definitionId: id, version: 1, document: everyone });
  await worker.client.workflow.execute<typeof requestRecompute>('requestRecompute', {
    workflowId: `request-recompute-${workspace.id}`,
    taskQueue: worker.taskQueue,
    args: [{ workspaceId: workspace.id }],
  });
  await worker.client.workflow.result(`recompute-${workspace.id}`);
  const [run] = await stage.database.select().from(schema.run).where(eq(schema.run.workspaceId, workspace.id));
  expect(run).toMatchObject({ trigger: 'schedule', status: 'completed' });
}

function remove(workspaceId: string): Promise<void> {
  return worker.client.workflow.execute<typeof removeWorkspace>('removeWorkspace', {
    workflowId: `remove-${workspaceId}`,
    taskQueue: worker.taskQueue,
    args: [{ workspaceId }],
  });
}

test('nothing of a removed workspace is left, and everything of the others', async () => {
  const [gone, kept] = [await stage.another(), await stage.another()];
  await fill(gone);
  await fill(kept);
  const before = await rowsOf(kept);
  expect(before).toBeGreaterThan(1_000);
  const values = { workspaceId: gone.id, fileName: 'x', bytes: 1, checksum: 'x', status: 'uploaded' as const };
  const [upload] = await stage.database.insert(schema.importFile).values(values).returning();
  await mkdir(join(stage.home, 'uploads'), { recursive: true });
  await writeFile(join(stage.home, 'uploads', upload!.id), 'x');

  await stage.database.update(schema.workspace).set({ deletedAt: new Date() }).where(eq(schema.workspace.id, gone.id));
  await remove(gone.id);
  expect(await rowsOf(gone)).toBe(0);
  expect(await stage.database.select().from(schema.workspace).where(eq(schema.workspace.id, gone.id))).toEqual([]);
  await expect(access(join(stage.home, 'uploads', upload!.id))).rejects.toThrow('ENOENT');
  expect(await rowsOf(kept)).toBe(before);
  await remove(gone.id);
});

test('a workspace that people still see is not removed', async () => {
  const kept = await stage.another();
  await expect(remove(kept.id)).rejects.toThrow(WorkflowFailedError);
  expect(await stage.database.select().from(schema.workspace).where(eq(schema.workspace.id, kept.id))).toHaveLength(1);
});
