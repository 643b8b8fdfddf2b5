import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { schema } from '@cutline/postgres';
import type { Definition } from '@cutline/segment-definition';
import { planFormat } from '@cutline/segment-sql';
import type { Workspace } from '../find-workspace.ts';
import { landBatch } from '../ingestion/land-batch.ts';
import { startTestWorker, type TestWorker } from '../test-worker.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { executeStep } from './execute-step.ts';
import type { recomputeWorkspace, RunRequest } from './recompute-workspace.workflow.ts';

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

const asOf = '2026-03-01T12:00:00.000Z';

async function publish(
  document: { kind: Definition['kind']; name: string; [field: string]: unknown },
  id: string = randomUUID(),
  version = 1,
): Promise<string> {
  const { definition, definitionVersion } = schema;
  const row = { id, workspaceId: workspace.id, kind: document.kind, name: document.name, version };
  await stage.database.insert(definition).values(row).onConflictDoUpdate({ target: definition.id, set: { version } });
  await stage.database.insert(definitionVersion).values({ definitionId: id, version, document });
  return id;
}

async function publishChain(): Promise<{ purchases: string; line: string; heavy: string; light: string }> {
  const purchases = await publish({
    formatVersion: 2,
    kind: 'aggregate',
    name: 'Purchases',
    actions: ['buy'],
    aggregator: { type: 'count' },
    window: { type: 'last', count: 30, unit: 'day' },
  });
  const line = await publish({
    formatVersion: 2,
    kind: 'metric',
    name: 'Line',
    measure: {
      type: 'values',
      of: { type: 'aggregate', aggregate: purchases },
      population: { type: 'active' },
      statistic: { type: 'quantile', level: 0.5, method: 'linear' },
    },
  });
  const heavy = await publish({
    formatVersion: 2,
    kind: 'segment',
    name: 'Heavy',
    where: {
      type: 'aggregate',
      aggregate: purchases,
      comparison: { type: 'moreThan', operand: { type: 'metric', metric: line } },
    },
  });
  const light = await publish({
    formatVersion: 2,
    kind: 'segment',
    name: 'Light',
    where: { type: 'segment', segment: heavy, is: false },
  });
  return { purchases, line, heavy, light };
}

/** Customer n buys n times. */
async function land(origin: string, customers: number[]): Promise<void> {
  const events = customers.flatMap((customer) =>
    Array.from({ length: customer }, (_, n) => ({
      action: 'buy',
      time: `2026-02-2${n % 8}T10:00:00.000Z`,
      messageId: `${origin}-${customer}-${n}`,
      identifiers: { customId: `c${customer}` },
      revenue: null,
      currency: '',
      orderId: '',
      products: [],
      parameters: {},
    })),
  );
  await landBatch(stage, { workspace: workspace.number, origin, source: 'test', events });
}

async function request(...requests: Partial<RunRequest>[]): Promise<void> {
  for (const each of requests) {
    const full: RunRequest = { trigger: 'manual', requestId: randomUUID(), asOf, ...each };
    await worker.client.workflow.signalWithStart<typeof recomputeWorkspace, [RunRequest]>('recomputeWorkspace', {
      workflowId: `recompute-${workspace.id}`,
      taskQueue: worker.taskQueue,
      args: [{ workspaceId: workspace.id, trigger: 'manual' }],
      signal: 'requestRun',
      signalArgs: [full],
    });
  }
  await worker.client.workflow.result(`recompute-${workspace.id}`);
}

const runs = () =>
  stage.database
    .select()
    .from(schema.run)
    .where(eq(schema.run.workspaceId, workspace.id))
    .orderBy(asc(schema.run.number));
const head = async (id: string) =>
  (await stage.database.select().from(schema.segmentHead).where(eq(schema.segmentHead.definitionId, id)))[0]!;
const rowsOf = (table: string) =>
  stage.rows<{ run: string; segment: string }>(
    `SELECT run, segment FROM ${table} WHERE workspace = ${workspace.number} ORDER BY run, segment`,
  );

