import { eq } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { brokenPayloads, type BrokenPayload } from './testing/broken-payloads.ts';
import { makeSource, type TestSource } from './testing/make-source.ts';

let api: TestApi;
let url: string;
beforeAll(async () => {
  api = await createTestApi();
  url = (await api.application.getUrl()).replace(/\/$/, '');
});
afterAll(() => api.drop());

async function refusalOf({ path, body, headers = {} }: BrokenPayload, source: TestSource): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${source.writeKey}:`).toString('base64')}`;
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', ...headers },
    body,
  });
  const problem = (await answer.json()) as { code?: string; pointer?: string; detail?: string };
  expect(problem.detail).toMatch(/\.$/);
  return `${answer.status} ${problem.code} ${problem.pointer ?? ''}`;
}

it('refuses 300 broken payloads, each by its status, its code and its place, and keeps nobody waiting meanwhile', async () => {
  const payloads = brokenPayloads();
  expect(payloads.length).toBeGreaterThanOrEqual(300);
  const breaking = await makeSource(api, { messagesPerSecond: 1_000_000 });
  const good = await makeSource(api, { messagesPerSecond: 1_000_000 });

  let breakingIsDone = false;
  const waits: number[] = [];
  const sending = (async () => {
    while (!breakingIsDone) {
      const start = performance.now();
      const answer = await good.send('/v1/track', { userId: 'u1', event: 'Tried' });
      waits.push(performance.now() - start);
      expect(answer.status).toBe(200);
    }
  })();

  const found: Record<string, string> = {};
  const left = [...payloads];
  const lanes = Array.from({ length: 4 }, async () => {
    for (let next = left.pop(); next; next = left.pop()) found[next.name] = await refusalOf(next, breaking);
  });
  await Promise.all(lanes);
  breakingIsDone = true;
  await sending;

  expect(found).toEqual(Object.fromEntries(payloads.map(({ name, refusal }) => [name, refusal])));
  expect(Object.keys(found)).toHaveLength(payloads.length);
  // Nothing is unpacked or taken apart in the way of others: that would take longer still, on a machine that does other things, too.
  expect(Math.max(...waits)).toBeLessThan(10_000);
  expect(await api.database.select().from(schema.inbox).where(eq(schema.inbox.source, breaking.id))).toEqual([]);
});
