import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncomingEvent, IncomingProfile } from '@cutline/worker';
import type { Page } from '../pagination/page.ts';
import type { ProfileDetail, ProfileEvent, ProfileSummary } from '../profiles/profiles.schemas.ts';
import type { Answer } from '../testing/call.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { startTestWorker } from '../testing/test-worker.ts';
import { computed, land, publish } from './testing/asked-workspace.ts';
import type { Why, WhyNode } from './why.schemas.ts';

/** C1 to C6; Cn bought n times, for 10.00 each: on the 1st online, on the 2nd in a shop, and so on. C1 had looked before. */
const buyers = [1, 2, 3, 4, 5, 6];
const event = (messageId: string, time: string, more: Partial<IncomingEvent>): IncomingEvent => ({
  action: 'buy',
  time,
  messageId,
  identifiers: {},
  revenue: null,
  currency: '',
  orderId: '',
  products: [],
  parameters: {},
  ...more,
});
const events = [
  ...buyers.flatMap((n) =>
    Array.from({ length: n }, (_, i) =>
      event(`${n}:${i}`, `2026-01-0${i + 1}T10:00:00.000Z`, {
        identifiers: { customId: `C${n}` },
        revenue: '10.00',
        parameters: { store: i % 2 === 0 ? 'Online' : 'Shop' },
      }),
    ),
  ),
  event('look', '2026-01-01T09:00:00.000Z', { action: 'look', identifiers: { customId: 'C1' } }),
  // Of a device that is C6's when the run reads it.
  event('kiosk', '2026-01-20T09:00:00.000Z', { action: 'look', identifiers: { anonymousId: 'kiosk' } }),
  event('nobody', '2026-01-01T10:00:00.000Z', { identifiers: { anonymousId: 'nobody' }, revenue: '10.00' }),
];
const profiles = buyers.map((n): IncomingProfile => ({
  identifiers: { customId: `C${n}` },
  time: '2026-01-01T00:00:00.000Z',
  messageId: `p${n}`,
  attributes: { tier: n >= 4 ? 'gold' : 'silver', points: n, likes: ['tea', `c${n}`] },
  consents: { email: n % 2 === 0 },
}));

const merged = (messageId: string, time: string, change: { type: 'merge' } | { type: 'undo'; kind: 'merge' }) => ({
  ...change,
  from: { kind: 'anonymousId' as const, value: 'kiosk' },
  into: { kind: 'customId' as const, value: 'C6' },
  by: null,
  messageId,
  time,
  source: 'console',
});

let api: TestApi;
let stopWorker: () => Promise<void>;
let beforeFirstRun: Answer<Why>[];
const ids: Record<string, string> = {};
const numbers = new Map<string, number>();

const path = (rest: string) => `/api/v1/workspaces/${api.workspace.id}${rest}`;
const get = <T>(rest: string) => api.call<T>('GET', path(rest), { key: api.key });
const at = (segment: string, customer: string) => `/segments/${ids[segment]}/profiles/${numbers.get(customer)}`;
const why = async (segment: string, customer: string): Promise<Why> =>
  (await get<Why>(`${at(segment, customer)}/why`)).body;
const evidence = (segment: string, customer: string, query: string) =>
  get<Page<ProfileEvent>>(`${at(segment, customer)}/evidence?path=${query}`);
const messagesOf = ({ body }: Answer<Page<ProfileEvent>>) => body.items.map(({ messageId }) => messageId);

const window = { type: 'since', start: '2026-01-01' };
const constant = (value: number | string) => ({ type: 'constant', value });
const online = {
  type: 'parameter',
  parameter: { name: 'store', type: 'string' },
  comparison: { type: 'equals', operand: constant('Online') },
};
const aggregate = (name: string, aggregator: object) => ({
  kind: 'aggregate',
  name,
  actions: ['buy'],
  aggregator,
  window,
});

