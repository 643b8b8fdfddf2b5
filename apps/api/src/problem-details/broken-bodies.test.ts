import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.drop());

const someId = '00000000-0000-4000-8000-000000000000';
const count = { type: 'count' };
const aggregate = {
  kind: 'aggregate',
  name: 'Purchases',
  actions: ['buy'],
  aggregator: count,
  window: { type: 'allTime' },
};
const segment = (where: unknown) => ({ kind: 'segment', name: 'Some', where });
const leaf = (operand: unknown, type = 'moreThan') =>
  segment({ type: 'aggregate', aggregate: someId, comparison: { type, operand } });
const quantile = (statistic: object) => ({
  kind: 'metric',
  name: 'Line',
  measure: {
    type: 'values',
    of: { type: 'aggregate', aggregate: someId },
    statistic: { type: 'quantile', ...statistic },
  },
});
const nested = (levels: number) =>
  `{"kind":"segment","name":"Deep","where":${'{"type":"not","of":'.repeat(levels)}{"type":"all","of":[]}${'}'.repeat(levels)}}`;
const mapping = {
  delimiter: ',',
  encoding: 'utf-8',
  action: { constant: 'buy' },
  time: { column: 'date', format: 'iso', timeZone: 'UTC' },
  identifiers: { customId: 'id' },
  parameters: [],
};

/** Where a body goes, what is broken about it, the body, and what is answered: status, code, where it is wrong. */
type Case = [path: string, what: string, body: unknown, status: number, code: string, at?: string];

