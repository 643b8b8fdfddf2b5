import { schema } from '@cutline/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../pagination/page.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { Inbox, SourceHour, SourceMessage, SourceMessageDetail } from './messages.schemas.ts';
import type { CreatedSource, Source } from './sources.schemas.ts';

let api: TestApi;
let source: CreatedSource;
beforeAll(async () => {
  api = await createTestApi();
  const body = { name: 'Shop', kind: 'website' };
  source = (await api.call<CreatedSource>('POST', path('/sources'), { key: api.key, body })).body;
});
afterAll(() => api.drop());

const path = (rest: string) => `/api/v1/workspaces/${api.workspace.id}${rest}`;
const ask = async <T>(rest: string) => (await api.call<T>('GET', path(rest), { key: api.key })).body;
const list = (query = '') => ask<Page<SourceMessage>>(`/sources/${source.id}/messages?${query}`);

type Row = Partial<typeof schema.sourceMessage.$inferInsert>;
async function arrived(...rows: Row[]): Promise<number[]> {
  const usual = { type: 'track', outcome: 'landed' as const, identifiers: [], raw: '{}', problems: [] };
  const of = { workspace: api.workspace.number, sourceId: source.id };
  const stored = await api.database
    .insert(schema.sourceMessage)
    .values(rows.map((row) => ({ ...usual, ...of, ...row })))
    .returning({ id: schema.sourceMessage.id });
  return stored.map(({ id }) => id);
}

describe('the debugger', () => {
  it('shows the newest first, goes back page by page and on from what was seen', async () => {
    const ids = await arrived({ messageId: 'a' }, { messageId: 'b' }, { messageId: 'c' });
    const [a, b, c] = ids;
    const first = await list('limit=2');
    expect(first.items.map(({ id }) => id)).toEqual([c, b]);
    expect((await list(`limit=2&cursor=${first.nextCursor}`)).items.map(({ id }) => id)).toEqual([a]);
    expect((await list(`after=${a}`)).items.map(({ messageId }) => messageId)).toEqual(['c', 'b']);
    expect((await list(`after=${c}`)).items).toEqual([]);
  });

  it('says what a message is called, what became of it, why, and whose it is now', async () => {
    await api.database.insert(schema.profileAlias).values([
      { workspace: api.workspace.number, number: 9, batch: 1, profile: 4 },
      { workspace: api.workspace.number, number: 9, batch: 2, profile: 3 },
      { workspace: api.workspace.number, number: 9, batch: 1_000, profile: 9 },
    ]);
    const problems = [{ code: 'bad-time', pointer: '/timestamp', message: 'Not a time.' }];
    const read = { event: { action: 'transaction.charge' } };
    const [landed, refused] = await arrived(
      { number: 9, batch: 2, raw: '{"event":"Order Completed"}', read, identifiers: ['email:ada@example.com'] },
      { type: 'purchase', outcome: 'refused', problems, raw: 'no JSON' },
      { number: 7, batch: 2 },
    );
    const { items } = await list('limit=3');
    expect(items.map(({ profile }) => profile)).toEqual([7, null, 9]);
    expect(items[2]).toMatchObject({ id: landed, name: 'Order Completed', action: 'transaction.charge', batch: 2 });
    expect(items[1]).toMatchObject({ id: refused, type: 'purchase', name: null, action: null, problems });
    expect(items[2]).not.toHaveProperty('raw');
    const detail = await ask<SourceMessageDetail>(`/sources/${source.id}/messages/${landed}`);
    expect(detail).toEqual({ ...items[2], raw: '{"event":"Order Completed"}', read });
    const broken = await ask<SourceMessageDetail>(`/sources/${source.id}/messages/${refused}`);
    expect(broken).toMatchObject({ raw: 'no JSON', read: null });
    const gone = await api.call('GET', path(`/sources/${source.id}/messages/999999`), { key: api.key });
    expect(gone.status).toBe(404);
  });

  it('finds by outcome and by text, taken as it is', async () => {
    const [percent, person] = await arrived(
      { raw: '{"note":"100% wool"}', outcome: 'ignored' },
      { identifiers: ['email:grace@example.com'], outcome: 'waiting' },
    );
    const found = async (query: string) => (await list(query)).items.map(({ id }) => id);
    expect(await found('outcome=ignored')).toEqual([percent]);
    expect(await found(`search=${encodeURIComponent('0% WOOL')}`)).toEqual([percent]);
    expect(await found(`search=${encodeURIComponent('%grace')}`)).toEqual([]);
    expect(await found('search=GRACE@')).toEqual([person]);
    expect(await found('search=grace&outcome=landed')).toEqual([]);
  });
});

describe('the counts of a source', () => {
  it('are given for each of 48 hours, and summed up for today', async () => {
    const hour = 3_600_000;
    const now = Math.floor(Date.now() / hour) * hour;
    const counts = { accepted: 5, duplicate: 1, ignored: 2, refused: 3 };
    await api.database.insert(schema.sourceHour).values([
      { sourceId: source.id, hour: new Date(now), ...counts },
      { sourceId: source.id, hour: new Date(now - 47 * hour), accepted: 40 },
      { sourceId: source.id, hour: new Date(now - 48 * hour), accepted: 400 },
    ]);
    const hours = await ask<SourceHour[]>(`/sources/${source.id}/hours`);
    expect(hours).toHaveLength(48);
    expect(hours.at(-1)).toEqual({ hour: new Date(now).toISOString(), ...counts });
    expect(hours[0]).toMatchObject({ hour: new Date(now - 47 * hour).toISOString(), accepted: 40, refused: 0 });
    expect(hours.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(45);
    expect((await ask<Source>(`/sources/${source.id}`)).today).toEqual(counts);
  });
});

describe('the inbox', () => {
  it('says how many messages wait, since when and of whom', async () => {
    expect(await ask<Inbox>('/inbox')).toEqual({ messages: 0, oldest: null, sources: [] });
    const other = await api.makeOrganisation();
    const of = { workspace: api.workspace.number, contents: '[]' };
    await api.database.insert(schema.inbox).values([
      { ...of, source: source.id, messages: 3, receivedAt: new Date('2026-01-02T00:00:00Z') },
      { ...of, source: source.id, messages: 4, receivedAt: new Date('2026-01-01T00:00:00Z') },
      { ...of, source: 'console', messages: 1 },
      { ...of, workspace: other.workspace.number, source: source.id, messages: 100 },
    ]);
    expect(await ask<Inbox>('/inbox')).toEqual({
      messages: 8,
      oldest: '2026-01-01T00:00:00.000Z',
      sources: [
        { source: source.id, messages: 7 },
        { source: 'console', messages: 1 },
      ].sort((a, b) => a.source.localeCompare(b.source)),
    });
  });
});