async function publishAll(): Promise<void> {
  ids['purchases'] = await publish(api, aggregate('Purchases', { type: 'count' }));
  const revenue = { name: 'revenue', type: 'money' };
  ids['spend'] = await publish(api, aggregate('Spend', { type: 'sum', parameter: revenue }));
  const number = (id: string) => ({ type: 'aggregate', aggregate: id });
  const points = { type: 'attribute', attribute: { name: 'points', type: 'integer' } };
  ids['mix'] = await publish(api, {
    kind: 'expression',
    name: 'Spend per point',
    formula: { type: 'divide', left: number(ids['spend']), right: points },
  });
  ids['line'] = await publish(api, {
    kind: 'metric',
    name: 'Line',
    measure: {
      type: 'values',
      of: number(ids['purchases']),
      statistic: { type: 'quantile', level: 0.5, method: 'lower' },
    },
  });
  const where = {
    type: 'aggregate',
    aggregate: ids['purchases'],
    comparison: { type: 'moreThan', operand: { type: 'metric', metric: ids['line'] } },
  };
  ids['heavy'] = await publish(api, { kind: 'segment', name: 'Heavy', where });
  ids['every'] = await publish(api, { kind: 'segment', name: 'Every kind', where: everyKind() });
  const distinctBy = { name: 'store', type: 'string' };
  const stores = { type: 'event', actions: ['buy'], window, distinctBy };
  ids['stores'] = await publish(api, { kind: 'segment', name: 'In stores', where: stores });
  const onlineBuyers = { type: 'event', actions: ['buy'], filter: online, window };
  const best = (name: string, ties: object) => ({
    kind: 'segment',
    name,
    where: onlineBuyers,
    refine: { keep: 'top', take: { type: 'count', count: 1 }, by: number(ids['spend']!), ties },
  });
  ids['best'] = await publish(api, best('Best', { type: 'include' }));
  ids['one'] = await publish(api, best('The best one', { type: 'exact', thenBy: number(ids['purchases']) }));
}

const everyKind = () => ({
  type: 'all',
  of: [
    { type: 'segment', segment: ids['heavy'], is: true },
    {
      type: 'attribute',
      attribute: { name: 'tier', type: 'string' },
      comparison: { type: 'equals', operand: constant('gold') },
    },
    {
      type: 'event',
      actions: ['buy'],
      filter: online,
      window,
      times: { type: 'between', from: constant(2), to: constant(2) },
    },
    {
      type: 'not',
      of: {
        type: 'sequence',
        steps: [{ actions: ['look'] }, { actions: ['buy'] }],
        within: { count: 1, unit: 'day' },
        window,
      },
    },
    {
      type: 'any',
      of: [
        { type: 'consent', channel: 'email', is: true },
        { type: 'expression', expression: ids['mix'], comparison: { type: 'lessThan', operand: constant(10) } },
        {
          type: 'aggregate',
          aggregate: ids['spend'],
          comparison: { type: 'lessThan', operand: { type: 'expression', expression: ids['mix'] } },
        },
        {
          type: 'attribute',
          attribute: { name: 'likes', type: 'list' },
          comparison: { type: 'containsAny', values: ['coffee'] },
        },
      ],
    },
  ],
});

beforeAll(async () => {
  api = await createTestApi();
  await land(api, [
    { origin: 'test', events, profiles },
    { origin: 'merge', events: [], identityChanges: [merged('merge', '2026-02-01T00:00:00.000Z', { type: 'merge' })] },
  ]);
  await publishAll();
  for (const { profile, customId } of (await get<Page<ProfileSummary>>('/profiles')).body.items)
    if (customId) numbers.set(customId, profile);
  numbers.set('nobody', (await get<Page<ProfileSummary>>('/profiles?search=nobody')).body.items[0]!.profile);
  numbers.set('stranger', 99);
  beforeFirstRun = [
    await get<Why>(`${at('heavy', 'C1')}/why`),
    await get<Why>(`${at('heavy', 'C1')}/evidence?path=/where`),
  ];
  stopWorker = await startTestWorker(api);
  await api.call('POST', path('/runs'), { key: api.key, body: {} });
  await computed(
    api,
    ['heavy', 'every', 'stores', 'best', 'one'].map((name) => ids[name]!),
  );
});
afterAll(async () => {
  await stopWorker();
  await api.drop();
});

