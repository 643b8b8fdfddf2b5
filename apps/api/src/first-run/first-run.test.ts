import { readFile, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '@cutline/postgres';
import { scope } from '../access/scopes.ts';
import type { DefinitionSummary } from '../definitions/definitions.schemas.ts';
import type { Me } from '../me/me.schemas.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { credentialsFile, updateUrl, type Credentials } from './credentials.ts';
import { FirstRunService } from './first-run.service.ts';

let api: TestApi;
let firstRun: FirstRunService;
let credentials: Credentials;

beforeAll(async () => {
  api = await createTestApi((settings) => ({ firstRun: true, publicUrl: settings.publicUrl }));
  firstRun = api.application.get(FirstRunService);
});
afterAll(() => api.drop());

const read = async () => JSON.parse(await readFile(credentialsFile(api.settings.home), 'utf8')) as Credentials;

describe('the first run', () => {
  it('leaves an installation alone in which there is somebody', async () => {
    expect(await firstRun.prepare()).toBeNull();
    await expect(stat(credentialsFile(api.settings.home))).rejects.toThrow('ENOENT');
  });

  it('makes a person, the demo shop with its story and a key, and writes down how to get in', async () => {
    await api.database.delete(schema.organisation);
    await api.database.delete(schema.user);
    const given = await firstRun.prepare();
    credentials = await read();
    expect(given).toEqual(credentials);
    expect((await stat(credentialsFile(api.settings.home))).mode & 0o777).toBe(0o600);
    expect(await firstRun.prepare()).toBeNull();
  });

  it('lets that person in', async () => {
    const cookie = await api.signIn({ id: '', ...credentials });
    const { body } = await api.call<Me>('GET', '/api/v1/me', { cookie });
    expect(body).toMatchObject({
      user: { email: 'admin@cutline.local' },
      organisations: [{ name: 'My organisation', role: 'admin' }],
      workspaces: [
        { id: credentials.workspaceId, name: 'Demo shop', demo: true, timeZone: 'Europe/Berlin', currency: 'EUR' },
      ],
    });
  });

  it('lets the key do everything in the demo shop, where the story stands', async () => {
    const { body } = await api.call<{ items: DefinitionSummary[] }>(
      'GET',
      `/api/v1/workspaces/${credentials.workspaceId}/definitions`,
      { key: credentials.apiKey },
    );
    expect(body.items.map(({ kind, sentence }) => `${kind}: ${sentence}`)).toEqual([
      'segment: Customers whose “Purchases, last year” is less than “Declining line” and who are in “Heavy buyers”',
      'metric: 0.3 quantile of “Purchases, last year” among customers with such events',
      'segment: Customers whose “Purchases, the year before last” is more than “Heavy-buyer line”',
      'metric: 0.7 quantile of “Purchases, the year before last” among customers with such events',
      'aggregate: Number of “transaction.charge” events in the past 365 days',
      'aggregate: Number of “transaction.charge” events in the 365 days before the past 365 days',
    ]);
    const me = await api.call<Me>('GET', '/api/v1/me', { key: credentials.apiKey });
    expect(me.body.apiKey?.scopes).toEqual(scope.options);
  });

  it('starts filling the demo shop, once', async () => {
    await firstRun.fillDemo();
    await firstRun.fillDemo();
    expect(await api.workflowStatus(`demo-${credentials.workspaceId}`)).toBe('RUNNING');
  });

  it('keeps the address in the file true when the port has moved', async () => {
    await updateUrl(api.settings.home, 'http://localhost:4200');
    expect(await read()).toEqual({ ...credentials, url: 'http://localhost:4200' });
  });
});
