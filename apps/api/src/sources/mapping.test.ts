import { connectClickHouse } from '@cutline/clickhouse';
import { schema } from '@cutline/postgres';
import { landBatch } from '@cutline/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { EventName, MappingOfSource, TrialResult } from './mapping.schemas.ts';
import type { CreatedSource, Source } from './sources.schemas.ts';

let api: TestApi;
let id: string;
beforeAll(async () => void (api = await createTestApi()));
afterAll(() => api.drop());

const sources = () => `/api/v1/workspaces/${api.workspace.id}/sources`;
const ask = <T>(method: string, rest: string, body?: unknown) =>
  api.call<T>(method, `${sources()}/${id}${rest}`, { key: api.key, body });

beforeEach(async () => {
  const body = { name: 'Shop', kind: 'website' };
  id = (await api.call<CreatedSource>('POST', sources(), { key: api.key, body })).body.id;
});

const own = {
  events: [
    { from: 'Order Completed', to: 'shop.order' },
    { from: 'Debug', to: null },
  ],
};

describe('the mapping of a source', () => {
  it('is the default one until the source has its own, and again afterwards', async () => {
    const { body: usual } = await ask<MappingOfSource>('GET', '/mapping');
    expect(usual.own).toBeNull();
    expect(usual.effective).toEqual(usual.default);
    expect(usual.default.events).toContainEqual(expect.objectContaining({ to: 'transaction.charge' }));
    const { body: changed } = await ask<MappingOfSource>('PUT', '/mapping', own);
    expect(changed.own).toEqual(own);
    expect(changed.effective.events).toContainEqual({ from: 'Order Completed', to: 'shop.order' });
    expect(changed.default).toEqual(usual.default);
    expect((await ask<Source>('GET', '')).body.ownMapping).toBe(true);
    expect((await ask<MappingOfSource>('DELETE', '/mapping')).body).toEqual(usual);
    expect((await ask<Source>('GET', '')).body.ownMapping).toBe(false);
  });

  it('is refused where it is none, with the place', async () => {
    const wrong = {
      events: [
        { from: 'A', to: 'a' },
        { from: '', to: 'b' },
      ],
    };
    const { status, body } = await ask('PUT', '/mapping', wrong);
    expect(status).toBe(422);
    expect(body.errors?.map(({ path }) => path)).toEqual(['/events/1/from']);
  });

  it('is tried on a message before it is saved, and nothing is stored', async () => {
    const message = { type: 'track', event: 'Order Completed', userId: 'a', properties: { revenue: 12.5 } };
    const attempt = async (body: object) => (await ask<TrialResult>('POST', '/mapping/try', body)).body;
    const usual = await attempt({ message });
    expect(usual.outcome).toBe('taken');
    expect(usual.read).toMatchObject({ event: { action: 'transaction.charge', revenue: '12.5', currency: 'EUR' } });
    expect((await attempt({ message, mapping: own })).read).toMatchObject({ event: { action: 'shop.order' } });
    await ask('PUT', '/mapping', own);
    expect((await attempt({ message })).read).toMatchObject({ event: { action: 'shop.order' } });
    expect((await attempt({ message, mapping: null })).read).toMatchObject({ event: { action: 'transaction.charge' } });
    expect(await attempt({ message: { ...message, event: 'Debug' } })).toMatchObject({
      outcome: 'ignored',
      read: null,
      problems: [{ code: 'ignored-by-rule', pointer: '/event' }],
    });
    expect(await attempt({ message: { ...message, event: undefined } })).toMatchObject({
      outcome: 'refused',
      problems: [{ pointer: '/event' }],
    });
    expect(await api.database.select().from(schema.sourceMessage)).toEqual([]);
    expect(await api.database.select().from(schema.inbox)).toEqual([]);
  });
});

describe('names of events that came', () => {
  it('are told from messages and from events, with what becomes of them', async () => {
    await ask('PUT', '/mapping', own);
    const clickhouse = connectClickHouse(api.settings.clickHouse);
    const event = (action: string, days: number) => ({
      action,
      time: new Date(Date.now() - days * 86_400_000).toISOString(),
      messageId: `${id} ${action}`,
      identifiers: { customId: 'a' },
      revenue: null,
      currency: '',
      orderId: '',
      products: [],
      parameters: {},
    });
    const events = [event('Video Played', 1), event('shop.order', 1), event('page.visit', 1), event('Old', 40)];
    await landBatch(
      { database: api.database, clickhouse },
      { workspace: api.workspace.number, origin: id, source: id, events, profiles: [] },
    );
    await clickhouse.close();
    const names = ['Order Completed', 'Debug', 'Newsletter Opened', 'order completed', 'Newsletter Opened'];
    const of = {
      workspace: api.workspace.number,
      sourceId: id,
      outcome: 'landed' as const,
      identifiers: [],
      problems: [],
    };
    await api.database
      .insert(schema.sourceMessage)
      .values([
        ...names.map((name) => ({ ...of, type: 'track', raw: JSON.stringify({ event: name }) })),
        { ...of, type: 'page', raw: '{"name":"Home"}' },
      ]);
    const { body } = await ask<EventName[]>('GET', '/event-names');
    expect(body.map(({ name, action, rule, seen }) => [name, action, rule, seen])).toEqual([
      ['Newsletter Opened', 'Newsletter Opened', null, 2],
      ['order completed', 'shop.order', 'own', 1],
      ['Debug', null, 'own', 1],
      ['Order Completed', 'shop.order', 'own', 1],
      ['Video Played', 'Video Played', null, 1],
    ]);
  });
});