describe('why', () => {
  it('says what is compared with what, how far apart they are, and under which run', async () => {
    const answer = await why('heavy', 'C1');
    expect(answer).toMatchObject({
      segment: { id: ids['heavy'], name: 'Heavy', version: 1 },
      profile: numbers.get('C1'),
      known: 2,
      member: false,
      inBase: true,
      refinement: null,
      where: {
        path: '/where',
        type: 'aggregate',
        words: 'whose “Purchases” is more than “Line”',
        subject: 'Purchases',
        comparison: 'moreThan',
        holds: false,
        decides: true,
        valueType: 'integer',
        value: '1',
        operands: [{ definition: { id: ids['line'], kind: 'metric', name: 'Line' }, value: '3' }],
        distance: '-2',
        inputs: [],
        hasEvents: true,
        of: [],
      },
    });
    expect(await why('heavy', 'C6')).toMatchObject({ member: true, where: { holds: true, value: '6', distance: '3' } });
  });

  it('knows every kind of condition, and which of them decide', async () => {
    const { member, where } = await why('every', 'C4');
    expect(member).toBe(true);
    expect(where.of.map(({ type, holds, decides }) => [type, holds, decides])).toEqual([
      ['segment', true, true],
      ['attribute', true, true],
      ['event', true, true],
      ['not', true, false],
      ['any', true, false],
    ]);
    const [segment, attribute, times, not, any] = where.of as [WhyNode, WhyNode, WhyNode, WhyNode, WhyNode];
    expect(segment).toMatchObject({ subject: 'Heavy', valueType: 'boolean', value: 'true', hasEvents: false });
    expect(attribute).toMatchObject({ subject: 'tier', valueType: 'string', value: 'gold', distance: null });
    expect(attribute.operands).toEqual([{ definition: null, value: 'gold' }]);
    expect(times).toMatchObject({ comparison: 'between', value: '2', distance: null, hasEvents: true });
    expect(times.operands.map(({ value }) => value)).toEqual(['2', '2']);
    expect(not.of).toMatchObject([
      { type: 'sequence', path: '/where/of/3/of', value: 'false', holds: false, decides: true, hasEvents: true },
    ]);
    expect(any.of.map(({ subject, holds, decides, value }) => [subject, holds, decides, value])).toEqual([
      ['email', true, true, 'true'],
      ['Spend per point', false, false, '10'],
      ['Spend', false, false, '40'],
      ['likes', false, false, '["tea","c4"]'],
    ]);
    const inputs = [
      { aggregate: ids['spend'], name: 'Spend', type: 'money', value: '40' },
      { aggregate: null, name: 'points', type: 'integer', value: '4' },
    ];
    expect(any.of[1]).toMatchObject({ distance: '0', inputs });
    expect(any.of[2]).toMatchObject({
      operands: [{ definition: { kind: 'expression', name: 'Spend per point' }, value: '10' }],
      distance: '30',
      inputs,
    });
  });

  it('says what keeps someone out, and nothing else', async () => {
    const { member, where } = await why('every', 'C5');
    expect(member).toBe(false);
    const all = [where, ...where.of, ...where.of.flatMap(({ of }) => of)];
    expect(all.filter(({ decides }) => decides).map((node) => node.path)).toEqual([
      '/where/of/2',
      '/where/of/4/of/0',
      '/where/of/4/of/1',
      '/where/of/4/of/2',
      '/where/of/4/of/3',
    ]);
    expect(where.of[2]).toMatchObject({ holds: false, value: '3', distance: '1' });
    expect((await why('every', 'C1')).where.of[3]?.of[0]).toMatchObject({ value: 'true', holds: true, decides: true });
  });

  it('says where the line of a refinement is, counting as the refinement counts', async () => {
    const boundary = { line: '30', above: 0, level: 2, kept: 2 };
    expect(await why('best', 'C4')).toMatchObject({
      member: false,
      where: { holds: true, decides: false },
      refinement: {
        decides: true,
        keep: 'top',
        take: { type: 'count', count: 1 },
        ties: 'include',
        rankedBy: { id: ids['spend'], name: 'Spend', type: 'money', value: '20' },
        thenBy: null,
        distance: '-10',
        boundary,
      },
    });
    expect(await why('best', 'C5')).toMatchObject({
      member: true,
      where: { decides: true },
      refinement: { distance: '0', boundary },
    });
    const one = { line: '30', above: 0, level: 2, kept: 1 };
    expect([await why('one', 'C5'), await why('one', 'C6')]).toMatchObject([
      { member: true, refinement: { ties: 'exact', thenBy: { name: 'Purchases', value: '3' }, boundary: one } },
      { member: false, refinement: { distance: '0', thenBy: { value: '3' }, boundary: one } },
    ]);
  });

  it('says that someone whom nothing names could not be in', async () => {
    expect(await why('best', 'nobody')).toMatchObject({ member: false, inBase: false, where: { value: '0' } });
    expect(await why('heavy', 'nobody')).toMatchObject({
      member: false,
      inBase: false,
      where: { value: '1', decides: false },
    });
  });
});

