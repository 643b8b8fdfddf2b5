import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../catalogue/catalogue.schemas.ts';
import type { DefinitionDetail } from '../definitions/definitions.schemas.ts';
import type { ProfileDetail, ProfileEvent, ProfileSummary } from '../profiles/profiles.schemas.ts';
import type { MembershipChange, MemberPage, SegmentSize } from '../segments/segments.schemas.ts';
import type { Run } from '../runs/runs.schemas.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { startTestWorker } from '../testing/test-worker.ts';
import type { Import, Reject, Sample } from './imports.schemas.ts';

/** Customer `Cn` buys n times: 1 + 2 + … + 12 rows, and three that cannot be taken. */
const buyers = 12;
const rows = Array.from({ length: buyers }, (_, n) =>
  Array.from({ length: n + 1 }, (_, day) => `C${n + 1},2026-01-${String(day + 1).padStart(2, '0')},10.50`),
).flat();
const broken = ['C1,2026-02-31,1.00', 'C1,2026-01-01,a lot', ',2026-01-01,1.00'];
const file = `customer_id,date,amount\n${[...rows, ...broken].join('\n')}\n`;

let api: TestApi;
let stopWorker: () => Promise<void>;
let uploaded: Import;
let aggregate: DefinitionDetail;
let segment: DefinitionDetail;

const path = (rest: string) => `/api/v1/workspaces/${api.workspace.id}${rest}`;
const get = <T>(rest: string) => api.call<T>('GET', path(rest), { key: api.key });
const post = <T>(rest: string, body: unknown) => api.call<T>('POST', path(rest), { key: api.key, body });

function upload(content: string, name = 'orders.csv') {
  const form = new FormData();
  form.set('file', new Blob([content]), name);
  return api.call<Import>('POST', path('/imports'), { key: api.key, body: form });
}