test('a run computes the chain and flips every head at once', async () => {
  const { line, heavy, light } = await publishChain();
  await land('a', [1, 2, 3, 4]);
  await request({});
  const [run] = await runs();
  expect(run).toMatchObject({ number: 1, status: 'completed', known: 1, asOf: new Date(asOf), error: null });
  expect(run!.versions).toMatchObject({ [line]: 1, [heavy]: 1 });
  const [value] = await stage.database
    .select()
    .from(schema.metricValue)
    .where(eq(schema.metricValue.definitionId, line));
  expect(value).toMatchObject({ value: '2.50000000', profiles: 4, below: 2, on: 0, above: 2, run: 1 });
  expect(await head(heavy)).toMatchObject({ members: 2, run: 1, sequence: 1, status: 'current' });
  expect(await head(light)).toMatchObject({ members: 2, run: 1 });
  const steps = await stage.database
    .select()
    .from(schema.runStep)
    .where(eq(schema.runStep.runId, run!.id))
    .orderBy(asc(schema.runStep.position));
  expect(steps.map(({ kind, status }) => [kind, status])).toEqual(
    ['base', 'metrics', 'leaves', 'segments', 'publish'].map((kind) => [kind, 'completed']),
  );
  expect(await stage.rows(`SELECT key FROM run_bitmaps WHERE workspace = ${workspace.number}`)).toEqual([]);
});

test('the same again changes nothing; a later known changes exactly the difference', async () => {
  const { heavy } = await publishChain();
  await land('a', [1, 2, 3, 4]);
  await request({});
  const [memberships, changes] = [await rowsOf('memberships'), await rowsOf('membership_changes')];
  await request({});
  expect(await rowsOf('memberships')).toEqual(memberships);
  expect(await rowsOf('membership_changes')).toEqual(changes);
  expect(await head(heavy)).toMatchObject({ run: 2, sequence: 1, members: 2 });

  await land('b', [6]);
  await request({});
  // Of 1, 2, 3, 4, 6 purchases the median is 3: the third customer is no longer above it, the new one is.
  const changed = await stage.rows(`SELECT profile, change, reason FROM membership_changes
    WHERE workspace = ${workspace.number} AND segment = '${heavy}' AND run = 3 ORDER BY profile`);
  expect(changed).toEqual([
    { profile: 3, change: 'left', reason: 'threshold-moved' },
    { profile: 5, change: 'entered', reason: 'new-events' },
  ]);
  expect(await head(heavy)).toMatchObject({ run: 3, sequence: 2, members: 2 });
});

test('a member that was merged away leaves with that reason, and the profile that it counts for now enters', async () => {
  const { heavy } = await publishChain();
  await land('a', [1, 2, 3, 4]);
  await request({});
  // Of 1, 2, 3, 4 purchases the median is 2.5. From the next batch on the fourth customer's number counts for the first, who then has 5 of 5, 2, 3.
  await land('b', []);
  const alias = { workspace: workspace.number, number: 4, batch: 2, profile: 1 };
  await stage.database.insert(schema.profileAlias).values(alias);
  await stage.clickhouse.insert({ table: 'profile_aliases', values: [alias], format: 'JSONEachRow' });
  await request({});
  const changed = await stage.rows(`SELECT profile, change, reason FROM membership_changes
    WHERE workspace = ${workspace.number} AND segment = '${heavy}' AND run = 2 ORDER BY profile`);
  expect(changed).toEqual([
    { profile: 1, change: 'entered', reason: 'new-events' },
    { profile: 3, change: 'left', reason: 'threshold-moved' },
    { profile: 4, change: 'left', reason: 'merged' },
  ]);
});

