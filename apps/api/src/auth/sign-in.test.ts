import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Me } from '../me/me.schemas.ts';
import { SIGN_INS_A_MINUTE } from './auth.ts';
import { createTestApi, password, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.drop());

const attempt = (email: string, secret: string) =>
  api.call('POST', '/api/auth/sign-in/email', { body: { email, password: secret } });

describe('signing in', () => {
  it('gives a cookie that scripts cannot read and other sites cannot use', async () => {
    const answer = await attempt(api.admin.email, password);
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie().join()).toMatch(/cutline\.session_token=.+HttpOnly.+SameSite=Lax/);
  });

  it('lets a person be who they are', async () => {
    const { body } = await api.call<Me>('GET', '/api/v1/me', { cookie: await api.signIn(api.admin) });
    expect(body).toMatchObject({
      user: { id: api.admin.id, name: 'Ada', email: api.admin.email },
      apiKey: null,
      organisations: [{ id: api.organisationId, role: 'admin' }],
      workspaces: [{ id: api.workspace.id, profiles: 0, events: 0, known: 0 }],
    });
  });

  it('is refused alike for a wrong password and for nobody', async () => {
    const wrong = await attempt(api.admin.email, 'wrong horse battery');
    const nobody = await attempt('nobody@example.com', password);
    expect([wrong.status, nobody.status]).toEqual([401, 401]);
    expect(wrong.body).toEqual(nobody.body);
  });

  it('ends with signing out', async () => {
    const cookie = await api.signIn(api.admin);
    const origin = new URL(await api.application.getUrl()).origin;
    expect((await api.call('POST', '/api/auth/sign-out', { cookie, body: {}, headers: { origin } })).status).toBe(200);
    expect((await api.call('GET', '/api/v1/me', { cookie })).status).toBe(401);
  });

  it('cannot be done by signing up', async () => {
    const answer = await api.call('POST', '/api/auth/sign-up/email', {
      body: { name: 'Eve', email: 'eve@example.com', password },
    });
    expect(answer.status).toBe(400);
    expect((await attempt('eve@example.com', password)).status).toBe(401);
  });
});

describe('a page of another origin', () => {
  it('cannot change anything in a person’s name', async () => {
    const cookie = await api.signIn(api.admin);
    const change = (headers: Record<string, string>) =>
      api.call('PATCH', `/api/v1/workspaces/${api.workspace.id}`, { cookie, body: { name: 'Shop' }, headers });
    expect(await change({ origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      body: { code: 'cross-origin' },
    });
    expect(await change({ 'sec-fetch-site': 'cross-site' })).toMatchObject({
      status: 403,
      body: { code: 'cross-origin' },
    });
    expect((await change({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });
});

describe('people', () => {
  const members = (rest = '') => `/api/v1/organisations/${api.organisationId}/members${rest}`;

  it('are added by an administrator, and may do what their role says', async () => {
    const cookie = await api.signIn(api.admin);
    const viewer = { email: 'Vera@Example.com', name: 'Vera', role: 'viewer', password };
    expect(await api.call('POST', members(), { cookie, body: { ...viewer, password: undefined } })).toMatchObject({
      status: 422,
      body: { code: 'password-needed' },
    });
    const added = await api.call<{ id: string }>('POST', members(), { cookie, body: viewer });
    expect(added).toMatchObject({ status: 201, body: { email: 'vera@example.com', role: 'viewer' } });
    expect(await api.call('POST', members(), { cookie, body: viewer })).toMatchObject({
      status: 409,
      body: { code: 'already-member' },
    });

    const theirs = await api.signIn({ id: added.body.id, email: 'vera@example.com', password });
    expect(
      (await api.call('GET', `/api/v1/workspaces/${api.workspace.id}/definitions`, { cookie: theirs })).status,
    ).toBe(200);
    const body = { kind: 'segment', name: 'x', where: { type: 'all', of: [] } };
    expect(
      await api.call('POST', `/api/v1/workspaces/${api.workspace.id}/definitions`, { cookie: theirs, body }),
    ).toMatchObject({
      status: 403,
      body: { code: 'insufficient-scope', scope: 'definitions:write' },
    });
    expect((await api.call('GET', members(), { cookie: theirs })).status).toBe(403);

    expect((await api.call('DELETE', members(`/${added.body.id}`), { cookie })).status).toBe(204);
    expect((await api.call('GET', `/api/v1/workspaces/${api.workspace.id}`, { cookie: theirs })).status).toBe(404);
  });

  it('include an administrator at all times', async () => {
    const cookie = await api.signIn(api.admin);
    expect(await api.call('DELETE', members(`/${api.admin.id}`), { cookie })).toMatchObject({
      status: 409,
      body: { code: 'last-admin' },
    });
  });

  it('cannot be set up once there is somebody', async () => {
    const body = { email: 'first@example.com', name: 'First', password, organisation: 'Mine' };
    expect(await api.call('POST', '/api/v1/setup/first-user', { body })).toMatchObject({
      status: 409,
      body: { code: 'already-set-up' },
    });
  });
});

// The last of this file: nobody signs in from this address for a minute afterwards.
describe('guessing passwords', () => {
  it('is slowed down', async () => {
    const statuses: number[] = [];
    while (statuses.length <= SIGN_INS_A_MINUTE && statuses.at(-1) !== 429) {
      statuses.push((await attempt(api.admin.email, 'wrong horse battery')).status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
  });
});
