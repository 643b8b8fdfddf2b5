import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { keptRuns, schema } from '@cutline/postgres';
import { publishRun } from '../recompute-workspace/publish-run.ts';
import { startTestWorker, type TestWorker } from '../test-worker.ts';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { deleteSuperseded, findSuperseded } from './superseded-rows.ts';
import type { thinMemberships } from './thin-memberships.workflow.ts';
import { ShopDays, type MembershipRow } from './testing/shop-days.ts';

let stage: TestWorkspace;
let worker: TestWorker;
let shop: ShopDays;
beforeAll(async () => {
  stage = await createTestWorkspace();
  worker = await startTestWorker(stage);
});
beforeEach(async () => {
  shop = new ShopDays(stage, worker, await stage.another());
});
afterAll(async () => {
  await worker.stop();
  await stage.drop();
});

/** The first days of March, on each of which some buy; in Berlin, where the second ends at 23:00 UTC. */
async function firstDays(days: ShopDays): Promise<Record<'heavy' | 'light' | 'now', string>> {
  const ids = await days.publishAll();
  await days.land('before', { 1: 1, 2: 2, 3: 3, 4: 4 });
  for (const day of [1, 2, 3]) {
    if (day === 3) await days.buy('2026-03-02T23:30:00Z', { 9: 4 });
    await days.runAt(`2026-03-0${day}T06:00:00Z`);
    for (const hour of [10, 12, 20])
      await days.buy(`2026-03-0${day}T${hour}:00:00Z`, { [10 * day + hour]: hour / 4, [day]: 1 });
  }
  return ids;
}

const evening = (day: string): string => `2026-${day}T20:00:01Z`;

async function expectStates(days: ShopDays, runs: readonly number[]): Promise<void> {
  for (const run of runs) expect([run, await days.statesAt(run)]).toEqual([run, days.said.get(run)]);
}

/** Those of some rows of which one of the states is made. */
function neededFor(states: readonly number[], rows: readonly MembershipRow[]): MembershipRow[] {
  const own = Map.groupBy(rows, ({ segment, chunk }) => `${segment} ${chunk}`);
  const needed = new Set(
    [...own.values()].flatMap((each) => states.map((state) => each.findLast(({ run }) => run <= state))),
  );
  return rows.filter((row) => needed.has(row));
}

test('the last state of each day stays as it was, with all changes, and what lies between goes', async () => {
  const { heavy, light, now } = await firstDays(shop);
  const [before, changes] = [await shop.rowsOf({ base: false }), await shop.allChanges()];
  const members = await Promise.all([heavy, light, now].map((id) => shop.membersOf(id)));
  const evenings = await Promise.all(['03-01', '03-02', '03-03'].map((day) => shop.runOf(evening(day))));
  const at = '2026-03-04T12:00:00Z';
  const { states, settled } = (await keptRuns(stage.database, shop.workspace.id, new Date(at)))!;
  // Beside the evenings those of the last run that computed metrics, and of the segment that is made of another.
  const lastFull = await shop.runOf('2026-03-03T06:00:00Z');
  expect(settled).toBe(evenings.at(-1));
  expect(states).toEqual([...new Set([...evenings, lastFull, (await shop.head(light)).run])].sort((a, b) => a - b));

  // It is cut off after two segments first.
  const stretch = { workspace: shop.workspace.number, kind: 'segments' as const, chunks: [0, 9] as [number, number] };
  const found = await findSuperseded(stage.clickhouse, stretch, states);
  const together = found.filter(({ after }) => after === found[0]!.after);
  await deleteSuperseded(stage.clickhouse, stretch.workspace, together.slice(0, 2));
  expect(await shop.rowsOf({ base: false })).not.toEqual(before);
  await expectStates(shop, states);

  expect(await shop.thin(at)).toBeGreaterThan(0);
  expect(await shop.rowsOf({ base: false })).toEqual(neededFor(states, before));
  await expectStates(shop, states);
  const base = (await shop.rowsOf({ base: true })).map(({ segment, chunk }) => `${segment} ${chunk}`);
  expect(new Set(base).size).toBe(base.length);
  expect(await Promise.all([heavy, light, now].map((id) => shop.membersOf(id)))).toEqual(members);
  expect(await shop.allChanges()).toEqual(changes);
  expect(await shop.thin(at)).toBe(0);
});

