import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkflowFailedError } from '@temporalio/client';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { knownBatch, schema } from '@cutline/postgres';
import { keyedHash } from '@cutline/secrets';
import type { Workspace } from '../find-workspace.ts';
import { startTestWorker, type TestWorker } from '../test-worker.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import type { importFile as importFileWorkflow } from './import-file.workflow.ts';
import type { ReportedProgress } from './import-progress.ts';
import { landChunks } from './land-chunk.ts';
import type { Mapping } from './mapping.ts';
import { openImport } from './open-import.ts';

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

const mapping: Mapping = {
  format: 'csv',
  delimiter: ',',
  encoding: 'utf-8',
  decimalMark: '.',
  action: { constant: 'transaction.charge' },
  time: { column: 'date', format: 'date', timeZone: 'UTC' },
  identifiers: { customId: 'customer_id', email: 'email' },
  revenue: 'value',
  parameters: [{ column: 'cds', name: 'num_cds', type: 'integer' }],
};

const csv = `customer_id,email,date,cds,value
1,ann@example.com,1997-01-01,1,11.77
2,,1997-01-12,1,12.00
2,,1997-01-12,5,77.00
3,,1997-13-02,2,20.76
,ANN@example.com,1997-03-30,2,20.76
3,,1997-04-02,2,19.54321
"2,,1997-04-02,2,19.54
3,,1997-04-02,2,19.54
`;

async function upload(content: string, changes: Partial<Mapping> = {}): Promise<string> {
  const values = {
    workspaceId: workspace.id,
    fileName: 'orders.csv',
    bytes: Buffer.byteLength(content),
    checksum: 'x',
    status: 'uploaded' as const,
    mapping: { ...mapping, ...changes },
  };
  const [row] = await stage.database.insert(schema.importFile).values(values).returning();
  await mkdir(join(stage.home, 'uploads'), { recursive: true });
  await writeFile(join(stage.home, 'uploads', row!.id), content);
  return row!.id;
}

function start(importId: string) {
  const options = {
    workflowId: `import-${importId}`,
    taskQueue: worker.taskQueue,
    args: [{ workspaceId: workspace.id, importId }] as const,
  };
  return worker.client.workflow.start<typeof importFileWorkflow>('importFile', { ...options, args: [...options.args] });
}

const importRow = async (id: string) =>
  (await stage.database.select().from(schema.importFile).where(eq(schema.importFile.id, id)))[0]!;
const rejectsOf = async (id: string) => {
  const rows = await stage.database
    .select()
    .from(schema.importReject)
    .where(eq(schema.importReject.importId, id))
    .orderBy(asc(schema.importReject.line));
  return rows.map(({ line, code, column, raw }) => [line, code, column, raw]);
};
const events = () =>
  stage.rows<Record<string, unknown>>(`SELECT profile, message_id, time, revenue, currency, parameters FROM events
    WHERE workspace = ${workspace.number} ORDER BY toUInt32OrZero(splitByChar(':', message_id)[3]), message_id`);

test('a file becomes events, rejects with their lines, and a run', async () => {
  const id = await upload(csv);
  const handle = await start(id);
  await handle.result();
  expect(await importRow(id)).toMatchObject({
    status: 'completed',
    accepted: 5,
    rejected: 3,
    position: Buffer.byteLength(csv),
    error: null,
  });
  expect(await rejectsOf(id)).toEqual([
    [5, 'bad-time', 'date', '3,,1997-13-02,2,20.76'],
    [7, 'too-many-decimals', 'value', '3,,1997-04-02,2,19.54321'],
    [8, 'unterminated-quote', null, '"2,,1997-04-02,2,19.54'],
  ]);
  const stored = await events();
  expect(stored.map((event) => [event['profile'], event['revenue']])).toEqual([
    // A row without a customId stands under the number of its address, which counts for the same profile.
    [1, '11.77'],
    [3, '12'],
    [3, '77'],
    [2, '20.76'],
    [4, '19.54'],
  ]);
  expect(stored[0]).toMatchObject({
    message_id: `import:${id}:2`,
    time: '1997-01-01 00:00:00.000',
    currency: 'EUR',
    parameters: { num_cds: '1' },
  });
  expect(await handle.query<ReportedProgress | null>('progress')).toMatchObject({ share: 1, done: true, accepted: 5 });
  await worker.client.workflow.result(`recompute-${workspace.id}`);
  expect(await stage.database.select().from(schema.run).where(eq(schema.run.workspaceId, workspace.id))).toMatchObject([
    { trigger: 'import', status: 'completed', known: 1 },
  ]);
});