describe('evidence', () => {
  it('is the events that count, latest first, page by page', async () => {
    expect(messagesOf(await evidence('heavy', 'C3', '/where'))).toEqual(['3:2', '3:1', '3:0']);
    const first = await evidence('every', 'C5', '/where/of/2&limit=2');
    expect(messagesOf(first)).toEqual(['5:4', '5:2']);
    const second = await evidence('every', 'C5', `/where/of/2&limit=2&cursor=${first.body.nextCursor}`);
    expect(messagesOf(second)).toEqual(['5:0']);
    expect(second.body.nextCursor).toBeNull();
    expect(first.body.items[0]).toMatchObject({ action: 'buy', revenue: '10', parameters: { store: 'Online' } });
  });

  it('is of those with the same value only the earliest', async () => {
    expect((await why('stores', 'C6')).where).toMatchObject({ comparison: 'atLeast', value: '2', distance: '1' });
    expect(messagesOf(await evidence('stores', 'C6', '/where'))).toEqual(['6:1', '6:0']);
  });

  it('of a sequence is what its steps look at, of an expression what its aggregate counts', async () => {
    expect(messagesOf(await evidence('every', 'C1', '/where/of/3/of'))).toEqual(['1:0', 'look']);
    expect(messagesOf(await evidence('every', 'C2', '/where/of/4/of/1'))).toEqual(['2:1', '2:0']);
    const named = `/where/of/4/of/2&aggregate=${ids['spend']}`;
    expect(messagesOf(await evidence('every', 'C2', named))).toEqual(['2:1', '2:0']);
  });

  it('of a refinement is what it ranks by', async () => {
    expect(messagesOf(await evidence('best', 'C4', '/refine'))).toEqual(['4:2', '4:0']);
  });

  it('is what was counted then, also of whom a merge that was undone since had brought', async () => {
    const counted = ['kiosk', '6:5', '6:4', '6:3', '6:2', '6:1', '6:0'];
    expect(messagesOf(await evidence('every', 'C6', '/where/of/3/of'))).toEqual(counted);
    const undo = merged('undo', '2026-02-02T00:00:00.000Z', { type: 'undo', kind: 'merge' });
    await land(api, [{ origin: 'undo', events: [], identityChanges: [undo] }]);
    expect((await get<ProfileDetail>(`/profiles/${numbers.get('C6')}`)).body.numbers).toHaveLength(1);
    expect(messagesOf(await evidence('every', 'C6', '/where/of/3/of'))).toEqual(counted);
  });

  it('is refused where no events stand behind', async () => {
    for (const query of [
      '/where/of/0',
      '/where/of/1',
      '/where/of/99',
      '/refine',
      `/where/of/4/of/1&aggregate=${ids['purchases']}`,
    ])
      expect((await evidence('every', 'C1', query)).status, query).toBe(404);
    expect((await evidence('every', 'C1', '/where/of/2&cursor=x')).status).toBe(422);
  });
});

it('is a 404 for a profile or segment that is not there, and a 409 before the first run', async () => {
  ids['aggregate'] = ids['spend']!;
  ids['none'] = '00000000-0000-4000-8000-000000000000';
  for (const [segment, customer] of [
    ['heavy', 'stranger'],
    ['aggregate', 'C1'],
    ['none', 'C1'],
  ] as const) {
    expect((await get(`${at(segment, customer)}/why`)).status).toBe(404);
    expect((await evidence(segment, customer, '/where')).status).toBe(404);
  }
  for (const answer of beforeFirstRun) expect(answer).toMatchObject({ status: 409, body: { code: 'not-computed' } });
});
