import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectClickHouse } from '@cutline/clickhouse';
import { ChannelBell, schema } from '@cutline/postgres';
import type { RunRequest } from '../recompute-workspace/run-requests.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { liveLoop, type LiveStores } from './live-loop.ts';
import { LiveStory, waitFor } from './testing/live-story.ts';

const { liveClock } = schema;
const days = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString();

let stage: TestWorkspace;
let story: LiveStory;
let often: string;
let requested: (RunRequest & { workspaceId: string })[];
let stop: () => Promise<void> = async () => {};

beforeAll(async () => {
  stage = await createTestWorkspace();
});
beforeEach(async () => {
  story = new LiveStory(stage, null, await stage.another());
  requested = [];
  ({ heavy: often } = await story.publishAll());
  await story.land('a', { 1: 1, 2: 2 }, days(3));
});
afterEach(() => stop());
afterAll(() => stage.drop());

/** Lets the loop look at workspaces until the test is over. */
function begin(more: Partial<LiveStores> = {}): ChannelBell {
  const stopping = new AbortController();
  const bell = new ChannelBell(stage.database, 'landed');
  const requestRun = async (workspaceId: string, request: RunRequest): Promise<void> =>
    void requested.push({ workspaceId, ...request });
  const ended = liveLoop({ ...stage, requestRun, ...more }, pino({ level: 'silent' }), stopping.signal, bell);
  stop = async () => {
    stopping.abort();
    await ended;
  };
  return bell;
}

async function clock() {
  const [row] = await stage.database.select().from(liveClock).where(eq(liveClock.workspaceId, story.workspace.id));
  return row!;
}

const ofThis = () => requested.filter(({ workspaceId }) => workspaceId === story.workspace.id);

test('what lands is seen in segments soon after, and nothing is asked for', async () => {
  await story.run({ asOf: days(0) });
  const bell = begin();
  await story.land('b', { 3: 5 }, days(2));
  bell.ring();
  await waitFor(async () => (await story.changesOf(often)).length > 0);
  expect(await story.changesOf(often)).toEqual(['c3 entered: new-events']);
  await waitFor(async () => (await clock()).known === 2);
  expect(ofThis()).toEqual([]);
});

test('nobody has to ring: windows move with the clock, where nothing landed for a minute', async () => {
  await story.run({ asOf: days(0) });
  await stage.database.update(liveClock).set({ movedAt: new Date(Date.now() - 61_000) });
  const { asOf } = await clock();
  begin();
  await waitFor(async () => (await clock()).asOf > asOf);
});

test('on a new day a run is asked for, once', async () => {
  await story.run({ asOf: days(1) });
  await story.land('b', { 3: 5 }, days(2));
  const bell = begin();
  await waitFor(async () => ofThis().length > 0);
  await story.land('c', { 4: 5 }, days(2));
  bell.ring();
  await waitFor(async () => (await clock()).known === 3);
  expect(ofThis()).toEqual([{ workspaceId: story.workspace.id, trigger: 'schedule', requestId: 'live', scope: 'due' }]);
});

test('where a run has to come first it is asked for, unless one is under way', async () => {
  await story.run({ asOf: days(0) });
  const { id: workspaceId } = story.workspace;
  const values = { workspaceId, number: 900, trigger: 'schedule', scope: 'due', status: 'running' } as const;
  await stage.database.insert(schema.run).values({ ...values, asOf: new Date(), known: 1, versions: {} });
  await story.land('b', { 3: 5 }, days(2));
  await stage.database.insert(schema.currencyRateImport).values({
    ...{ workspaceId, status: 'completed', rates: 1, currencies: ['CHF'], batch: 2 },
    ...{ firstDay: '2026-01-01', lastDay: '2026-01-01' },
  });
  begin();
  // It has looked twice.
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  expect(ofThis()).toEqual([]);
  expect(await story.changesOf(often)).toEqual([]);
  await stage.database.delete(schema.run).where(eq(schema.run.number, 900));
  await waitFor(async () => ofThis().length > 0);
});

test('what stops it is noted with the workspace, and forgotten once it goes on', async () => {
  await story.run({ asOf: days(0) });
  await story.land('b', { 3: 5 }, days(2));
  const nobody = connectClickHouse({ url: 'http://127.0.0.1:9' });
  begin({ clickhouse: nobody });
  await waitFor(async () => (await clock()).error !== null);
  await stop();
  await nobody.close();
  begin();
  await waitFor(async () => (await clock()).known === 2);
  expect((await clock()).error).toBeNull();
});
