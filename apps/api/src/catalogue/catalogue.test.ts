import type { ClickHouseClient } from '@clickhouse/client';
import { connectClickHouse } from '@cutline/clickhouse';
import { landBatch, type IncomingEvent, type IncomingProfile } from '@cutline/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Validation } from '../definitions/definitions.schemas.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { Catalogue } from './catalogue.schemas.ts';

let api: TestApi;
let clickhouse: ClickHouseClient;
beforeAll(async () => {
  api = await createTestApi();
  clickhouse = connectClickHouse(api.settings.clickHouse);
});
afterAll(async () => {
  await clickhouse.close();
  await api.drop();
});

const path = (rest: string) => `/api/v1/workspaces/${api.workspace.id}${rest}`;
const read = () => api.call<Catalogue>('GET', path('/catalogue'), { key: api.key });
const validate = (body: unknown) => api.call<Validation>('POST', path('/definitions/validate'), { key: api.key, body });

const event = (messageId: string, changes: Partial<IncomingEvent>): IncomingEvent => ({
  action: 'order',
  time: '2026-01-02T03:04:05.000Z',
  messageId,
  identifiers: { customId: 'a' },
  revenue: null,
  currency: '',
  orderId: '',
  products: [],
  parameters: {},
  ...changes,
});
const product = { product_id: 'P1', name: 'Pan', category: '', price: '6.5', quantity: 2 };
const aggregate = (changes: object) => ({
  kind: 'aggregate',
  name: 'Orders',
  actions: ['order'],
  aggregator: { type: 'count' },
  window: { type: 'allTime' },
  ...changes,
});
const store = (name: string) => ({
  type: 'parameter',
  parameter: { name, type: 'string' },
  comparison: { type: 'isSet' },
});

