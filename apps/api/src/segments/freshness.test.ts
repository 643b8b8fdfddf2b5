import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Definition } from '@cutline/segment-definition';
import { schema } from '@cutline/postgres';
import type { DefinitionDetail } from '../definitions/definitions.schemas.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { SegmentFreshness } from './freshness.schemas.ts';

let api: TestApi;
let segment: string;
beforeAll(async () => {
  api = await createTestApi();
  const document: Definition = {
    formatVersion: 2,
    kind: 'segment',
    name: 'Everybody',
    where: { type: 'all', of: [] },
  };
  const made = await api.call<DefinitionDetail>('POST', inWorkspace('/definitions'), { key: api.key, body: document });
  segment = made.body.id;
});
afterAll(() => api.drop());
beforeEach(async () => {
  await api.database.delete(schema.segmentHead);
  await api.database.delete(schema.liveClock);
});

function inWorkspace(rest: string): string {
  return `/api/v1/workspaces/${api.workspace.id}${rest}`;
}
const detail = () => api.call<DefinitionDetail>('GET', inWorkspace(`/definitions/${segment}`), { key: api.key });
const freshness = async () => (await detail()).body.segment!.freshness;
const setTarget = (id: string, target: unknown) =>
  api.call<SegmentFreshness>('PUT', inWorkspace(`/segments/${id}/freshness`), { key: api.key, body: { target } });
const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);

async function publishHead(values: Partial<typeof schema.segmentHead.$inferInsert>): Promise<void> {
  const head = { version: 1, run: 5, sequence: 1, asOf: ago(600), known: 7, members: 3, status: 'current' as const };
  await api.database.insert(schema.segmentHead).values({ definitionId: segment, wholeRun: 5, ...head, ...values });
}
async function moveClock(values: Partial<typeof schema.liveClock.$inferInsert>): Promise<void> {
  const clock = { workspaceId: api.workspace.id, asOf: ago(2), known: 9, run: 5 };
  await api.database.insert(schema.liveClock).values({ ...clock, ...values });
}

describe('how fresh a segment is', () => {
  it('follows from its run where nothing keeps it right between runs', async () => {
    const asOf = ago(600);
    await publishHead({ asOf });
    expect(await freshness()).toEqual({
      asOf: asOf.toISOString(),
      known: 7,
      target: 7_200,
      defaultTarget: true,
      late: false,
      thresholdsFrom: 5,
    });
  });

  it('follows from the clock of live updates where that is later', async () => {
    await publishHead({});
    const asOf = ago(2);
    await moveClock({ asOf });
    expect(await freshness()).toMatchObject({ asOf: asOf.toISOString(), known: 9, late: false, thresholdsFrom: 5 });
  });

  it('is its own where the head is later than the clock', async () => {
    const asOf = ago(1);
    await publishHead({ asOf, known: 12 });
    await moveClock({ asOf: ago(60) });
    expect(await freshness()).toMatchObject({ asOf: asOf.toISOString(), known: 12 });
  });

  it.each([
    ['it is stale', { status: 'stale' as const, error: { detail: 'x' } }],
    ['no run computed it for everybody', { wholeRun: null }],
    ['a run after the clock’s computed it', { wholeRun: 6 }],
  ])('does not follow from the clock where %s', async (_, head) => {
    const asOf = ago(600);
    await publishHead({ asOf, ...head });
    await moveClock({});
    expect(await freshness()).toMatchObject({ asOf: asOf.toISOString(), known: 7 });
  });

  it('says why it is not kept right at the moment', async () => {
    await publishHead({});
    await moveClock({ error: { detail: 'A stream is being built.' } });
    expect((await freshness()).error).toEqual({ detail: 'A stream is being built.' });
  });

  it('is nothing before the first run, and after one that failed', async () => {
    const unknown = { asOf: null, known: null, late: false, thresholdsFrom: null };
    expect(await freshness()).toMatchObject(unknown);
    await publishHead({ sequence: 0, status: 'stale', members: 0, wholeRun: null });
    expect(await freshness()).toMatchObject(unknown);
    await api.database
      .update(schema.definition)
      .set({ createdAt: ago(7_201) })
      .where(eq(schema.definition.id, segment));
    expect(await freshness()).toMatchObject({ ...unknown, late: true });
  });
});

describe('a target', () => {
  it('says when a segment is late, until it is taken away', async () => {
    await publishHead({ asOf: ago(600) });
    expect(await setTarget(segment, 60)).toMatchObject({
      status: 200,
      body: { target: 60, defaultTarget: false, late: true },
    });
    expect(await freshness()).toMatchObject({ target: 60, defaultTarget: false, late: true });
    expect((await setTarget(segment, 900)).body).toMatchObject({ target: 900, late: false });
    expect((await setTarget(segment, null)).body).toMatchObject({ target: 7_200, defaultTarget: true, late: false });
  });

  it('is no new version', async () => {
    await setTarget(segment, 900);
    expect((await detail()).body).toMatchObject({ version: 1, versions: [{ version: 1 }] });
  });

  it.each([0, 9, 1.5, 31_536_001, '60', undefined])('of %s is refused', async (target) => {
    expect((await setTarget(segment, target)).status).toBe(422);
  });

  it('is not one of anything but a segment', async () => {
    const body: Definition = {
      formatVersion: 2,
      kind: 'aggregate',
      name: 'Purchases',
      actions: ['transaction.charge'],
      aggregator: { type: 'count' },
      window: { type: 'last', count: 1, unit: 'day' },
    };
    const made = await api.call<DefinitionDetail>('POST', inWorkspace('/definitions'), { key: api.key, body });
    expect((await setTarget(made.body.id, 60)).status).toBe(404);
    const other = await api.makeOrganisation();
    const answer = await api.call('PUT', `/api/v1/workspaces/${other.workspace.id}/segments/${segment}/freshness`, {
      key: await api.makeKey(other.workspace.id),
      body: { target: 60 },
    });
    expect(answer.status).toBe(404);
  });
});