test('a definition that fails takes its dependants with it and nothing else', async () => {
  const { heavy, light } = await publishChain();
  const everyone = await publish({
    formatVersion: 2,
    kind: 'segment',
    name: 'Everyone',
    where: { type: 'all', of: [] },
  });
  await land('a', [1, 2, 3]);
  await request({});
  await land('b', [4, 5]);
  await stage.clickhouse.command({
    query: `ALTER TABLE run_bitmaps ADD CONSTRAINT refused CHECK key != 'segment:${heavy}'`,
  });
  await request({});
  await stage.clickhouse.command({ query: 'ALTER TABLE run_bitmaps DROP CONSTRAINT refused' });
  expect((await runs())[1]).toMatchObject({ status: 'completed' });
  expect(await head(heavy)).toMatchObject({ run: 1, members: 1, status: 'stale', error: { code: 'clickhouse-469' } });
  expect(await head(light)).toMatchObject({
    run: 1,
    members: 2,
    status: 'stale',
    error: { code: 'dependency-failed' },
  });
  expect(await head(everyone)).toMatchObject({ run: 2, members: 5, status: 'current' });

  await request({});
  // Of 1 to 5 purchases the median is 3: as if the failed run had never been.
  expect(await head(heavy)).toMatchObject({ run: 3, members: 2, status: 'current', error: null });
  const changed = await stage.rows(`SELECT run, profile, change FROM membership_changes
    WHERE workspace = ${workspace.number} AND segment = '${heavy}' ORDER BY run, profile`);
  expect(changed).toEqual([
    { run: '1', profile: 3, change: 'entered' },
    { run: '3', profile: 3, change: 'left' },
    { run: '3', profile: 4, change: 'entered' },
    { run: '3', profile: 5, change: 'entered' },
  ]);
});

test('a definition that can no longer be read fails alone, with what refers to it', async () => {
  const { heavy, light } = await publishChain();
  const everyone = await publish({
    formatVersion: 2,
    kind: 'segment',
    name: 'Everyone',
    where: { type: 'all', of: [] },
  });
  await land('a', [1]);
  const { definitionVersion } = schema;
  await stage.database
    .update(definitionVersion)
    .set({ document: { kind: 'segment', name: 'Heavy', where: { type: 'unheard-of' } } })
    .where(eq(definitionVersion.definitionId, heavy));
  await request({});
  expect(await head(heavy)).toMatchObject({ status: 'stale', members: 0, error: { code: 'invalid-definition' } });
  expect(await head(light)).toMatchObject({ status: 'stale', error: { code: 'dependency-failed' } });
  expect(await head(everyone)).toMatchObject({ status: 'current', members: 1 });
});

test('a run that was cut off leaves nothing behind', async () => {
  const { heavy } = await publishChain();
  await land('a', [1, 2, 3, 4]);
  // What a worker killed in the middle leaves: a run without end, rows of it, scratch.
  await stage.database
    .insert(schema.workspaceCounter)
    .values({ workspace: workspace.number, lastRun: 1 })
    .onConflictDoUpdate({ target: schema.workspaceCounter.workspace, set: { lastRun: 1 } });
  await stage.database.insert(schema.run).values({
    workspaceId: workspace.id,
    number: 1,
    trigger: 'manual',
    status: 'running',
    asOf: new Date(asOf),
    known: 1,
  });
  await stage.clickhouse.command({
    query: `INSERT INTO memberships SELECT ${workspace.number}, 0, '${heavy}', 1, groupBitmapState(toUInt32(number)) FROM numbers(9)`,
  });
  await stage.clickhouse.command({
    query: `INSERT INTO membership_changes SELECT ${workspace.number}, '${heavy}', 1, number, 1, now(), 1, 'first-run' FROM numbers(9)`,
  });
  await request({});
  expect((await runs()).map(({ number, status }) => [number, status])).toEqual([
    [1, 'failed'],
    [2, 'completed'],
  ]);
  const changed = await stage.rows(
    `SELECT run, profile FROM membership_changes WHERE workspace = ${workspace.number} AND segment = '${heavy}' ORDER BY profile`,
  );
  expect(changed).toEqual([
    { run: '2', profile: 3 },
    { run: '2', profile: 4 },
  ]);
});

