import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { testServices } from '@cutline/embedded/vitest-database';
import type { DefinitionDetail } from '../definitions/definitions.schemas.ts';
import { HousekeepingService } from '../housekeeping/housekeeping.service.ts';
import type { Health } from '../health/health.schemas.ts';
import { Door } from '../testing/door.ts';
import { createTestApi, password, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let clickHouse: Door;
let temporal: Door;

const path = (rest = '') => `/api/v1/workspaces/${api.workspace.id}${rest}`;
const purchases = (name: string) => ({
  kind: 'aggregate',
  name,
  actions: ['buy'],
  aggregator: { type: 'count' },
  window: { type: 'allTime' },
});
const publish = (name: string) =>
  api.call<DefinitionDetail>('POST', path('/definitions'), { key: api.key, body: purchases(name) });
const preview = () => api.call('POST', path('/previews'), { key: api.key, body: { document: purchases('New') } });
const request = () => api.call('POST', path('/runs'), { key: api.key, body: {} });

beforeAll(async () => {
  const services = testServices();
  clickHouse = await Door.to(new URL(services.clickhouse.url).host);
  temporal = await Door.to(services.temporal.address);
  api = await createTestApi((settings) => ({
    clickHouse: { ...settings.clickHouse, url: `http://${clickHouse.address}` },
    temporalAddress: temporal.address,
  }));
});
afterAll(async () => {
  clickHouse.open();
  temporal.open();
  await api.drop();
  clickHouse.close();
  temporal.close();
});

describe('while ClickHouse is away', () => {
  it('what needs it is answered 503, to be tried again; the rest goes on; and all is well when it is back', async () => {
    clickHouse.shut();
    const away = await preview();
    expect(away).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(away.headers.get('retry-after')).toBe('5');
    expect(await api.call('GET', path('/catalogue'), { key: api.key })).toMatchObject({ status: 503 });
    expect((await api.call('GET', path('/definitions'), { key: api.key })).status).toBe(200);
    expect(await api.call<Health>('GET', '/health')).toMatchObject({
      status: 503,
      body: { status: 'degraded', components: { clickhouse: { state: 'down' }, postgres: { state: 'ready' } } },
    });
    clickHouse.open();
    expect((await preview()).status).toBe(200);
  });
});

describe('while Temporal is away', () => {
  it('publishing succeeds, and its run is asked for later', async () => {
    temporal.shut();
    expect((await publish('Published without Temporal')).status).toBe(201);
    const run = await request();
    expect(run).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(run.headers.get('retry-after')).toBe('5');
    expect((await api.call<Health>('GET', '/health')).body.components.temporal).toEqual({ state: 'down' });

    const housekeeping = api.application.get(HousekeepingService);
    await expect(housekeeping.resumePending(new Date(Date.now() + 60_000))).rejects.toThrow();
    temporal.open();
    await expect
      .poll(() => housekeeping.resumePending(new Date(Date.now() + 60_000)).then(() => 'asked'), { timeout: 20_000 })
      .toBe('asked');
    expect(await api.workflowStatus(`recompute-${api.workspace.id}`)).toBe('RUNNING');
  });
});

describe('while PostgreSQL is away', () => {
  it('everything is answered 503', async () => {
    const lonely = await createTestApi(() => ({ postgresUrl: 'postgres://nobody@127.0.0.1:1/nothing' }));
    try {
      const answer = await lonely.call('GET', '/api/v1/me', { key: lonely.key });
      expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      expect(answer.headers.get('retry-after')).toBe('5');
      expect(answer.text).not.toContain('127.0.0.1');
      const written = vi.spyOn(console, 'error');
      const signIn = { email: lonely.admin.email, password };
      expect((await lonely.call('POST', '/api/auth/sign-in/email', { body: signIn })).status).toBe(503);
      expect(written).not.toHaveBeenCalled();
      expect(await lonely.call('GET', '/health')).toMatchObject({
        status: 503,
        body: { components: { postgres: { state: 'down' } } },
      });
    } finally {
      await lonely.drop();
    }
  });
});
