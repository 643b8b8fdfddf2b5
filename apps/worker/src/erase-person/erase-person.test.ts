import { randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { schema } from '@cutline/postgres';
import type { Workspace } from '../find-workspace.ts';
import { startTestWorker, type TestWorker } from '../test-worker.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { eraseEvents } from './erase-from-clickhouse.ts';
import type { erasePerson } from './erase-person.workflow.ts';
import { readName } from './erasure-subject.ts';
import { annNames, annNumbers, annWords, askToEraseAnn, fillWithAnn } from './testing/ann-and-others.ts';
import { rowsThatMention } from './testing/walk-stores.ts';

let stage: TestWorkspace;
let worker: TestWorker;
let workspace: Workspace;
beforeAll(async () => {
  stage = await createTestWorkspace();
  worker = await startTestWorker(stage);
});
beforeEach(async () => {
  workspace = await stage.another();
  await fillWithAnn(stage, workspace);
});
afterAll(async () => {
  await worker.stop();
  await stage.drop();
});

const words = [...annWords, 'm-ann-4', ...annNumbers.map(String)];

function start(erasureId: string) {
  return worker.client.workflow.start<typeof erasePerson>('erasePerson', {
    workflowId: `erase-${erasureId}`,
    taskQueue: worker.taskQueue,
    args: [{ workspaceId: workspace.id, erasureId }],
  });
}

async function receiptOf(erasureId: string) {
  const [row] = await stage.database.select().from(schema.erasure).where(eq(schema.erasure.id, erasureId));
  return row!;
}

const receipt = {
  clickhouse: {
    events: 2,
    values: 1,
    identifiers: 3,
    aliases: 1,
    memberships: 2,
    membershipChanges: 1,
    timelines: 1,
    scratch: 1,
  },
  postgres: { inboxMessages: 1, links: 2, aliases: 1, debuggerMessages: 3, importRejects: 1, identifiers: 4 },
  files: 1,
};

test('nothing of an erased person is in any table of either store, and everything of the others', async () => {
  expect((await rowsThatMention(stage, words)).length).toBeGreaterThan(20);
  const others = [
    'joann.q@example.com',
    'ann.q@example.com.au',
    'ann.q@example.company',
    'c-anna',
    '900002',
    'm-joann-3',
  ];
  const ofOthers = async () =>
    (await rowsThatMention(stage, others)).filter((row) => !row.startsWith('postgres pg_catalog'));
  const before = await ofOthers();
  const erasureId = await askToEraseAnn(stage, workspace);
  await (await start(erasureId)).result();

  expect(await rowsThatMention(stage, words)).toEqual([]);
  expect(await receiptOf(erasureId)).toMatchObject({ status: 'completed', receipt });
  expect(await ofOthers()).toHaveLength(before.length);
  const [ids] = await stage.rows<{ n: string }>(
    `SELECT count() AS n FROM message_ids WHERE workspace = ${workspace.number}`,
  );
  expect(ids).toEqual({ n: '1' });
  const [inbox] = await stage.database.select().from(schema.inbox).where(eq(schema.inbox.workspace, workspace.number));
  expect(inbox).toMatchObject({ messages: 1, contents: expect.stringContaining('m-joann-3') });
  const uploads = await stage.database
    .select()
    .from(schema.importFile)
    .where(eq(schema.importFile.workspaceId, workspace.id));
  await expect(access(join(stage.home, 'uploads', uploads[0]!.id))).rejects.toThrow('ENOENT');
});

test('names go with whom they name by now, under whose number ever they stand', async () => {
  const name = { workspace: workspace.number, kind: 'email', value: 'joint@example.com' } as const;
  await stage.database.insert(schema.identifier).values({ ...name, profile: 900_002 });
  await stage.clickhouse.insert({
    table: 'identifiers',
    values: [{ ...name, profile: 900_003, batch: 1 }],
    format: 'JSONEachRow',
  });
  // And the other way round.
  await stage.clickhouse.insert({
    table: 'identifiers',
    values: [{ ...name, value: 'ann.q@example.com', profile: 900_002, batch: 1 }],
    format: 'JSONEachRow',
  });
  await (await start(await askToEraseAnn(stage, workspace))).result();
  const rows = await stage.rows(
    `SELECT DISTINCT profile, value FROM identifiers WHERE workspace = ${workspace.number} ORDER BY value`,
  );
  expect(rows).toEqual([
    { profile: 900_002, value: 'joann.q@example.com' },
    { profile: 900_002, value: 'joint@example.com' },
  ]);
  // ClickHouse keeps statements that delete.
  const kept = JSON.stringify(
    await stage.rows(`SELECT command FROM system.mutations WHERE database = currentDatabase()`),
  );
  expect(kept).toContain("(900002, 'email', 1, ");
  for (const word of annWords) expect(kept).not.toContain(word);
});

test('what the workflow leaves in Temporal tells nothing of the person', async () => {
  const erasureId = await askToEraseAnn(stage, workspace);
  const handle = await start(erasureId);
  await handle.result();
  const history = await handle.fetchHistory();
  const payloads = JSON.stringify(history, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
  );
  expect(payloads).toContain(erasureId);
  for (const word of words) expect(payloads).not.toContain(word);
});

test('cut off after a part of it and taken up by another worker, it waits for a run that may have read the person, and ends with the same receipt', async () => {
  const erasureId = await askToEraseAnn(stage, workspace);
  const values = { workspaceId: workspace.id, number: 1, trigger: 'manual', status: 'running', known: 0 } as const;
  await stage.database.insert(schema.run).values({ ...values, asOf: new Date() });
  // A run that goes on until it is ended: nobody works for its queue.
  const run = await worker.client.workflow.start('recomputeWorkspace', {
    workflowId: `recompute-${workspace.id}`,
    taskQueue: `nobody-${randomUUID()}`,
    args: [{ workspaceId: workspace.id, trigger: 'manual' }],
  });
  await start(erasureId);
  const named = stage.database
    .select()
    .from(schema.identifier)
    .where(and(eq(schema.identifier.workspace, workspace.number), eq(schema.identifier.value, 'c-ann')));
  await expect.poll(() => named).toEqual([]);
  await worker.stop();
  // What the run goes on to write.
  await fillMembership();
  worker = await startTestWorker(stage);
  const again = await worker.client.workflow.start<typeof erasePerson>('erasePerson', {
    workflowId: `erase-${erasureId}`,
    taskQueue: worker.taskQueue,
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    args: [{ workspaceId: workspace.id, erasureId }],
  });
  const waits = async () =>
    (await again.fetchHistory()).events?.some(({ timerStartedEventAttributes }) => timerStartedEventAttributes);
  await expect.poll(waits).toBe(true);
  expect((await receiptOf(erasureId)).status).toBe('running');
  await worker.client.workflow.getHandle(run.workflowId).terminate();
  await again.result();
  expect(await rowsThatMention(stage, words)).toEqual([]);
  expect(await receiptOf(erasureId)).toMatchObject({ status: 'completed', receipt: { postgres: receipt.postgres } });
});

test('erasing twice is erasing once', async () => {
  const erasureId = await askToEraseAnn(stage, workspace);
  const ann = { workspace: workspace.number, numbers: annNumbers, identifiers: annNames.map(readName) };
  await eraseEvents(stage.clickhouse, ann);
  await (await start(erasureId)).result();
  const done = await receiptOf(erasureId);
  await (await start(erasureId)).result();
  expect(await receiptOf(erasureId)).toEqual(done);
  expect(await rowsThatMention(stage, words)).toEqual([]);
});

async function fillMembership(): Promise<void> {
  await stage.clickhouse.command({
    query: `INSERT INTO memberships SELECT ${workspace.number}, 13, generateUUIDv4(), 1, bitmapBuild([toUInt32(900001)])`,
  });
}
