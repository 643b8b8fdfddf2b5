import { eq, sql } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { deleteOldSourceMessages } from './old-messages.queries.ts';
import { makeSource } from './testing/make-source.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.drop());

async function show(sourceId: string, hoursAgo: readonly number[]): Promise<void> {
  const message = { workspace: api.workspace.number, sourceId, type: 'track', outcome: 'landed' as const };
  await api.database.insert(schema.sourceMessage).values(
    hoursAgo.map((hours) => ({
      ...message,
      identifiers: [],
      raw: String(hours),
      problems: [],
      receivedAt: sql`now() - ${`${hours} hours`}::interval`,
    })),
  );
}

async function shownOf(sourceId: string): Promise<string[]> {
  const { sourceMessage } = schema;
  const rows = await api.database
    .select()
    .from(sourceMessage)
    .where(eq(sourceMessage.sourceId, sourceId))
    .orderBy(sourceMessage.id);
  return rows.map(({ raw }) => raw);
}

it('forgets what is older than a day, and of each source all but the last', async () => {
  const [busy, quiet] = [await makeSource(api), await makeSource(api)];
  await show(busy.id, [25, 5, 4, 3, 2, 1]);
  await show(quiet.id, [30, 23]);
  await deleteOldSourceMessages(api.database, 3);
  expect(await shownOf(busy.id)).toEqual(['3', '2', '1']);
  expect(await shownOf(quiet.id)).toEqual(['23']);
  await deleteOldSourceMessages(api.database, 3);
  expect(await shownOf(busy.id)).toEqual(['3', '2', '1']);
});
