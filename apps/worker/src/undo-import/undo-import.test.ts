import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { schema } from '@cutline/postgres';
import type { Workspace } from '../find-workspace.ts';
import { mapping } from '../import-file/mapping.ts';
import { startTestWorker, type TestWorker } from '../test-worker.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import type { importFile } from '../import-file/import-file.workflow.ts';
import { undoImportActivities } from './undo-import.activities.ts';
import type { undoImport } from './undo-import.workflow.ts';

let stage: TestWorkspace;
let worker: TestWorker;
let workspace: Workspace;
beforeAll(async () => {
  stage = await createTestWorkspace();
  worker = await startTestWorker(stage);
});
beforeEach(async () => {
  workspace = await stage.another();
});
afterAll(async () => {
  await worker.stop();
  await stage.drop();
});

const orders = mapping.parse({
  action: { constant: 'transaction.charge' },
  time: { column: 'date', format: 'date', timeZone: 'UTC' },
  identifiers: { customId: 'customer', email: 'email' },
  messageId: 'message',
  parameters: [],
});

/** Imports rows of `message,customer,email`; returns the import's id. */
async function importRows(...rows: string[]): Promise<string> {
  const content = `date,message,customer,email\n${rows.map((row) => `2026-01-05,${row}\n`).join('')}`;
  const values = {
    workspaceId: workspace.id,
    fileName: 'a.csv',
    bytes: content.length,
    checksum: 'x',
    mapping: orders,
  };
  const [row] = await stage.database
    .insert(schema.importFile)
    .values({ ...values, status: 'uploaded' })
    .returning();
  await mkdir(join(stage.home, 'uploads'), { recursive: true });
  await writeFile(join(stage.home, 'uploads', row!.id), content);
  await worker.client.workflow.execute<typeof importFile>('importFile', {
    workflowId: `import-${row!.id}`,
    taskQueue: worker.taskQueue,
    args: [{ workspaceId: workspace.id, importId: row!.id }],
  });
  return row!.id;
}

async function undo(importId: string): Promise<void> {
  await stage.database.update(schema.importFile).set({ status: 'undoing' }).where(eq(schema.importFile.id, importId));
  await worker.client.workflow.execute<typeof undoImport>('undoImport', {
    workflowId: `undo-import-${importId}`,
    taskQueue: worker.taskQueue,
    args: [{ workspaceId: workspace.id, importId }],
  });
}

const messages = async (): Promise<string[]> =>
  (
    await stage.rows<{ id: string }>(
      `SELECT message_id AS id FROM events WHERE workspace = ${workspace.number} ORDER BY id`,
    )
  ).map(({ id }) => id);
const named = async (): Promise<string[]> => {
  const rows = await stage.rows<{ value: string }>(
    `SELECT DISTINCT value FROM identifiers WHERE workspace = ${workspace.number} ORDER BY value`,
  );
  return rows.map(({ value }) => value);
};
const known = async (): Promise<string[]> => {
  const { identifier } = schema;
  const rows = await stage.database.select().from(identifier).where(eq(identifier.workspace, workspace.number));
  return rows.map(({ value }) => value).sort();
};
const importRow = async (id: string) =>
  (await stage.database.select().from(schema.importFile).where(eq(schema.importFile.id, id)))[0]!;

test('what an import brought is gone, what others said stays, and the file can be imported again', async () => {
  const first = await importRows('m1,ann,ann@example.com', 'm2,bob,');
  const second = await importRows('m3,ann,', 'm4,cleo,cleo@example.com', 'm1,dora,');
  expect(await importRow(second)).toMatchObject({ accepted: 2, rejected: 1 });
  await undo(second);
  expect(await importRow(second)).toMatchObject({ status: 'undone', accepted: 2, undoneAt: expect.any(Date) });
  expect(await messages()).toEqual(['m1', 'm2']);
  expect(await known()).toEqual(['ann', 'ann@example.com', 'bob']);
  expect(await named()).toEqual(['ann', 'ann@example.com', 'bob']);

  // Of the first import's people, one is spoken of by a third.
  await importRows('m3,ann,', 'm5,eve,');
  await undo(first);
  expect(await messages()).toEqual(['m3', 'm5']);
  expect(await known()).toEqual(['ann', 'ann@example.com', 'eve']);
  expect(await named()).toEqual(['ann', 'ann@example.com', 'eve']);

  const again = await importRows('m1,ann,ann@example.com', 'm2,bob,');
  expect(await importRow(again)).toMatchObject({ accepted: 2, rejected: 0 });
  expect(await messages()).toEqual(['m1', 'm2', 'm3', 'm5']);
});

test('an undo that is cut off between any two steps, or done twice, ends the same', async () => {
  const id = await importRows('m1,ann,ann@example.com', 'm2,bob,');
  await stage.database.update(schema.importFile).set({ status: 'undoing' }).where(eq(schema.importFile.id, id));
  const log = { info() {} } as never;
  const activities = undoImportActivities({ ...stage, log });
  const input = { workspaceId: workspace.id, importId: id };
  await activities.forgetRows(input);
  expect(await messages()).toEqual([]);
  expect(await known()).toHaveLength(3);
  await activities.forgetRows(input);
  await activities.forgetPeople(input);
  await activities.forgetPeople(input);
  expect([await known(), await named()]).toEqual([[], []]);
  await undo(id);
  expect(await importRow(id)).toMatchObject({ status: 'undone' });
  const batches = await stage.database.execute(
    sql`SELECT status, events FROM ingestion_batch WHERE workspace = ${workspace.number}`,
  );
  expect(batches.rows).toEqual([{ status: 'landed', events: 0 }]);
});
