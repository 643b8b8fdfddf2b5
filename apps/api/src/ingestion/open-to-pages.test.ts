import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { makeSource, type TestSource } from './testing/make-source.ts';

let api: TestApi;
let source: TestSource;
beforeAll(async () => {
  api = await createTestApi();
  source = await makeSource(api);
});
afterAll(() => api.drop());

const fromElsewhere = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' };
const asked = 'anonymousid,authorization,content-type,sentat';

it.each([
  '/v1/track',
  '/v1/t',
  '/v1/batch',
  '/v1/m',
  '/sourceConfig/',
  '/v1/projects/wk_1/settings',
  '/beacon/v1/batch',
])('lets pages ask whether they may use %s', async (path) => {
  const headers = {
    ...fromElsewhere,
    'access-control-request-headers': asked,
    'access-control-request-method': 'POST',
  };
  const answer = await api.call('OPTIONS', path, { headers });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('access-control-allow-headers')).toBe(asked);
  expect(answer.headers.get('access-control-allow-methods')).toBe('GET, POST');
  expect(answer.headers.get('access-control-max-age')).toBe('86400');
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
});

it('takes messages from any page, and lets it read refusals', async () => {
  const good = await source.send('/v1/track', { userId: 'u1', event: 'Tried' }, fromElsewhere);
  expect([good.status, good.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  const bad = await source.send('/v1/track', {}, { ...fromElsewhere, origin: 'null' });
  expect([bad.status, bad.headers.get('access-control-allow-origin')]).toEqual([400, '*']);
  expect(bad.headers.get('access-control-expose-headers')).toBe('Retry-After');
  const unknown = await api.call('POST', '/v1/track', { body: {}, headers: fromElsewhere });
  expect([unknown.status, unknown.headers.get('access-control-allow-origin')]).toEqual([401, '*']);
});

it('leaves every other route closed to other origins', async () => {
  const preflight = await api.call('OPTIONS', '/api/v1/me', { headers: fromElsewhere });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([404, null]);
  const post = await api.call('POST', `/api/v1/workspaces/${api.workspace.id}/definitions`, {
    key: api.key,
    body: {},
    headers: fromElsewhere,
  });
  expect([post.status, post.body.code]).toEqual([403, 'cross-origin']);
  expect((await api.call('OPTIONS', '/v1/other', { headers: fromElsewhere })).status).toBe(404);
  const text = await api.call('POST', `/api/v1/workspaces/${api.workspace.id}/definitions`, {
    key: api.key,
    body: '{}',
    headers: { 'content-type': 'text/plain' },
  });
  expect(text.status).toBe(415);
});

it('tells analytics-next to send back to where it asked', async () => {
  const answer = await api.call('GET', `/v1/projects/${source.writeKey}/settings`, { headers: fromElsewhere });
  const { host } = new URL(await api.application.getUrl());
  expect(answer.body).toMatchObject({
    integrations: { 'Segment.io': { apiKey: source.writeKey, apiHost: `${host}/v1`, protocol: 'http' } },
  });
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect((await api.call('GET', '/v1/projects/wk_unknown/settings')).status).toBe(401);
});

it('tells RudderStack’s SDKs of a source without destinations, by either way to name it', async () => {
  const expected = { source: { id: source.id, writeKey: source.writeKey, enabled: true, destinations: [] } };
  const authorization = `Basic ${Buffer.from(`${source.writeKey}:`).toString('base64')}`;
  expect((await api.call('GET', `/sourceConfig/?p=npm&writeKey=${source.writeKey}`)).body).toMatchObject(expected);
  expect((await api.call('GET', '/sourceConfig', { headers: { authorization } })).body).toMatchObject(expected);
  expect((await api.call('GET', '/sourceConfig/')).status).toBe(401);
});

it('takes what analytics-next measures of itself, and forgets it', async () => {
  const answer = await api.call('POST', '/v1/m', { body: '{"series":[]}', headers: { 'content-type': 'text/plain' } });
  expect([answer.status, answer.text]).toEqual([200, '{"success":true}']);
});