const definitions: Case[] = [
  ['definitions', 'nothing', '', 400, 'unreadable'],
  ['definitions', 'half an object', '{"kind":', 400, 'unreadable'],
  ['definitions', 'two objects', '{}{}', 400, 'unreadable'],
  ['definitions', 'a trailing comma', '{"kind":"segment",}', 400, 'unreadable'],
  ['definitions', 'a comment', '{/* */}', 400, 'unreadable'],
  ['definitions', 'XML', '<definition/>', 400, 'unreadable'],
  ['definitions', 'a poisoned prototype', '{"__proto__":{"admin":true}}', 400, 'unreadable'],
  ['definitions', 'null', 'null', 422, 'invalid-definition', ''],
  ['definitions', 'a number', '7', 422, 'invalid-definition', ''],
  ['definitions', 'a string', '"segment"', 422, 'invalid-definition', ''],
  ['definitions', 'an array', [], 422, 'invalid-definition', ''],
  ['definitions', 'an empty object', {}, 422, 'invalid-definition', '/kind'],
  ['definitions', 'an unknown kind', { kind: 'cohort', name: 'x' }, 422, 'invalid-definition', '/kind'],
  ['definitions', 'an unknown member', { ...aggregate, colour: 'red' }, 422, 'invalid-definition', '/colour'],
  ['definitions', 'a name that is no text', { ...aggregate, name: 7 }, 422, 'invalid-definition', '/name'],
  ['definitions', 'an empty name', { ...aggregate, name: '' }, 422, 'invalid-definition', '/name'],
  ['definitions', 'a name of blanks', { ...aggregate, name: '   ' }, 422, 'invalid-definition', '/name'],
  ['definitions', 'a name too long', { ...aggregate, name: 'n'.repeat(121) }, 422, 'invalid-definition', '/name'],
  ['definitions', 'a NUL in the name', { ...aggregate, name: 'a\0b' }, 422, 'invalid-body', '/name'],
  ['definitions', 'half a surrogate pair', '{"kind":"aggregate","name":"\\ud800"}', 422, 'invalid-body', '/name'],
  ['definitions', 'a NUL in a key', '{"kind":"aggregate","a\\u0000":1}', 422, 'invalid-body', ''],
  ['definitions', 'no actions', { ...aggregate, actions: [] }, 422, 'invalid-definition', '/actions'],
  ['definitions', 'an action that is no text', { ...aggregate, actions: [1] }, 422, 'invalid-definition', '/actions/0'],
  [
    'definitions',
    'too many actions',
    { ...aggregate, actions: Array(51).fill('a') },
    422,
    'invalid-definition',
    '/actions',
  ],
  [
    'definitions',
    'an unknown aggregator',
    { ...aggregate, aggregator: { type: 'mode' } },
    422,
    'invalid-definition',
    '/aggregator/type',
  ],
  [
    'definitions',
    'a sum of nothing',
    { ...aggregate, aggregator: { type: 'sum' } },
    422,
    'invalid-definition',
    '/aggregator/parameter',
  ],
  [
    'definitions',
    'a backtick in a parameter',
    { ...aggregate, aggregator: { type: 'sum', parameter: { name: 'a`b', type: 'number' } } },
    422,
    'invalid-definition',
    '/aggregator/parameter/name',
  ],
  [
    'definitions',
    'a window of no length',
    { ...aggregate, window: { type: 'last', count: 0, unit: 'day' } },
    422,
    'invalid-definition',
    '/window/count',
  ],
  [
    'definitions',
    'half a day',
    { ...aggregate, window: { type: 'last', count: 0.5, unit: 'day' } },
    422,
    'invalid-definition',
    '/window/count',
  ],
  [
    'definitions',
    'an endless window',
    { ...aggregate, window: { type: 'last', count: 1e9, unit: 'year' } },
    422,
    'invalid-definition',
    '/window/count',
  ],
  [
    'definitions',
    'an unknown unit',
    { ...aggregate, window: { type: 'last', count: 1, unit: 'fortnight' } },
    422,
    'invalid-definition',
    '/window/unit',
  ],
  [
    'definitions',
    'the 31st of February',
    { ...aggregate, window: { type: 'since', start: '2026-02-31' } },
    422,
    'invalid-definition',
    '/window/start',
  ],
  [
    'definitions',
    'a date in words',
    { ...aggregate, window: { type: 'since', start: 'yesterday' } },
    422,
    'invalid-definition',
    '/window/start',
  ],
  [
    'definitions',
    'a window that ends before it begins',
    { ...aggregate, window: { type: 'between', start: '2026-02-01', end: '2026-01-01' } },
    422,
    'invalid-definition',
    '/window/end',
  ],
  [
    'definitions',
    'a reference that is no id',
    { ...leaf({ type: 'constant', value: 1 }), where: { type: 'segment', segment: '7', is: true } },
    422,
    'invalid-definition',
    '/where/segment',
  ],
  [
    'definitions',
    'a reference to nothing',
    leaf({ type: 'constant', value: 1 }),
    422,
    'invalid-definition',
    '/where/aggregate',
  ],
  [
    'definitions',
    'a constant of nine places',
    leaf({ type: 'constant', value: 0.123456789 }),
    422,
    'invalid-definition',
    '/where/comparison/operand/value',
  ],
  [
    'definitions',
    'a constant too large',
    leaf({ type: 'constant', value: 1e16 }),
    422,
    'invalid-definition',
    '/where/comparison/operand/value',
  ],
  [
    'definitions',
    'a constant beyond numbers',
    '{"kind":"segment","name":"x","where":{"type":"aggregate","aggregate":"00000000-0000-4000-8000-000000000000","comparison":{"type":"moreThan","operand":{"type":"constant","value":1e999}}}}',
    422,
    'invalid-definition',
    '/where/comparison/operand/value',
  ],
  [
    'definitions',
    'a constant that is true',
    leaf({ type: 'constant', value: true }),
    422,
    'invalid-definition',
    '/where/comparison/operand/value',
  ],
  [
    'definitions',
    'an unknown comparison',
    leaf({ type: 'constant', value: 1 }, 'about'),
    422,
    'invalid-definition',
    '/where/comparison/type',
  ],
  ['definitions', 'a condition that is no object', segment('all'), 422, 'invalid-definition', '/where'],
  ['definitions', 'a group without members', segment({ type: 'all' }), 422, 'invalid-definition', '/where/of'],
  [
    'definitions',
    'a group too large',
    segment({ type: 'any', of: Array(201).fill({ type: 'all', of: [] }) }),
    422,
    'invalid-definition',
    '/where/of',
  ],
  ['definitions', 'groups 60 deep', nested(60), 422, 'invalid-definition'],
  ['definitions', 'groups 10,000 deep', nested(10_000), 422, 'invalid-body'],
  ['definitions', 'a level beyond 1', quantile({ level: 1.5 }), 422, 'invalid-definition', '/measure/statistic/level'],
  [
    'definitions',
    'a level of five places',
    quantile({ level: 0.12345 }),
    422,
    'invalid-definition',
    '/measure/statistic/level',
  ],
  [
    'definitions',
    'an unknown method',
    quantile({ level: 0.5, method: 'nearest' }),
    422,
    'invalid-definition',
    '/measure/statistic/method',
  ],
  ['definitions', 'more than a body holds', `{"name":"${'x'.repeat(1_100_000)}"}`, 413, 'too-large'],
];

