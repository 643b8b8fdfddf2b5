import { once } from 'node:events';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectClickHouse, tables } from '@cutline/clickhouse';
import { schema } from '@cutline/postgres';
import type { DefinitionDetail } from '../definitions/definitions.schemas.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { DistributionPreview, SegmentPreview } from './previews.schemas.ts';
import { SlotsService } from './slots.service.ts';

let api: TestApi;
const path = (rest: string) => `/api/v1/workspaces/${api.workspace.id}${rest}`;
const post = <T>(rest: string, body: unknown, signal?: AbortSignal) =>
  api.call<T>('POST', path(rest), { key: api.key, body, signal });

/** Profile n of 1 to 100 has bought n times in 2025, and there are 20 more who never did. */
beforeAll(async () => {
  api = await createTestApi();
  const client = connectClickHouse(api.settings.clickHouse);
  const { number: workspace } = api.workspace;
  const query_params = { workspace };
  await client.command({
    query: `INSERT INTO ${tables.events} (workspace, action, time, profile, message_id, received_at, batch, source, parameters)
      SELECT {workspace:UInt32}, 'buy', toDateTime64('2025-06-01 12:00:00', 3, 'UTC'), n, concat(toString(n), ':', toString(i)), now64(3), 1, 'test', '{}'
      FROM (SELECT arrayJoin(range(1, 101)) AS n, arrayJoin(range(1, n + 1)) AS i)`,
    query_params,
  });
  await client.command({
    query: `INSERT INTO ${tables.identifiers} SELECT {workspace:UInt32}, number + 1, 'customId', toString(number), 1 FROM numbers(120)`,
    query_params,
  });
  await client.close();
  await api.database
    .insert(schema.ingestionBatch)
    .values({ workspace, number: 1, origin: 'test', status: 'landed', events: 5050 });
});
afterAll(() => api.drop());

const purchases = {
  kind: 'aggregate',
  name: 'Purchases',
  actions: ['buy'],
  aggregator: { type: 'count' },
  window: { type: 'allTime' },
};

async function published(body: unknown): Promise<DefinitionDetail> {
  return (await post<DefinitionDetail>('/definitions', body)).body;
}