/** Reads a list to its end, two items at a time. */
async function readAll<T>(rest: string): Promise<T[]> {
  const found: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const separator = rest.includes('?') ? '&' : '?';
    const page: { body: { items: T[]; nextCursor: string | null } } = await get(
      `${rest}${separator}limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    found.push(...page.body.items);
    cursor = page.body.nextCursor;
  }
  return found;
}

beforeAll(async () => {
  api = await createTestApi();
  stopWorker = await startTestWorker(api);
});
afterAll(async () => {
  await stopWorker();
  await api.drop();
});

describe('uploading', () => {
  it('keeps the file as it is', async () => {
    const answer = await upload(file);
    uploaded = answer.body;
    expect(answer.status).toBe(201);
    expect(uploaded).toMatchObject({
      fileName: 'orders.csv',
      bytes: file.length,
      checksum: createHash('sha256').update(file).digest('hex'),
      status: 'uploaded',
      mapping: null,
      duplicateOf: null,
      progress: null,
    });
    expect(await readdir(join(api.settings.home, 'uploads'))).toEqual([uploaded.id]);
  });

  it('keeps of a name only what is one', async () => {
    expect((await upload('a,b\n1,2\n', '../../etc/pass\u0001wd')).body.fileName).toBe('passwd');
  });

  it('is refused for an empty file, a form without one and a file in another field', async () => {
    expect(await upload('')).toMatchObject({ status: 422, body: { code: 'empty-file', errors: [{ path: '/file' }] } });
    const form = new FormData();
    form.set('note', 'no file');
    expect(await api.call('POST', path('/imports'), { key: api.key, body: form })).toMatchObject({
      status: 422,
      body: { code: 'no-file' },
    });
    const other = new FormData();
    other.set('attachment', new Blob(['a,b\n']), 'a.csv');
    expect(await api.call('POST', path('/imports'), { key: api.key, body: other })).toMatchObject({
      status: 422,
      body: { code: 'no-file' },
    });
  });

  it('that breaks off leaves nothing behind', async () => {
    const before = await readdir(join(api.settings.home, 'uploads'));
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const body = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\n1,';
    const answer = await api.call('POST', path('/imports'), { key: api.key, body, headers });
    expect(answer.status).toBe(400);
    expect(await readdir(join(api.settings.home, 'uploads'))).toEqual(before);
  });

  it('is refused for a file too large, whether the form says so at once or not', async () => {
    const large = 'x'.repeat(1_000_001);
    const before = await readdir(join(api.settings.home, 'uploads'));
    expect(await upload(large)).toMatchObject({ status: 413, body: { code: 'file-too-large' } });
    expect(await upload(`${large}${'x'.repeat(1_000_000)}`)).toMatchObject({
      status: 413,
      body: { code: 'file-too-large' },
    });
    expect(await readdir(join(api.settings.home, 'uploads'))).toEqual(before);
  });

  it('that the client gives up leaves nothing behind', async () => {
    const folder = join(api.settings.home, 'uploads');
    const before = await readdir(folder);
    const { hostname, port } = new URL(await api.application.getUrl());
    const socket = connect(Number(port), hostname);
    const form = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
    const head = [`POST ${path('/imports')} HTTP/1.1`, 'host: localhost', `authorization: Bearer ${api.key}`];
    const type = 'content-type: multipart/form-data; boundary=x';
    socket.write([...head, type, 'content-length: 500000', '', `${form}${'a,b\n'.repeat(20_000)}`].join('\r\n'));
    await expect.poll(async () => (await readdir(folder)).length).toBe(before.length + 1);
    socket.destroy();
    await expect.poll(() => readdir(folder)).toEqual(before);
  });
});

describe('sampling', () => {
  it('guesses what the columns are and shows the first rows as they would be stored', async () => {
    const { status, body } = await post<Sample>(`/imports/${uploaded.id}/sample`, {});
    expect(status).toBe(200);
    expect(body).toMatchObject({ encoding: 'utf-8', delimiter: ',' });
    expect(body.columns.map(({ name, guess }) => [name, guess])).toEqual([
      ['customer_id', 'customId'],
      ['date', 'time'],
      ['amount', 'revenue'],
    ]);
    expect(body.suggestedMapping).toMatchObject({
      time: { column: 'date', timeZone: 'Europe/Berlin' },
      identifiers: { customId: 'customer_id' },
    });
    expect(body.rows).toHaveLength(20);
    expect(body.rows[0]).toMatchObject({ line: 2, event: { revenue: '10.50' } });
  });

  it('shows what a mapping of one’s own does', async () => {
    const { body } = await post<Sample>(`/imports/${uploaded.id}/sample`, {});
    const mapping = { ...body.suggestedMapping, time: { column: 'customer_id', format: 'iso', timeZone: 'UTC' } };
    const answer = await post<Sample>(`/imports/${uploaded.id}/sample`, { mapping });
    expect(answer.body.rows[0]).toMatchObject({ line: 2, reject: { column: 'customer_id' } });
  });

  it('says why a file cannot be read as a whole', async () => {
    const other = await upload('\u0000\u0001\u0002\u0003'.repeat(100), 'photo.jpg');
    const answer = await post<Sample>(`/imports/${other.body.id}/sample`, {});
    expect(answer.status).toBe(422);
    expect(answer.body.code).toMatch(/^[a-z-]+$/);
  });
});

describe('importing', () => {
  it('takes every row that can be taken, and lists the others with their line and reason', async () => {
    aggregate = (
      await post<DefinitionDetail>('/definitions', {
        kind: 'aggregate',
        name: 'Purchases',
        actions: ['transaction.charge'],
        aggregator: { type: 'count' },
        window: { type: 'allTime' },
      })
    ).body;
    const where = {
      type: 'aggregate',
      aggregate: aggregate.id,
      comparison: { type: 'moreThan', operand: { type: 'constant', value: 5 } },
    };
    segment = (await post<DefinitionDetail>('/definitions', { kind: 'segment', name: 'Many', where })).body;
    const { body: sample } = await post<Sample>(`/imports/${uploaded.id}/sample`, {});
    const started = await post<Import>(`/imports/${uploaded.id}/start`, { mapping: sample.suggestedMapping });
    expect(started).toMatchObject({ status: 202, body: { status: 'running', mapping: sample.suggestedMapping } });
    await expect
      .poll(async () => (await get<Import>(`/imports/${uploaded.id}`)).body.status, { timeout: 40_000 })
      .toBe('completed');
    const { body } = await get<Import>(`/imports/${uploaded.id}`);
    expect(body).toMatchObject({
      accepted: rows.length,
      rejected: 3,
      position: file.length,
      error: null,
      progress: null,
    });
    const rejects = await readAll<Reject>(`/imports/${uploaded.id}/rejects`);
    expect(rejects.map(({ line, raw, column }) => ({ line, raw, column }))).toEqual(
      broken.map((raw, index) => ({
        line: rows.length + 2 + index,
        raw,
        column: ['date', 'amount', 'customer_id'][index],
      })),
    );
    const exported = await get(`/imports/${uploaded.id}/rejects.csv`);
    expect(exported.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(exported.text.split('\r\n')).toHaveLength(5);
  });

  it('is done once', async () => {
    const { body: sample } = await post<Sample>(`/imports/${uploaded.id}/sample`, {});
    expect(await post(`/imports/${uploaded.id}/start`, { mapping: sample.suggestedMapping })).toMatchObject({
      status: 409,
      body: { code: 'already-started' },
    });
    expect(await post(`/imports/${uploaded.id}/cancel`, {})).toMatchObject({
      status: 409,
      body: { code: 'already-ended' },
    });
  });

  it('says of the same file that it was there before', async () => {
    const again = await upload(file, 'again.csv');
    expect(again.body).toMatchObject({ status: 'uploaded', duplicateOf: uploaded.id });
    expect(await post(`/imports/${again.body.id}/cancel`, {})).toMatchObject({
      status: 202,
      body: { status: 'cancelled' },
    });
  });

  it('shows imports latest first', async () => {
    const found = await readAll<Import>('/imports');
    expect(found.map(({ id }) => id)).toEqual(
      found
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
    expect(found.at(-1)?.id).toBe(uploaded.id);
  });
});

describe('after the run', () => {
  it('everything is there to be read', async () => {
    await expect
      .poll(async () => (await get<DefinitionDetail>(`/definitions/${segment.id}`)).body.segment?.members, {
        timeout: 40_000,
      })
      .toBe(7);
    const { body } = await get<DefinitionDetail>(`/definitions/${segment.id}`);
    expect(body.segment).toMatchObject({
      status: 'current',
      members: 7,
      share: 7 / buyers,
      version: 1,
      change7d: null,
    });
  });

  it('members come page by page, each once, and the file has the same', async () => {
    const all = await readAll<MemberPage['items'][number]>(`/segments/${segment.id}/members`);
    expect(all.map(({ customId }) => customId).sort()).toEqual(['C10', 'C11', 'C12', 'C6', 'C7', 'C8', 'C9']);
    const { body } = await get<MemberPage>(`/segments/${segment.id}/members?search=C1`);
    expect(body.items.map(({ customId }) => customId).sort()).toEqual(['C10', 'C11', 'C12']);
    expect(body.total).toBe(7);
    const exported = await get(`/segments/${segment.id}/members.csv`);
    const lines = exported.text.trimEnd().split('\r\n');
    expect(lines).toEqual([
      'profile,customId,email,phone',
      ...all.map(({ profile, customId }) => `${profile},${customId},,`),
    ]);
  });

  it('changes and sizes tell how they got there', async () => {
    const changes = await readAll<MembershipChange>(`/segments/${segment.id}/changes`);
    expect(changes).toHaveLength(7);
    expect(new Set(changes.map(({ change, version }) => `${change} ${version}`))).toEqual(new Set(['entered 1']));
    expect(await readAll(`/segments/${segment.id}/changes?change=left`)).toEqual([]);
    const { body: sizes } = await get<SegmentSize[]>(`/segments/${segment.id}/sizes`);
    expect(sizes.find(({ run }) => run === changes[0]?.run)).toMatchObject({ members: 7, entered: 7, left: 0 });
    // A later run, if one came, changed nothing.
    expect(sizes.at(-1)).toMatchObject({ members: 7 });
  });

  it('runs say what they did', async () => {
    const runs = await readAll<Run>('/runs');
    expect(runs.map(({ number }) => number)).toEqual(runs.map(({ number }) => number).sort((a, b) => b - a));
    const imported = runs.find(({ changes }) => changes.entered === 7);
    expect(imported).toMatchObject({ status: 'completed', error: null });
    const { body } = await get<Run>(`/runs/${imported?.id}`);
    // Who uses a step is named in one run, and counted in lists.
    const steps = body.steps.map((step) => ({ ...step, usedBy: step.usedBy && { ...step.usedBy, named: [] } }));
    expect({ ...body, steps }).toEqual(imported);
    expect(imported?.steps.map(({ status }) => status)).not.toContain('failed');
  });

  it('profiles are found by what names them, with what they did', async () => {
    expect((await readAll<ProfileSummary>('/profiles')).length).toBe(buyers);
    const [found] = await readAll<ProfileSummary>('/profiles?search=C12');
    const { body } = await get<ProfileDetail>(`/profiles/${found?.profile}`);
    expect(body).toMatchObject({
      identifiers: [{ kind: 'customId', value: 'C12' }],
      events: 12,
      segments: [{ id: segment.id, name: 'Many' }],
      values: [{ id: aggregate.id, name: 'Purchases', kind: 'aggregate', type: 'integer', value: '12' }],
    });
    const events = await readAll<ProfileEvent>(`/profiles/${found?.profile}/events`);
    expect(events).toHaveLength(12);
    expect(events.map(({ time }) => time)).toEqual(
      events
        .map(({ time }) => time)
        .sort()
        .reverse(),
    );
    expect(new Set(events.map(({ revenue, batch }) => `${revenue} ${batch}`))).toEqual(new Set(['10.5 1']));
    expect(await readAll(`/profiles/${found?.profile}/events?action=nothing`)).toEqual([]);
  });

  it('the catalogue knows the action and what it carries', async () => {
    const { body } = await get<Catalogue>('/catalogue');
    expect(body.events).toMatchObject([{ action: 'transaction.charge', events: rows.length, profiles: buyers }]);
    expect(body.events[0]!.parameters).toContainEqual(
      expect.objectContaining({ name: 'revenue', type: 'money', share: 1, examples: ['10.5'] }),
    );
  });

  it('the workspace knows how much it holds', async () => {
    expect((await get('')).body).toMatchObject({ profiles: buyers, events: rows.length, known: 1 });
  });
});
