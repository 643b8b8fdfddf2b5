import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectClickHouse, tables } from '@cutline/clickhouse';
import { schema } from '@cutline/postgres';
import type { DefinitionDetail } from '../definitions/definitions.schemas.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { Estimate } from './estimates.schemas.ts';

const events = 50_000;

let api: TestApi;
const path = (rest: string) => `/api/v1/workspaces/${api.workspace.id}${rest}`;
const post = <T>(rest: string, body: unknown, key = api.key) => api.call<T>('POST', path(rest), { key, body });
const estimateOf = async (document: unknown, definitionId?: string) =>
  (await post<Estimate>('/estimates', { document, definitionId })).body;

/** 50,000 visits and as many purchases of one day each, in two months. */
beforeAll(async () => {
  api = await createTestApi();
  const client = connectClickHouse(api.settings.clickHouse);
  const { number: workspace } = api.workspace;
  await client.command({
    query: `INSERT INTO ${tables.events} (workspace, action, time, profile, message_id, received_at, batch, source, order_id, parameters)
      SELECT {workspace:UInt32}, action, toDateTime64(day, 3, 'UTC'), number % 1000 + 1, concat(action, toString(number)), now64(3), 1, 'test',
        if(action = 'buy', concat('order number ', toString(number)), ''), '{}'
      FROM numbers(${events}) ARRAY JOIN ['buy', 'visit'] AS action, ['2025-06-01 12:00:00', '2025-05-01 12:00:00'] AS day`,
    query_params: { workspace },
  });
  await client.close();
  await api.database
    .insert(schema.ingestionBatch)
    .values({ workspace, number: 1, origin: 'test', status: 'landed', events: 2 * events });
});
afterAll(() => api.drop());

const visits = (comparison: number, window: unknown = { type: 'allTime' }) => ({
  kind: 'segment',
  name: 'Visitors',
  where: {
    type: 'event',
    actions: ['visit'],
    window,
    times: { type: 'atLeast', operand: { type: 'constant', value: comparison } },
  },
});

describe('an estimate', () => {
  it('says what a new definition reads, of the actions and the time that it looks at', async () => {
    const { status, body } = await post<Estimate>('/estimates', { document: visits(3) });
    expect(status).toBe(200);
    expect(body).toMatchObject({ onceUsed: false, sharedWith: [], warnings: [] });
    expect(body.rows / events).toBeGreaterThan(0.9);
    expect(body.rows / events).toBeLessThan(1.4);
    expect(body.bytes / body.rows).toBeGreaterThan(15);
    expect(body.seconds).toBeGreaterThan(0);
    expect(body.steps.map(({ kind }) => kind)).toEqual(['leaves', 'segments']);
    const none = await estimateOf(visits(3, { type: 'between', start: '2025-07-01', end: '2025-08-01' }));
    expect(none.rows).toBeLessThan(events / 4);
  });

  it('takes columns to be as wide as they are in the events that are read', async () => {
    const last = (action: string) => ({
      kind: 'aggregate',
      name: 'Last order',
      actions: [action],
      aggregator: { type: 'last', parameter: { name: 'orderId', type: 'string' } },
      window: { type: 'allTime' },
    });
    const [bought, visited] = [await estimateOf(last('buy')), await estimateOf(last('visit'))];
    expect(bought.onceUsed).toBe(true);
    expect(bought.bytes / bought.rows - visited.bytes / visited.rows).toBeGreaterThan(8);
  });

  it('leaves out what published definitions read anyway, and says who they are', async () => {
    const { body: published } = await post<DefinitionDetail>('/definitions', visits(2));
    const shared = await estimateOf({ ...visits(5), name: 'Others' });
    expect(shared.rows).toBeLessThan(events / 10);
    expect(shared.sharedWith).toEqual([{ id: published.id, kind: 'segment', name: 'Visitors' }]);
    // As a new version of the one it shares with it shares with nobody.
    const itself = await estimateOf(visits(5), published.id);
    expect(itself.rows / events).toBeGreaterThan(0.9);
    expect(itself.sharedWith).toEqual([]);
  });

  it('warns of what is beyond the limits of the workspace', async () => {
    await api.database.insert(schema.workspaceQuota).values({ workspaceId: api.workspace.id, statementRows: 1_000 });
    const { warnings } = await estimateOf({
      kind: 'metric',
      name: 'Buyers',
      measure: {
        type: 'events',
        actions: ['buy'],
        window: { type: 'allTime' },
        aggregator: { type: 'distinctProfiles' },
      },
    });
    expect(warnings).toEqual([{ code: 'statement-rows', limit: 1_000, estimate: expect.any(Number) }]);
    expect(warnings[0]!.estimate).toBeGreaterThan(0.9 * events);
  });

  it('refuses what previews refuse', async () => {
    const nothing = {
      kind: 'segment',
      name: 'New',
      where: { type: 'segment', segment: crypto.randomUUID(), is: true },
    };
    expect(await post('/estimates', { document: nothing })).toMatchObject({
      status: 422,
      body: { code: 'invalid-definition', errors: [{ path: '/document/where/segment' }] },
    });
    const unknown = { document: visits(3), definitionId: crypto.randomUUID() };
    expect(await post('/estimates', unknown)).toMatchObject({ status: 404 });
    const reader = await api.makeKey(api.workspace.id, ['definitions:read']);
    expect(await post('/estimates', { document: visits(3) }, reader)).toMatchObject({ status: 403 });
  });
});
