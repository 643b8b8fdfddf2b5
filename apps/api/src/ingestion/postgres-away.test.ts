import { eq } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Door } from '../testing/door.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { makeSource, type TestSource } from './testing/make-source.ts';

let api: TestApi;
let door: Door;
let source: TestSource;
beforeAll(async () => {
  api = await createTestApi(async (settings) => {
    const url = new URL(settings.postgresUrl);
    door = await Door.to(url.host);
    url.host = door.address;
    return { postgresUrl: url.href };
  });
  source = await makeSource(api);
});
afterAll(async () => {
  door.open();
  await api.drop();
  door.close();
});

const track = (messageId: string) => source.send('/v1/track', { userId: 'u1', event: 'Tried', messageId });

it('acknowledges nothing while PostgreSQL is away, says when to come again, and goes on when it is back', async () => {
  expect((await track('before')).status).toBe(200);
  door.shut();
  const refused = await track('meanwhile');
  expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([503, 'unavailable', '5']);
  door.open();
  await vi.waitFor(async () => expect((await track('after')).status).toBe(200));
  const rows = await api.database.select().from(schema.inbox).where(eq(schema.inbox.source, source.id));
  expect(rows.map(({ contents }) => (JSON.parse(contents) as { messageId: string }[])[0]!.messageId)).toEqual([
    'before',
    'after',
  ]);
});