test('rows whose message id is known are rejected as duplicates, from the file itself and from earlier ones', async () => {
  const ids = ['a', 'b', 'a', '', 'c'];
  const content = `message,customer_id,email,date,cds,value\n${ids.map((id) => `${id},1,,1997-01-01,1,1\n`).join('')}`;
  const first = await upload(content, { messageId: 'message' });
  await (await start(first)).result();
  expect(await rejectsOf(first)).toEqual([[4, 'duplicate-message', null, 'a,1,,1997-01-01,1,1']]);
  const second = await upload(`${content}d,1,,1997-01-01,1,1\n`, { messageId: 'message' });
  await (await start(second)).result();
  // The row without an id of its own is told apart by its import.
  expect(await importRow(second)).toMatchObject({ accepted: 2, rejected: 4 });
  expect((await events()).map((event) => event['message_id']).sort()).toEqual(
    ['a', 'b', 'c', 'd', `import:${first}:5`, `import:${second}:5`].sort(),
  );
});

test('a row of somebody who was erased is refused, and nothing of it is kept', async () => {
  const [erasure] = await stage.database
    .insert(schema.erasure)
    .values({ workspaceId: workspace.id, status: 'completed' })
    .returning();
  const hash = keyedHash(stage.keyring, 'email:ann@example.com');
  await stage.database
    .insert(schema.erasedIdentifier)
    .values({ workspace: workspace.number, hash, erasureId: erasure!.id });
  const id = await upload(csv);
  await (await start(id)).result();
  expect((await rejectsOf(id)).filter(([, code]) => code === 'erased')).toEqual([
    [2, 'erased', null, ''],
    [6, 'erased', null, ''],
  ]);
  expect(await importRow(id)).toMatchObject({ accepted: 3, rejected: 5 });
  expect(await events()).toHaveLength(3);
});

test('an import that stopped between any two chunks goes on where it was, whoever does it', async () => {
  const lines = Array.from({ length: 95 }, (_, n) =>
    n % 10 === 3 ? 'broken' : `${n % 9},,1997-01-0${1 + (n % 9)},1,${n}.5`,
  );
  const id = await upload(`customer_id,email,date,cds,value\n${lines.join('\n')}\n`);
  const opened = await openImport({ database: stage.database, home: stage.home }, workspace.id, id);
  const limits = { rows: 10, bytes: Infinity };
  for (let done = false; !done;) {
    // Two at a time fight over the same chunks, and each gives up after one.
    const results = await Promise.all([1, 2].map(async () => (await landChunks(stage, opened, limits).next()).value));
    done = results.some((result) => result?.done);
  }
  expect(await importRow(id)).toMatchObject({ accepted: 85, rejected: 10 });
  expect((await rejectsOf(id)).map(([line]) => line)).toEqual([5, 15, 25, 35, 45, 55, 65, 75, 85, 95]);
  const stored = await events();
  expect(stored).toHaveLength(85);
  expect(new Set(stored.map((event) => event['message_id'])).size).toBe(85);
});

test.each<[string, string, Partial<Mapping>, string]>([
  ['has not the columns of its mapping', 'id,when\n1,2\n', {}, 'unknown-column'],
  ['is empty', '', {}, 'empty-file'],
  ['is a spreadsheet', 'PK\x03\x04 and so on', {}, 'not-text'],
  ['is in half-bytes of UTF-16', 'customer_id', { encoding: 'utf-16le' }, 'wrong-encoding'],
])('a file that %s ends as failed, and says why', async (_, content, changes, code) => {
  const id = await upload(content, changes);
  await expect((await start(id)).result()).rejects.toThrow(WorkflowFailedError);
  const row = await importRow(id);
  expect(row).toMatchObject({ status: 'failed', error: { status: 422, code } });
  expect(row.finishedAt).not.toBeNull();
});

test('cancelling keeps what has landed and leaves nothing half done', async () => {
  const line = 'x,,1997-01-01,1,1\n';
  const id = await upload(`customer_id,email,date,cds,value\n${line.repeat(400_000)}`);
  const handle = await start(id);
  await expect.poll(async () => (await importRow(id)).accepted, { timeout: 30_000, interval: 50 }).toBeGreaterThan(0);
  await handle.cancel();
  await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
  const row = await importRow(id);
  expect(row.status).toBe('cancelled');
  expect(row.accepted).toBeLessThan(400_000);
  const [stored] = await stage.rows<{ n: string }>(
    `SELECT count() AS n FROM events WHERE workspace = ${workspace.number}`,
  );
  expect(Number(stored!.n)).toBe(row.accepted);
  const batches = await stage.database
    .select()
    .from(schema.ingestionBatch)
    .where(eq(schema.ingestionBatch.workspace, workspace.number));
  expect(await knownBatch(stage.database, workspace.number)).toBe(batches.length);
});
