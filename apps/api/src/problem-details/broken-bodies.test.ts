import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { someId } from './testing/broken-body.ts';
import { brokenDefinitions } from './testing/broken-definitions.ts';
import { brokenRequests } from './testing/broken-requests.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.drop());

describe('a broken body', () => {
  it.each([...brokenDefinitions, ...brokenRequests])(
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