test('days give way to months, the run of a kept state stays with it, and another time zone chooses no others', async () => {
  await firstDays(shop);
  const evenings = await Promise.all(['03-01', '03-02', '03-03'].map((day) => shop.runOf(evening(day))));
  const march = evenings.at(-1)!;
  await shop.thin('2026-03-04T12:00:00Z');
  const { workspace } = schema;
  const zone = { timeZone: 'Pacific/Auckland' };
  await stage.database.update(workspace).set(zone).where(eq(workspace.id, shop.workspace.id));
  await shop.runAt('2026-04-02T10:00:00Z');
  await shop.thin('2026-04-02T12:00:00Z');
  await expectStates(shop, evenings);

  await shop.thin('2026-05-20T12:00:00Z');
  const april = await shop.runOf('2026-04-02T10:00:00Z');
  await expectStates(shop, [march, april]);
  const rows = await shop.rowsOf({ base: false });
  expect(rows).toEqual(neededFor([march, april], rows));
  const live = (await shop.runs()).filter(({ scope }) => scope === 'live');
  expect(live.map(({ number }) => number)).toEqual([march]);
});

test('what was published within the hour is not touched, nor anything where nothing else was', async () => {
  await shop.publishAll();
  await shop.land('before', { 1: 1, 2: 2 });
  expect(await shop.thin('2026-03-01T06:00:00Z')).toBe(0);
  await shop.runAt('2026-03-01T06:00:00Z');
  for (const minute of [10, 20, 30, 40]) await shop.buy(`2026-03-01T06:${minute}:00Z`, { [minute]: 5 });
  const rows = await shop.rowsOf({ base: false });
  expect(await shop.thin('2026-03-01T06:50:00Z')).toBe(0);
  expect(await shop.rowsOf({ base: false })).toEqual(rows);
  const [first, twenty] = [await shop.runOf('2026-03-01T06:00:00Z'), await shop.runOf('2026-03-01T06:20:01Z')];
  await shop.thin('2026-03-01T07:25:00Z');
  const earlier = rows.filter(({ run }) => run <= twenty);
  const left = [...neededFor([first, twenty], earlier), ...rows.filter(({ run }) => run > twenty)];
  expect(left.length).toBeLessThan(rows.length);
  expect(await shop.rowsOf({ base: false })).toEqual(left);
});

test('the state that a segment made of others speaks of stays, so that its reasons can be told', async () => {
  const { heavy, now } = await shop.publishAll();
  const where = {
    type: 'all',
    of: [
      { type: 'segment', segment: heavy, is: true },
      { type: 'segment', segment: now, is: true },
    ],
  };
  const both = await shop.publish({ kind: 'segment', name: 'Both', where });
  await shop.land('before', { 1: 1, 2: 2, 3: 3 });
  await shop.runAt('2026-03-01T06:00:00Z');
  await shop.buy('2026-03-01T08:00:00Z', { 1: 5 });
  // Its line lies at 2: those who buy once are now in the one segment, and not in both.
  for (const minute of [10, 20, 30]) await shop.buy(`2026-03-01T08:${minute}:00Z`, { [minute]: 1 });
  const spokenOf = await shop.runOf('2026-03-01T08:00:01Z');
  expect((await shop.head(both)).run).toBe(spokenOf);
  expect(await shop.thin('2026-03-01T12:00:00Z')).toBeGreaterThan(0);
  await expectStates(shop, [spokenOf]);
});

