import { randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '@cutline/postgres';
import { compileStreamInsert, tailOf, wholeStream, type Stream } from '@cutline/segment-sql';
import { landBatch } from '../ingestion/land-batch.ts';
import type { recomputeWorkspace, RunRequest } from '../recompute-workspace/recompute-workspace.workflow.ts';
import { startTestWorker, type TestWorker } from '../test-worker.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { doubtStreams, stateOf, writeTimelines, type StreamRow } from './stream-state.ts';

const { definition, definitionVersion, run, runStep, segmentHead, stream: streamTable } = schema;
/** Afternoon in Berlin, so that the day of `asOf` is not over. */
const asOf = '2026-03-01T14:00:00.000Z';

let stage: TestWorkspace;
let worker: TestWorker;
let spenders: string;
let regulars: string;

beforeAll(async () => {
  stage = await createTestWorkspace();
  worker = await startTestWorker(stage, { timelinesFrom: 1 });
  const window = { type: 'last', count: 30, unit: 'day' };
  const aggregate = { formatVersion: 2, kind: 'aggregate', actions: ['buy'], window };
  const spent = await publish({
    ...aggregate,
    name: 'Spent',
    aggregator: { type: 'sum', parameter: { name: 'revenue', type: 'money' } },
  });
  const purchases = await publish({ ...aggregate, name: 'Purchases', aggregator: { type: 'count' } });
  const dear = {
    type: 'parameter',
    parameter: { name: 'revenue', type: 'money' },
    comparison: { type: 'moreThan', operand: { type: 'constant', value: 15 } },
  };
  const filtered = { ...aggregate, filter: { type: 'all', of: [dear] }, aggregator: { type: 'count' } };
  await publish({ ...filtered, name: 'Dear purchases' });
  spenders = await publish(segment('Spenders', spent, 25));
  regulars = await publish(segment('Regulars', purchases, 2));
});
afterAll(async () => {
  await worker.stop();
  await stage.drop();
});

const segment = (name: string, aggregate: string, value: number) => ({
  formatVersion: 2,
  kind: 'segment',
  name,
  where: { type: 'aggregate', aggregate, comparison: { type: 'atLeast', operand: { type: 'constant', value } } },
});

async function publish(document: { kind: string; name: string; [field: string]: unknown }): Promise<string> {
  const id = randomUUID();
  const kind = document.kind as 'segment';
  const row = { id, workspaceId: stage.workspace.id, kind, name: document.name, version: 1 };
  await stage.database.insert(definition).values(row);
  await stage.database.insert(definitionVersion).values({ definitionId: id, version: 1, document });
  return id;
}

interface Buying {
  by: Record<string, string>;
  at: string;
  for?: string;
}

async function land(...purchases: Buying[]): Promise<number> {
  const origin = randomUUID();
  const events = purchases.map(({ by, at, for: revenue = '10.00' }, index) => ({
    action: 'buy',
    time: at,
    messageId: `${origin}-${index}`,
    identifiers: by,
    revenue,
    currency: '',
    orderId: '',
    products: [],
    parameters: {},
  }));
  const { batch } = await landBatch(stage, { workspace: stage.workspace.number, origin, source: 'test', events });
  return batch;
}

/** A run; then, where one was begun, the build of timelines. Returns whether the run added to streams, and how many it read. */
async function recompute(): Promise<{ added: boolean; read: number }> {
  const { id: workspaceId } = stage.workspace;
  const request: RunRequest = { trigger: 'manual', requestId: randomUUID(), asOf };
  await worker.client.workflow.signalWithStart<typeof recomputeWorkspace, [RunRequest]>('recomputeWorkspace', {
    workflowId: `recompute-${workspaceId}`,
    taskQueue: worker.taskQueue,
    args: [{ workspaceId, trigger: 'manual' }],
    signal: 'requestRun',
    signalArgs: [request],
  });
  await worker.client.workflow.result(`recompute-${workspaceId}`);
  const [last] = await stage.database.select().from(run).orderBy(desc(run.number)).limit(1);
  expect(last).toMatchObject({ status: 'completed', error: null });
  const steps = await stage.database
    .select()
    .from(runStep)
    .where(and(eq(runStep.runId, last!.id), eq(runStep.kind, 'timelines')));
  await worker.client.workflow.result(`timelines-${workspaceId}`);
  expect(steps.filter(({ status }) => status !== 'completed')).toEqual([]);
  return { added: steps.length > 0, read: last!.settings!.streams!.length };
}

/** The stream of all purchases; the other is of the dear ones. */
async function ofPurchases(): Promise<StreamRow> {
  const rows = await stage.database.select().from(streamTable).orderBy(streamTable.number);
  expect(rows.map(({ document }) => (document as Stream).filter !== null)).toEqual([false, true]);
  return rows[0]!;
}

/** Members of each segment, as counted by its head. */
async function sizes(): Promise<Record<string, number>> {
  const heads = await stage.database.select().from(segmentHead);
  const of = (id: string): number => heads.find(({ definitionId }) => definitionId === id)!.members;
  return { spenders: of(spenders), regulars: of(regulars) };
}

/** What timelines hold, and what events say, by other means than those that write timelines. */
async function heldAndSaid(): Promise<unknown[]> {
  const { number } = await ofPurchases();
  const held = await stage.rows(
    `SELECT profile, held.1 AS day, held.2 AS n, toString(held.3) AS sum
     FROM (
       SELECT profile, arrayJoin(arrayZip(days.1, days.2, days.3)) AS held
       FROM (
         SELECT profile, sumMap(daysMap.day, daysMap.events, daysMap.total) AS days FROM timelines
         WHERE workspace = ${stage.workspace.number} AND stream IN (${number}, ${tailOf(number)}) GROUP BY profile
       )
     ) ORDER BY profile, day`,
  );
  const said = await stage.rows(
    `SELECT if(a.number = 0, e.profile, a.owner) AS profile, toUInt16(toRelativeDayNum(time, 'Europe/Berlin') + 1) AS day, count() AS n, toString(sum(revenue)) AS sum
     FROM events AS e LEFT JOIN (SELECT number, argMax(profile, batch) AS owner FROM profile_aliases GROUP BY number) AS a ON e.profile = a.number
     GROUP BY profile, day ORDER BY profile, day`,
  );
  return [held, said];
}

async function expectSame(): Promise<void> {
  const [held, said] = await heldAndSaid();
  expect(held).toEqual(said);
}

test('timelines are built beside the runs, and then read and added to', async () => {
  await land(
    { by: { customId: 'ann' }, at: '2026-02-10T10:00:00.000Z' },
    { by: { customId: 'ann' }, at: '2026-02-10T23:30:00.000Z', for: '20.00' },
    { by: { customId: 'ann' }, at: '2026-02-28T10:00:00.000Z' },
    { by: { customId: 'bob' }, at: '2025-02-28T10:00:00.000Z', for: '99.00' },
    { by: { anonymousId: 'device' }, at: '2026-02-20T10:00:00.000Z' },
  );
  expect(await recompute()).toEqual({ added: false, read: 0 });
  expect(await sizes()).toEqual({ spenders: 1, regulars: 1 });
  expect(await ofPurchases()).toMatchObject({ number: 1, status: 'ready', known: 1, partsDone: 1, doubted: false });
  await expectSame();

  expect(await recompute()).toEqual({ added: false, read: 2 });
  expect(await sizes()).toEqual({ spenders: 1, regulars: 1 });

  // One of today, one that comes late.
  await land(
    { by: { customId: 'bob' }, at: '2026-03-01T09:00:00.000Z' },
    { by: { customId: 'bob' }, at: '2026-02-11T09:00:00.000Z' },
  );
  expect(await recompute()).toEqual({ added: true, read: 2 });
  expect(await sizes()).toEqual({ spenders: 1, regulars: 2 });
  expect(await ofPurchases()).toMatchObject({ known: 2, adding: null });
  await expectSame();
});

test('what happened after asOf on its day does not count', async () => {
  await land({ by: { customId: 'cleo' }, at: '2026-03-01T15:00:00.000Z', for: '50.00' });
  expect(await recompute()).toEqual({ added: true, read: 2 });
  expect(await sizes()).toEqual({ spenders: 1, regulars: 2 });
  await expectSame();
});

test('what was added by a try that was cut off is not counted twice', async () => {
  const row = await ofPurchases();
  const known = await land(
    { by: { customId: 'dora' }, at: '2026-02-12T10:00:00.000Z', for: '20.00' },
    { by: { customId: 'ann' }, at: '2026-02-12T10:00:00.000Z' },
  );
  const state = stateOf(stage.workspace, row, { known, hasAliases: false });
  const part = { ...wholeStream, afterBatch: row.known };
  const query = { queryId: randomUUID(), step: 'add', workspace: stage.workspace.number };
  await writeTimelines(stage.clickhouse, compileStreamInsert([state], part), query);
  await stage.database.update(streamTable).set({ adding: known });
  expect(await recompute()).toMatchObject({ added: true });
  expect(await sizes()).toEqual({ spenders: 1, regulars: 2 });
  await expectSame();
});

test('a merged profile has one timeline, and what it had before is gone', async () => {
  await land({ by: { customId: 'dora', anonymousId: 'device' }, at: '2026-02-21T10:00:00.000Z', for: '1.00' });
  expect(await recompute()).toMatchObject({ added: true });
  expect(await sizes()).toEqual({ spenders: 2, regulars: 3 });
  await expectSame();
});

test('a stream of which events were deleted is not read, and built anew', async () => {
  await stage.clickhouse.command({
    query: `DELETE FROM events WHERE time < '2026-02-11'`,
    clickhouse_settings: { lightweight_delete_mode: 'lightweight_update' },
  });
  await doubtStreams(stage.database, stage.workspace.id, 'view');
  expect(await ofPurchases()).toMatchObject({ doubted: false });
  await doubtStreams(stage.database, stage.workspace.id, 'buy');
  expect(await recompute()).toEqual({ added: false, read: 0 });
  expect(await sizes()).toEqual({ spenders: 1, regulars: 3 });
  expect(await ofPurchases()).toMatchObject({ number: 3, status: 'ready' });
  await expectSame();
  expect(await recompute()).toEqual({ added: false, read: 2 });
  expect(await sizes()).toEqual({ spenders: 1, regulars: 3 });
});

test('streams that were made in another form are not read, and built anew', async () => {
  const { number } = await ofPurchases();
  await stage.database.update(streamTable).set({ zoneData: 'of before' });
  await stage.clickhouse.command({ query: 'TRUNCATE TABLE timelines' });
  expect(await recompute()).toEqual({ added: false, read: 0 });
  expect(await sizes()).toEqual({ spenders: 1, regulars: 3 });
  expect(await ofPurchases()).toMatchObject({ number: number + 2, status: 'ready' });
  expect(await recompute()).toEqual({ added: false, read: 2 });
  expect(await sizes()).toEqual({ spenders: 1, regulars: 3 });
});

test('another time zone has days of its own', async () => {
  await stage.database.update(schema.workspace).set({ timeZone: 'America/New_York' });
  expect(await recompute()).toEqual({ added: false, read: 0 });
  expect(await ofPurchases()).toMatchObject({ number: 7, timeZone: 'America/New_York', status: 'ready' });
  await stage.database.update(schema.workspace).set({ timeZone: 'Europe/Berlin' });
});