describe('the catalogue', () => {
  it('is empty before anything has come in, and nothing is unknown then', async () => {
    expect((await read()).body).toEqual({ known: 0, events: [], attributes: [], channels: [] });
    expect((await validate(aggregate({ filter: store('anything') }))).body).toMatchObject({
      valid: true,
      warnings: [],
    });
  });

  it('says what events carry, of which types, how often, with examples', async () => {
    const events = [
      event('1', {
        revenue: '12.5',
        currency: 'EUR',
        products: [product],
        parameters: { store: 'Web', count: 3, nested: { depth: 1.5 }, tags: ['x', 1, null], at: '2026-01-01' },
      }),
      event('2', {
        time: '2026-01-03T00:00:00.000Z',
        parameters: { store: 'Web', count: 3.5, ok: true, at: '2026-01-01T10:00:00Z' },
      }),
      event('3', { identifiers: { customId: 'b' }, parameters: { store: 7 } }),
      event('4', { action: 'visit', identifiers: { anonymousId: 'device' } }),
    ];
    const profiles: IncomingProfile[] = [
      {
        identifiers: { customId: 'a' },
        time: '2026-01-01T00:00:00.000Z',
        messageId: 'p1',
        attributes: { tier: 'gold', born: { date: '1990-05-31' }, likes: ['tea', 'jam'], age: 35 },
        consents: { email: true, sms: true },
      },
      {
        identifiers: { customId: 'b' },
        time: '2026-01-02T00:00:00.000Z',
        messageId: 'p2',
        attributes: { tier: 'gold', age: 35.5, gone: null },
        consents: { email: false },
      },
    ];
    await landBatch(
      { database: api.database, clickhouse },
      { workspace: api.workspace.number, origin: 'a', source: 'test', events, profiles },
    );
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body.known).toBe(1);
    expect(body.events.map(({ action, events: n, share, profiles: p }) => [action, n, share, p])).toEqual([
      ['order', 3, 0.75, 2],
      ['visit', 1, 0.25, 1],
    ]);
    const [order] = body.events;
    expect(order).toMatchObject({
      firstSeen: '2026-01-02T03:04:05.000Z',
      lastSeen: '2026-01-03T00:00:00.000Z',
      lookedAt: 3,
    });
    const carried = Object.fromEntries(order!.parameters.map(({ name, ...rest }) => [name, rest]));
    expect(Object.keys(carried).sort()).toEqual(
      [
        ...['at', 'count', 'currency', 'nested.depth', 'ok', 'products[].name', 'products[].price'],
        ...['products[].productId', 'products[].quantity', 'revenue', 'source', 'store', 'tags'],
      ].sort(),
    );
    expect(carried['store']).toEqual({
      type: 'string',
      types: [
        { type: 'string', share: 2 / 3 },
        { type: 'integer', share: 1 / 3 },
      ],
      share: 1,
      examples: ['Web', '7'],
      firstSeen: '2026-01-02T03:04:05.000Z',
      lastSeen: '2026-01-03T00:00:00.000Z',
    });
    expect(carried['count']).toMatchObject({ type: 'number', share: 2 / 3, types: [{ type: 'number', share: 1 }] });
    expect(carried['nested.depth']).toMatchObject({ type: 'number', examples: ['1.5'] });
    expect(carried['at']).toMatchObject({ type: 'datetime' });
    expect(carried['ok']).toMatchObject({ type: 'boolean', examples: ['true'] });
    expect(carried['tags']).toMatchObject({ type: 'list', examples: ['x, 1'] });
    expect(carried['revenue']).toMatchObject({ type: 'money', examples: ['12.5'], share: 1 / 3 });
    expect(carried['products[].quantity']).toMatchObject({ type: 'integer', examples: ['2'] });
    const given = Object.fromEntries(body.attributes.map(({ name, ...rest }) => [name, rest]));
    expect(Object.keys(given)).toEqual(['age', 'tier', 'born', 'likes']);
    expect(given['tier']).toMatchObject({ type: 'string', profiles: 2, share: 2 / 3, examples: ['gold'] });
    expect(given['age']).toMatchObject({ type: 'number' });
    expect(given['born']).toMatchObject({ type: 'datetime', examples: ['1990-05-31'], profiles: 1 });
    expect(given['likes']).toMatchObject({ type: 'list', examples: ['tea, jam'] });
    expect(body.channels).toEqual([
      {
        channel: 'email',
        profiles: 2,
        share: 2 / 3,
        agreed: 1,
        firstSeen: '2026-01-01T00:00:00.000Z',
        lastSeen: '2026-01-02T00:00:00.000Z',
      },
      {
        channel: 'sms',
        profiles: 1,
        share: 1 / 3,
        agreed: 1,
        firstSeen: '2026-01-01T00:00:00.000Z',
        lastSeen: '2026-01-01T00:00:00.000Z',
      },
    ]);
  });

  it('tells names that never occurred, and what comes nearest, without refusing them', async () => {
    const inAggregate = await validate(
      aggregate({ actions: ['order', 'ordr'], filter: { type: 'not', of: store('stores') } }),
    );
    expect(inAggregate.body).toMatchObject({
      valid: true,
      errors: [],
      warnings: [
        { path: '/actions/1', code: 'never-seen', nearest: 'order' },
        { path: '/filter/of/parameter/name', code: 'never-seen', nearest: 'store' },
      ],
    });
    const window = { type: 'allTime' };
    const inSegment = await validate({
      kind: 'segment',
      name: 'S',
      where: {
        type: 'all',
        of: [
          { type: 'attribute', attribute: { name: 'teir', type: 'string' }, comparison: { type: 'isSet' } },
          { type: 'attribute', attribute: { name: 'tier', type: 'string' }, comparison: { type: 'isSet' } },
          { type: 'consent', channel: 'push', is: true },
          { type: 'sequence', steps: [{ actions: ['visit'] }, { actions: ['vist'] }], window },
          { type: 'event', actions: ['visit'], filter: store('page'), window },
        ],
      },
    });
    expect(inSegment.body.warnings.map(({ path: at, nearest }) => [at, nearest])).toEqual([
      ['/where/of/0/attribute/name', 'tier'],
      ['/where/of/2/channel', undefined],
      ['/where/of/3/steps/1/actions/0', 'visit'],
      ['/where/of/4/filter/parameter/name', undefined],
    ]);
  });
});
