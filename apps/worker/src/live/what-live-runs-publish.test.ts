import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { schema, type RunSettings } from '@cutline/postgres';
import { createTestWorkspace, type TestWorkspace } from '../test-workspace.ts';
import { LiveStory, moreThan, purchases, said } from './testing/live-story.ts';

let stage: TestWorkspace;
let story: LiveStory;
beforeAll(async () => {
  stage = await createTestWorkspace();
});
beforeEach(async () => {
  story = new LiveStory(stage, null, await stage.another());
});
afterAll(() => stage.drop());

const clock = async () => {
  const own = eq(schema.liveClock.workspaceId, story.workspace.id);
  const [found] = await stage.database.select().from(schema.liveClock).where(own);
  return { at: found!.asOf.toISOString(), known: found!.known };
};

test('heads add up who entered and left, and every change and size says what version it is of', async () => {
  const { monthly, heavy, light } = await story.publishAll();
  const constant = { type: 'constant', value: 4 };
  const more = { kind: 'segment' as const, name: 'More', where: moreThan(monthly, constant) };
  const id = await story.publish(more, randomUUID(), 1);
  await story.publish(more, id, 2);
  await story.land('a', { 1: 1, 2: 2, 3: 3, 4: 4 });
  await story.run();
  await story.land('b', { 1: 4, 5: 1, 6: 1 });
  await story.live('2026-03-01T12:01:00Z');
  expect(await story.head(heavy)).toMatchObject({ members: 3, sequence: 2, run: 2 });
  expect(await story.head(light)).toMatchObject({ members: 3, sequence: 2, run: 2, known: 2, wholeRun: 1 });
  expect(await story.head(id)).toMatchObject({ members: 1, version: 2, sequence: 2 });
  const changes = await stage.rows(`SELECT version, count() AS changes FROM membership_changes FINAL
    WHERE workspace = ${story.workspace.number} AND run = 2 GROUP BY version ORDER BY version`);
  expect(changes).toEqual([
    { version: 1, changes: '4' },
    { version: 2, changes: '1' },
  ]);
  const sizes = await stage.database
    .select()
    .from(schema.segmentSize)
    .where(and(eq(schema.segmentSize.definitionId, light), eq(schema.segmentSize.run, 2)));
  expect(sizes).toMatchObject([{ members: 3, entered: 2, left: 1, asOf: new Date('2026-03-01T12:01:00Z') }]);
});

test('who is looked at though only time passed for them has not changed for something new', async () => {
  const { now } = await story.publishAll();
  await story.land('a', { 1: 1, 2: 1 }, '2026-03-01T11:30:00Z');
  await story.run();
  await story.land('b', { 2: 1 });
  expect(await story.live('2026-03-01T12:31:00Z')).toMatchObject({ outcome: 'done', profiles: 2 });
  expect(await story.changesOf(now)).toEqual(['c1 left: time-passed', 'c2 left: new-events']);
});

test('a run that is asked to speak of an instant before theirs says of everybody what was then', async () => {
  const { now } = await story.publishAll();
  await story.land('a', { 1: 1 }, '2026-03-01T11:30:00Z');
  await story.run();
  await story.live('2026-03-01T12:45:00Z');
  expect(await story.membersOf(now)).toEqual([]);
  await story.run({ asOf: '2026-03-01T12:10:00Z', scope: 'due' });
  expect((await story.runs()).at(-1)).toMatchObject({ scope: 'full', status: 'completed' });
  expect(await story.membersOf(now)).toEqual(['c1']);
});