const others: Case[] = [
  ['previews', 'no document', {}, 422, 'invalid-body', '/document'],
  ['previews', 'an instant in words', { document: aggregate, asOf: 'now' }, 422, 'invalid-body', '/asOf'],
  [
    'previews',
    'an instant without an offset',
    { document: aggregate, asOf: '2026-01-01T00:00:00' },
    422,
    'invalid-body',
    '/asOf',
  ],
  [
    'previews',
    'an instant long ago',
    { document: aggregate, asOf: '1066-10-14T00:00:00Z' },
    422,
    'invalid-body',
    '/asOf',
  ],
  ['previews', 'an empty slot', { document: aggregate, slot: '' }, 422, 'invalid-body', '/slot'],
  [
    'previews',
    'a reference to nothing',
    { document: leaf({ type: 'constant', value: 1 }) },
    422,
    'invalid-definition',
    '/document/where/aggregate',
  ],
  ['currency-rates', 'no rates', {}, 422, 'invalid-rates', '/rates'],
  ['currency-rates', 'nothing', 'null', 422, 'invalid-rates', ''],
  ['currency-rates', 'a list', [], 422, 'invalid-rates', ''],
  ['currency-rates', 'rates that are text', { rates: 'USD' }, 422, 'invalid-rates', '/rates'],
  ['currency-rates', 'a row that is none', { rates: [null] }, 422, 'invalid-rates', '/rates/0'],
  [
    'currency-rates',
    'a NUL in a currency',
    { rates: [{ currency: 'U\0', day: '2026-01-01', rate: 1 }] },
    422,
    'invalid-body',
    '/rates/0/currency',
  ],
  [
    'currency-rates',
    'an endless rate',
    { rates: [{ currency: 'USD', day: '2026-01-01', rate: 1e300 }] },
    422,
    'invalid-rates',
    '/rates/0/rate',
  ],
  ['runs', 'an instant far ahead', { asOf: '9999-01-01T00:00:00Z' }, 422, 'invalid-body', '/asOf'],
  ['runs', 'an instant that is a number', { asOf: 0 }, 422, 'invalid-body', '/asOf'],
  ['runs', 'an unknown member', { now: true }, 422, 'invalid-body', ''],
  ['api-keys', 'no scopes', { name: 'x', scopes: [] }, 422, 'invalid-body', '/scopes'],
  ['api-keys', 'an unknown scope', { name: 'x', scopes: ['everything'] }, 422, 'invalid-body', '/scopes/0'],
  ['api-keys', 'no name', { scopes: ['runs:read'] }, 422, 'invalid-body', '/name'],
  [`imports/${someId}/start`, 'no mapping', {}, 422, 'invalid-body', '/mapping'],
  [
    `imports/${someId}/start`,
    'a delimiter of two characters',
    { mapping: { ...mapping, delimiter: '::' } },
    422,
    'invalid-body',
    '/mapping/delimiter',
  ],
  [
    `imports/${someId}/start`,
    'an encoding of old',
    { mapping: { ...mapping, encoding: 'ebcdic' } },
    422,
    'invalid-body',
    '/mapping/encoding',
  ],
  [
    `imports/${someId}/start`,
    'an unknown time zone',
    { mapping: { ...mapping, time: { ...mapping.time, timeZone: 'Mars/Olympus' } } },
    422,
    'invalid-body',
    '/mapping/time/timeZone',
  ],
  [
    `imports/${someId}/start`,
    'nobody whose events they are',
    { mapping: { ...mapping, identifiers: {} } },
    422,
    'invalid-body',
    '/mapping/identifiers',
  ],
  [`imports/${someId}/start`, 'an import that does not exist', { mapping }, 404, 'not-found'],
  [`imports/${someId}/sample`, 'an unknown member', { rows: 7 }, 422, 'invalid-body', ''],
  ['imports', 'no form', { file: 'a,b' }, 415, 'not-multipart'],
];