test('a run that another version began does not go on with other steps', async () => {
  const values = { workspaceId: workspace.id, number: 1, trigger: 'manual', status: 'running', known: 0 } as const;
  const [run] = await stage.database
    .insert(schema.run)
    .values({ ...values, asOf: new Date(asOf) })
    .returning();
  const step = { runId: run!.id, position: 0, only: [], thresholds: {} };
  await expect(executeStep(stage, step, { attempt: 1 })).rejects.toMatchObject({
    type: 'plan-changed',
    nonRetryable: true,
  });
});

test('requests that come while a run is under way wait, and never run at the same time', async () => {
  await publishChain();
  await land('a', [1, 2]);
  await request(
    { asOf: '2026-03-01T00:00:00.000Z' },
    { asOf: '2026-03-02T00:00:00.000Z' },
    { asOf: '2026-03-02T00:00:00.000Z' },
    { asOf: '2026-03-03T00:00:00.000Z' },
  );
  const done = await runs();
  expect(done.map((run) => run.asOf.toISOString().slice(0, 10))).toEqual(['2026-03-01', '2026-03-02', '2026-03-03']);
  for (const [index, run] of done.entries()) {
    expect(run.status).toBe('completed');
    if (index > 0) expect(run.startedAt.getTime()).toBeGreaterThanOrEqual(done[index - 1]!.finishedAt!.getTime());
  }
});

test('documents of format 1 are computed as what they always meant', async () => {
  const described = { formatVersion: 1 };
  const purchases = await publish({
    ...described,
    kind: 'aggregate',
    name: 'Purchases',
    actions: ['buy'],
    aggregator: { type: 'count' },
    window: { type: 'last', count: 30, unit: 'day' },
  });
  const line = await publish({
    ...described,
    kind: 'metric',
    name: 'Line',
    aggregate: purchases,
    population: { type: 'active' },
    measure: { type: 'quantile', level: 0.5, method: 'linear' },
  });
  const heavy = await publish({
    ...described,
    kind: 'segment',
    name: 'Heavy',
    where: {
      type: 'aggregate',
      aggregate: purchases,
      comparison: 'moreThan',
      operand: { type: 'metric', metric: line },
    },
  });
  await land('a', [1, 2, 3, 4]);
  await request({});
  expect(await head(heavy)).toMatchObject({ members: 2, status: 'current', error: null });
});

test('a refinement says where it cut, and a metric over events counts no profiles', async () => {
  const purchases = await publish({
    formatVersion: 2,
    kind: 'aggregate',
    name: 'Purchases',
    actions: ['buy'],
    aggregator: { type: 'count' },
    window: { type: 'allTime' },
  });
  const top = await publish({
    formatVersion: 2,
    kind: 'segment',
    name: 'Top',
    where: { type: 'event', actions: ['buy'], window: { type: 'allTime' } },
    refine: {
      keep: 'top',
      take: { type: 'count', count: 1 },
      by: { type: 'aggregate', aggregate: purchases },
      inheritFilters: true,
      ties: { type: 'include' },
    },
  });
  const all = await publish({
    formatVersion: 2,
    kind: 'metric',
    name: 'All purchases',
    measure: {
      type: 'events',
      actions: ['buy'],
      window: { type: 'allTime' },
      population: { type: 'all' },
      aggregator: { type: 'count' },
    },
  });
  await land('a', [1, 2, 3]);
  await request({});
  const [run] = await runs();
  expect(run!.settings).toEqual({
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    includeAnonymous: false,
    planFormat,
    bounds: { profiles: 3, memory: expect.any(Number) as number },
    scratch: 1,
    streams: [],
  });
  const boundary = { line: '3', above: 0, level: 1, kept: 1 };
  expect(await head(top)).toMatchObject({ members: 1, afterRules: 3, boundary });
  const [size] = await stage.database.select().from(schema.segmentSize).where(eq(schema.segmentSize.definitionId, top));
  expect(size).toMatchObject({ members: 1, afterRules: 3, boundary });
  const [value] = await stage.database
    .select()
    .from(schema.metricValue)
    .where(eq(schema.metricValue.definitionId, all));
  expect(value).toMatchObject({ value: '6.00000000', below: null, on: null, above: null });
});
