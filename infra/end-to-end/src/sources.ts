import { expect, inject } from 'vitest';
import { call, createWorkspace } from './api.ts';

/** A source that a test made. */
export interface TestSource {
  id: string;
  writeKey: string;
}

export interface TimelineEvent {
  messageId: string;
  action: string;
  time: string;
  source: string;
  revenue: string | null;
  currency: string;
  orderId: string;
  products: { productId: string; name: string; category: string; price: string | null; quantity: number | null }[];
  parameters: Record<string, unknown>;
}

export interface Profile {
  profile: number;
  identifiers: { kind: string; value: string }[];
  attributes: Record<string, unknown>;
  consents: Record<string, boolean>;
}

/** Of the test file alone, so that nothing here changes what others count. */
let shop: ReturnType<typeof createWorkspace> | undefined;

/** Calls the API in the shop's workspace. */
async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  const { id, apiKey } = await (shop ??= createWorkspace('Tea', { timeZone: 'Europe/Berlin', currency: 'EUR' }));
  return call<T>(`${inject('credentials').url}/api/v1/workspaces/${id}${path}`, apiKey, method, body);
}

export async function createSource(name: string, kind: 'website' | 'server', tracking?: object): Promise<TestSource> {
  const made = await api<{ id: string; writeKey: { key: string } }>('POST', '/sources', {
    name,
    kind,
    ...(tracking ? { tracking } : {}),
  });
  return { id: made.id, writeKey: made.writeKey.key };
}

/** How many messages of a source have come to what today. */
export async function countsOf({ id }: TestSource): Promise<{ accepted: number; duplicate: number; refused: number }> {
  return (await api<{ today: { accepted: number; duplicate: number; refused: number } }>('GET', `/sources/${id}`))
    .today;
}

/** The profile that an identifier names; undefined while there is none. */
export async function findProfile(identifier: string): Promise<Profile | undefined> {
  const { items } = await api<{ items: { profile: number }[] }>(
    'GET',
    `/profiles?search=${encodeURIComponent(identifier)}`,
  );
  return items[0] && api<Profile>('GET', `/profiles/${items[0].profile}`);
}

/** What a profile did, earliest first. */
export async function timelineOf(identifier: string): Promise<TimelineEvent[]> {
  const found = await findProfile(identifier);
  if (!found) return [];
  const { items } = await api<{ items: TimelineEvent[] }>('GET', `/profiles/${found.profile}/events?limit=200`);
  return items.reverse();
}

/** The timeline once it has so many events. */
export async function timelineWith(identifier: string, events: number): Promise<TimelineEvent[]> {
  await expect.poll(async () => (await timelineOf(identifier)).length, { timeout: 30_000 }).toBe(events);
  return timelineOf(identifier);
}