test('the state that the last value of a metric is of stays, so that its distribution can be told', async () => {
  const { line } = await shop.publishAll();
  await shop.land('before', { 1: 1, 2: 2, 3: 3 });
  await shop.runAt('2026-03-01T06:00:00Z');
  for (const hour of [7, 8, 9]) await shop.buy(`2026-03-01T0${hour}:00:00Z`, { [hour]: 5 });
  // As if runs after this one could not compute it.
  const spokenOf = await shop.runOf('2026-03-01T08:00:01Z');
  const values = { definitionId: line, run: spokenOf, version: 1, asOf: new Date('2026-03-01T08:00:01Z'), known: 1 };
  await stage.database.insert(schema.metricValue).values(values);
  const at = '2026-03-01T12:00:00Z';
  expect((await keptRuns(stage.database, shop.workspace.id, new Date(at)))!.states).toContain(spokenOf);
  expect(await shop.thin(at)).toBeGreaterThan(0);
  await expectStates(shop, [spokenOf]);
});

test('a run that is under way finds what it builds upon, and what live runs go by, however long it takes', async () => {
  const untouched = new ShopDays(stage, worker, await stage.another());
  const said = await Promise.all(
    [shop, untouched].map(async (days) => {
      const { heavy, light, now } = await days.publishAll();
      await days.land('before', { 1: 1, 2: 2, 3: 3, 4: 4 });
      await days.runAt('2026-03-01T06:00:00Z');
      await days.buy('2026-03-01T06:30:00Z', { 5: 2 });
      const { runId, results } = await days.compute('2026-03-01T06:40:00Z');
      for (const hour of [7, 8, 9]) await days.buy(`2026-03-01T0${hour}:30:00Z`, { [hour]: 3, 1: 1 });
      if (days === shop) {
        const { states } = (await keptRuns(stage.database, shop.workspace.id, new Date('2026-03-01T12:00:00Z')))!;
        expect(states).toContain(await shop.runOf('2026-03-01T06:30:01Z'));
        expect(await days.thin('2026-03-01T12:00:00Z')).toBeGreaterThan(0);
      }
      await publishRun(stage, runId, results, 1);
      await days.buy('2026-03-01T12:30:00Z', { 6: 3 });
      await days.runAt('2026-03-01T13:00:00Z');
      if (days === shop) await days.thin('2026-03-02T00:00:00Z');
      await days.run({ asOf: '2026-03-02T00:30:00Z', scope: 'full' });
      const each = [heavy, light, now];
      const members = await Promise.all(each.map((id) => days.membersOf(id)));
      const scopes = (await days.runs()).map(({ scope, status }) => `${scope} ${status}`);
      return { members, changes: await Promise.all(each.map((id) => days.changesOf(id))), scopes };
    }),
  );
  expect(said[0]).toEqual(said[1]);
  expect(said[0]!.scopes.filter((each) => !each.startsWith('live'))).toEqual([
    'full completed',
    'due completed',
    'due completed',
    'full completed',
  ]);
});

test('rows that a live run left when it was cut off do not stand for those before them', async () => {
  const { now } = await shop.publishAll();
  await shop.land('before', { 1: 1, 2: 2 });
  await shop.runAt('2026-03-01T06:00:00Z');
  await shop.buy('2026-03-01T06:30:00Z', { 3: 1 });
  await shop.land('cut off', { 4: 1 }, '2026-03-01T06:40:00Z');
  expect(await shop.cutOff(now, () => shop.live('2026-03-01T06:41:00Z'))).toBeInstanceOf(Error);
  const { run } = await shop.head(now);
  expect((await shop.rowsOf({ base: false })).some((row) => row.run > run)).toBe(true);
  await shop.thin('2026-03-01T12:00:00Z');
  expect(await shop.membersOf(now)).toEqual(['c3']);
  await shop.live('2026-03-01T06:42:00Z');
  expect(await shop.membersOf(now)).toEqual(['c3', 'c4']);
});

test('the workflow thins every workspace', async () => {
  await shop.publishAll();
  await shop.land('before', { 1: 1 });
  await shop.runAt('2026-03-01T06:00:00Z');
  for (const hour of [8, 9]) await shop.buy(`2026-03-01T0${hour}:00:00Z`, { [hour]: 1 });
  const before = await shop.rowsOf({ base: false });
  const { client, taskQueue } = worker;
  await client.workflow.execute<typeof thinMemberships>('thinMemberships', {
    workflowId: `thin-${taskQueue}`,
    taskQueue,
    args: [],
  });
  expect((await shop.rowsOf({ base: false })).length).toBeLessThan(before.length);
});