describe('a broken body', () => {
  it.each([...definitions, ...others])(
    'to %s with %s is answered clearly',
    async (path, _what, body, status, code, at) => {
      const answer = await api.call('POST', `/api/v1/workspaces/${api.workspace.id}/${path}`, { key: api.key, body });
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(answer.body).toMatchObject({
        type: `urn:cutline:problem:${code}`,
        status,
        requestId: answer.headers.get('x-request-id'),
      });
      if (at !== undefined) expect(answer.body.errors?.map((error) => error.path)).toContain(at);
    },
  );

  it.each([
    ['text/plain', 'x', 415],
    ['application/xml', '<a/>', 415],
    ['application/x-www-form-urlencoded', 'a=b', 415],
    ['nonsense', '{}', 415],
  ])('of type %s is refused', async (type, body, status) => {
    const answer = await api.call('POST', `/api/v1/workspaces/${api.workspace.id}/runs`, {
      key: api.key,
      body,
      headers: { 'content-type': type },
    });
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe('unsupported-media-type');
  });
});

describe('a broken address', () => {
  it.each([
    ['/api/v1/nothing', 404, 'no-such-route'],
    ['/nothing', 404, 'no-such-route'],
    ['/%zz', 400, 'unreadable'],
    ['/api/v1/workspaces/{w}/definitions/7', 422, 'invalid-path'],
    ['/api/v1/workspaces/{w}/definitions/%00', 422, 'invalid-path'],
    [`/api/v1/workspaces/{w}/definitions/${someId}`, 404, 'not-found'],
    ['/api/v1/workspaces/{w}/profiles/-1', 422, 'invalid-path'],
    ['/api/v1/workspaces/{w}/profiles/4294967296', 422, 'invalid-path'],
    ['/api/v1/workspaces/{w}/profiles/1e99', 422, 'invalid-path'],
    ['/api/v1/workspaces/{w}/profiles/one', 422, 'invalid-path'],
    ['/api/v1/workspaces/{w}/profiles/7', 404, 'not-found'],
    ['/api/v1/workspaces/{w}/runs?limit=0', 422, 'invalid-query'],
    ['/api/v1/workspaces/{w}/runs?limit=1001', 422, 'invalid-query'],
    ['/api/v1/workspaces/{w}/runs?limit=99999999999999999999', 422, 'invalid-query'],
    ['/api/v1/workspaces/{w}/runs?limit=ten', 422, 'invalid-query'],
    ['/api/v1/workspaces/{w}/runs?limit=1&limit=2', 422, 'invalid-query'],
    ['/api/v1/workspaces/{w}/runs?cursor=x', 422, 'invalid-cursor'],
    ['/api/v1/workspaces/{w}/runs?cursor=e30', 422, 'invalid-cursor'],
    ['/api/v1/workspaces/{w}/runs?page=2', 422, 'invalid-query'],
    ['/api/v1/workspaces/{w}/definitions?kind=cohort', 422, 'invalid-query'],
    ['/api/v1/workspaces/{w}/definitions?search=%00', 422, 'invalid-query'],
    [`/api/v1/workspaces/{w}/profiles?search=${'x'.repeat(201)}`, 422, 'invalid-query'],
  ])('%s is answered clearly', async (path, status, code) => {
    const answer = await api.call('GET', path.replace('{w}', api.workspace.id), { key: api.key });
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('with a method that its route does not take is answered clearly', async () => {
    const answer = await api.call('PUT', '/api/v1/me', { key: api.key, body: {} });
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 404, code: 'no-such-route' });
  });
});

describe('the request id', () => {
  it('is the caller’s own where it is sane', async () => {
    const answer = await api.call('GET', '/api/v1/me', { headers: { 'x-request-id': 'order-66.b' } });
    expect(answer.headers.get('x-request-id')).toBe('order-66.b');
    expect(answer.body).toMatchObject({ requestId: 'order-66.b' });
  });

  it.each(['<script>', 'a b', 'x'.repeat(65)])('is a new one instead of %s', async (id) => {
    const answer = await api.call('GET', '/api/v1/me', { headers: { 'x-request-id': id } });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});