test('where nobody entered or left nothing is left but the clock, which never goes back', async () => {
  await story.publishAll();
  await story.land('a', { 1: 1, 2: 2 });
  await story.run();
  await story.land('b', {}, undefined, { profiles: [said('c1')] });
  expect(await story.live('2026-03-01T12:05:00Z')).toEqual({ outcome: 'done', profiles: 1, changes: 0 });
  expect((await story.runs()).map(({ scope }) => scope)).toEqual(['full']);
  expect(await clock()).toEqual({ at: '2026-03-01T12:05:00.000Z', known: 2 });
  await story.live('2026-03-01T12:03:00Z');
  expect(await clock()).toEqual({ at: '2026-03-01T12:05:00.000Z', known: 2 });
  await story.live('2026-03-01T12:06:00Z');
  expect(await clock()).toEqual({ at: '2026-03-01T12:06:00.000Z', known: 2 });
});

test('new exchange rates, other settings and other rules for planning have a run come first', async () => {
  await story.publishAll();
  await story.land('a', { 1: 1 });
  await story.run();
  await story.land('b', { 1: 1 });
  const { run, workspace, currencyRateImport } = schema;
  const own = eq(workspace.id, story.workspace.id);
  const outcome = async () => (await story.live('2026-03-01T12:01:00Z')).outcome;
  for (const [other, right] of [
    [{ currency: 'CHF' }, { currency: 'EUR' }],
    [{ includeAnonymous: true }, { includeAnonymous: false }],
  ]) {
    await stage.database.update(workspace).set(other!).where(own);
    expect(await outcome()).toBe('outrun');
    await stage.database.update(workspace).set(right!).where(own);
  }
  const [first] = await story.runs();
  const settings: RunSettings = first!.settings!;
  const ofRun = eq(run.workspaceId, story.workspace.id);
  await stage.database
    .update(run)
    .set({ settings: { ...settings, planFormat: 1 } })
    .where(ofRun);
  expect(await outcome()).toBe('outrun');
  await stage.database.update(run).set({ settings }).where(ofRun);
  const days = { firstDay: '2026-01-01', lastDay: '2026-01-01' };
  const rates = {
    workspaceId: story.workspace.id,
    status: 'completed' as const,
    rates: 1,
    currencies: ['CHF'],
    ...days,
  };
  await stage.database.insert(currencyRateImport).values({ ...rates, batch: 2 });
  expect(await outcome()).toBe('outrun');
  await stage.database.delete(currencyRateImport).where(sql`true`);
  expect(await outcome()).toBe('done');
});

test('segments that could not be computed, and those that refer to them, wait for a run', async () => {
  const { heavy, light, now } = await story.publishAll();
  await story.land('a', { 1: 1, 2: 2, 3: 3, 4: 4 });
  await story.run();
  const { segmentHead } = schema;
  await stage.database.update(segmentHead).set({ status: 'stale' }).where(eq(segmentHead.definitionId, heavy));
  await story.land('b', { 1: 5 }, '2026-03-01T11:59:00Z');
  expect(await story.live('2026-03-01T12:01:00Z')).toMatchObject({ outcome: 'done', changes: 1 });
  expect(await story.changesOf(now)).toEqual(['c1 entered: new-events']);
  expect(await story.head(heavy)).toMatchObject({ run: 1 });
  expect(await story.head(light)).toMatchObject({ run: 1 });
});

test('more segments than a statement names are all kept right, in runs and between them', async () => {
  const bought = await story.publish(purchases({ type: 'last', count: 30, unit: 'day' }));
  const ids: string[] = [];
  for (let value = 0; value < 51; value += 1)
    ids.push(
      await story.publish({
        kind: 'segment',
        name: `More than ${value}`,
        where: moreThan(bought, { type: 'constant', value: value % 3 }),
      }),
    );
  await story.land('a', { 1: 3 });
  await story.run();
  await story.land('b', { 2: 3 });
  expect(await story.live('2026-03-01T12:01:00Z')).toMatchObject({ outcome: 'done', changes: 51 });
  const heads = await Promise.all(ids.map((id) => story.head(id)));
  expect(heads.map(({ members, run }) => `${members} ${run}`)).toEqual(ids.map(() => '2 2'));
  expect(await story.membersOf(ids[0]!)).toEqual(['c1', 'c2']);
  expect(await story.membersOf(ids[50]!)).toEqual(['c1', 'c2']);
});
