import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '@cutline/postgres';
import type { Stream as StreamDocument } from '@cutline/segment-sql';
import type { Page } from '../pagination/page.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { Stream } from './streams.schemas.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
  const document: StreamDocument = { actions: ['buy', 'view'], filter: null, value: null };
  const summed: StreamDocument = { ...document, value: { name: 'revenue', type: 'money' } };
  const common = { workspaceId: api.workspace.id, timeZone: 'UTC', currency: 'EUR', zoneData: 'x', known: 7, parts: 4 };
  const other = await api.makeOrganisation();
  await api.database.insert(schema.stream).values([
    {
      ...common,
      number: 1,
      document: summed,
      status: 'ready',
      partsDone: 4,
      readyAt: new Date('2026-01-02T00:00:00Z'),
    },
    { ...common, number: 2, document, status: 'building', partsDone: 1 },
    { ...common, number: 3, document, status: 'ready', partsDone: 4, doubted: true },
    { ...common, workspaceId: other.workspace.id, number: 1, document, status: 'ready' },
  ]);
});
afterAll(() => api.drop());

it('says of a workspace’s streams what they hold and how far they are', async () => {
  const path = `/api/v1/workspaces/${api.workspace.id}/streams`;
  const { status, body } = await api.call<Page<Stream>>('GET', path, { key: api.key });
  expect(status).toBe(200);
  expect(body.items).toMatchObject([
    { number: 1, actions: ['buy', 'view'], parameter: 'revenue', status: 'ready', readyAt: '2026-01-02T00:00:00.000Z' },
    { number: 2, parameter: null, filtered: false, status: 'building', parts: 4, partsDone: 1, readyAt: null },
    { number: 3, status: 'doubted', known: 7, usedAt: null },
  ]);
  const first = await api.call<Page<Stream>>('GET', `${path}?limit=2`, { key: api.key });
  expect(first.body.items.map(({ number }) => number)).toEqual([1, 2]);
  const rest = await api.call<Page<Stream>>('GET', `${path}?limit=2&cursor=${first.body.nextCursor}`, { key: api.key });
  expect(rest.body).toMatchObject({ items: [{ number: 3 }], nextCursor: null });
});