describe('a preview', () => {
  it('counts every rule of a segment, and its members', async () => {
    const { id } = await published({ ...purchases, name: 'P1' });
    const rule = (comparison: string, value: number) => ({
      type: 'aggregate',
      aggregate: id,
      comparison: { type: comparison, operand: { type: 'constant', value } },
    });
    const where = {
      type: 'all',
      of: [
        rule('moreThan', 10),
        { type: 'any', of: [rule('lessThan', 21), { type: 'not', of: rule('lessThan', 91) }] },
      ],
    };
    const { status, body } = await post<SegmentPreview>('/previews', {
      document: { kind: 'segment', name: 'New', where },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'segment',
      known: 1,
      base: 120,
      members: 20,
      thresholdsOfRun: null,
      warnings: [],
      counts: {
        '/where': 20,
        '/where/of/0': 90,
        '/where/of/1': 50,
        '/where/of/1/of/0': 40,
        '/where/of/1/of/1': 10,
        '/where/of/1/of/1/of': 110,
      },
    });
  });

  it('speaks about the instant that it is asked about', async () => {
    const { id } = await published({ ...purchases, name: 'P2' });
    const where = {
      type: 'aggregate',
      aggregate: id,
      comparison: { type: 'atLeast', operand: { type: 'constant', value: 1 } },
    };
    const document = { kind: 'segment', name: 'New', where };
    const at = async (asOf: string) => (await post<SegmentPreview>('/previews', { document, asOf })).body;
    expect(await at('2025-06-01T13:00:00Z')).toMatchObject({ asOf: '2025-06-01T13:00:00.000Z', members: 100 });
    expect(await at('2025-06-01T13:00:00+02:00')).toMatchObject({ asOf: '2025-06-01T11:00:00.000Z', members: 0 });
  });

  it('computes along with it what no run has computed yet, also as of another instant', async () => {
    const { id } = await published({ ...purchases, name: 'P3' });
    const metric = await published({
      kind: 'metric',
      name: 'Line',
      measure: {
        type: 'values',
        of: { type: 'aggregate', aggregate: id },
        statistic: { type: 'quantile', level: 0.7, method: 'lower' },
      },
    });
    const rule = {
      type: 'aggregate',
      aggregate: id,
      comparison: { type: 'moreThan', operand: { type: 'metric', metric: metric.id } },
    };
    const segment = await published({ kind: 'segment', name: 'Heavy', where: rule });
    const population = { type: 'segment', segment: segment.id };
    const among = await published({
      kind: 'metric',
      name: 'Among the heavy',
      measure: {
        type: 'values',
        of: { type: 'aggregate', aggregate: id },
        population,
        statistic: { type: 'quantile', level: 0.5, method: 'lower' },
      },
    });
    const where = {
      type: 'all',
      of: [
        { type: 'segment', segment: segment.id, is: true },
        {
          type: 'aggregate',
          aggregate: id,
          comparison: { type: 'atMost', operand: { type: 'metric', metric: among.id } },
        },
      ],
    };
    const document = { kind: 'segment', name: 'New', where };
    // The line is 70 (99 · 0.7 = 69.3: the 70th of 1 to 100); above it 71 to 100, whose lower middle is 85.
    const now = await post<SegmentPreview>('/previews', { document });
    expect(now.body).toMatchObject({
      members: 15,
      counts: { '/where/of/0': 30, '/where/of/1': 105 },
      thresholdsOfRun: null,
      warnings: [],
    });
    const before = await post<SegmentPreview>('/previews', { document, asOf: '2025-05-01T00:00:00Z' });
    expect(before.body).toMatchObject({ members: 0 });
    expect(before.body.warnings).toHaveLength(2);
  });

  it('shows how an aggregate’s values are distributed, and where a metric cuts', async () => {
    const { body } = await post<DistributionPreview>('/previews', { document: purchases });
    expect(body).toMatchObject({
      kind: 'aggregate',
      value: null,
      profiles: 100,
      summary: { min: '1', max: '100', mean: '50.5', zero: 0 },
    });
    expect(body.histogram.length).toBeLessThanOrEqual(60);
    expect(body.histogram.reduce((sum, { profiles }) => sum + profiles, 0)).toBe(100);
    const { id } = await published({ ...purchases, name: 'P4' });
    const metric = {
      kind: 'metric',
      name: 'New',
      measure: {
        type: 'values',
        of: { type: 'aggregate', aggregate: id },
        statistic: { type: 'quantile', level: 0.5, method: 'lower' },
      },
    };
    expect((await post<DistributionPreview>('/previews', { document: metric })).body).toMatchObject({
      kind: 'metric',
      value: '50',
      profiles: 100,
      below: 49,
      on: 1,
      above: 50,
    });
  });

  it('of a published definition before its first run is refused', async () => {
    const { id } = await published({ ...purchases, name: 'P5' });
    expect(await api.call('GET', path(`/definitions/${id}/histogram`), { key: api.key })).toMatchObject({
      status: 409,
      body: { code: 'not-computed' },
    });
  });
});

describe('a later preview in the same slot', () => {
  const document = { ...purchases, name: 'Slot' };

  it('ends the earlier one, which says so; other slots go on', async () => {
    const { apiKey } = schema;
    const own = eq(apiKey.workspaceId, api.workspace.id);
    const [key] = await api.database.select().from(apiKey).where(own).orderBy(apiKey.createdAt).limit(1);
    // As quick as a preview is, no other one is sure to come before its end: these have none of their own.
    const endless = (slot: string): Promise<void> =>
      api.application
        .get(SlotsService)
        .run(`key:${key!.id}:${api.workspace.id}:${slot}`, new AbortController().signal, async ({ signal }) => {
          await once(signal, 'abort');
        });
    const superseded = { status: 409, code: 'superseded' };
    const builder = expect(endless('builder')).rejects.toMatchObject(superseded);
    let isOtherOver = false;
    const other = expect(endless('other').finally(() => (isOtherOver = true))).rejects.toMatchObject(superseded);
    const inSlot = async (slot?: string): Promise<number> => (await post('/previews', { document, slot })).status;
    expect(await inSlot('builder')).toBe(200);
    await builder;
    expect(await inSlot()).toBe(200);
    expect(isOtherOver).toBe(false);
    expect(await inSlot('other')).toBe(200);
    await other;
  });

  it('leaves another caller’s alone', async () => {
    const key = await api.makeKey(api.workspace.id);
    const answers = await Promise.all([
      post('/previews', { document, slot: 'builder' }),
      api.call('POST', path('/previews'), { key, body: { document, slot: 'builder' } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });
});
