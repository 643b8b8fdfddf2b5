import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '@cutline/postgres';
import { HousekeepingService } from '../housekeeping/housekeeping.service.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { startTestWorker } from '../testing/test-worker.ts';
import type { Import, Sample } from './imports.schemas.ts';
import type { FolderContents, Location, PlacePage } from './places.schemas.ts';

let api: TestApi;
let folder: string;
let server: S3rver;
let endpoint: string;
let stopWorker: () => Promise<void>;
const orders = 'customer_id,date,amount\nC1,2026-01-05,10.50\nC2,2026-01-06,1.00\n';
const access = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', region: 'us-east-1', bucket: 'shop' };

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'cutline-places-')));
  const [files, bucket] = [join(folder, 'files'), join(folder, 'bucket')];
  await mkdir(join(files, 'sub'), { recursive: true });
  await writeFile(join(files, 'sub/orders.csv'), orders);
  await writeFile(join(files, '.hidden.csv'), orders);
  await writeFile(join(folder, 'secret.csv'), orders);
  await symlink(join(folder, 'secret.csv'), join(files, 'linked.csv'));
  await symlink(folder, join(files, 'up'));
  server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    allowMismatchedSignatures: true,
    directory: bucket,
    configureBuckets: [{ name: 'shop' }],
  });
  endpoint = `http://127.0.0.1:${(await server.run()).port}`;
  api = await createTestApi(() => ({ importPlaces: { folder: files } }));
  stopWorker = await startTestWorker(api);
  await put('exports/2026/orders.csv', orders);
  await put('exports/large.jsonl', `{"id":"1","at":"2026-01-05"}\n`.repeat(200_000).slice(0, 900_000));
  await put('private/orders.csv', orders);
});
afterAll(async () => {
  await stopWorker();
  await api.drop();
  await server.close();
  await rm(folder, { recursive: true });
});

/** Puts an object there as a client of S3 does. */
async function put(Key: string, Body: string): Promise<void> {
  const credentials = { accessKeyId: access.accessKeyId, secretAccessKey: access.secretAccessKey };
  const client = new S3Client({ endpoint, region: access.region, credentials, forcePathStyle: true });
  await client.send(new PutObjectCommand({ Bucket: 'shop', Key, Body }));
  client.destroy();
}

const path = (rest: string) => `/api/v1/workspaces/${api.workspace.id}${rest}`;
const get = <T>(rest: string) => api.call<T>('GET', path(rest), { key: api.key });
const send = <T>(method: string, rest: string, body?: unknown) =>
  api.call<T>(method, path(rest), { key: api.key, body });

describe('the folder to import from', () => {
  it('shows its files and folders, and no other', async () => {
    const { body } = await get<FolderContents>('/import-folder');
    expect(body).toMatchObject({ available: true, items: [{ type: 'folder', path: 'sub', bytes: null }] });
    expect((await get<FolderContents>('/import-folder?path=sub')).body.items).toMatchObject([
      { type: 'file', path: 'sub/orders.csv', name: 'orders.csv', bytes: orders.length },
    ]);
  });

  it.each([
    ['../secret.csv', 'outside-folder'],
    ['sub/../../secret.csv', 'outside-folder'],
    ['/etc/passwd', 'not-there'],
    ['linked.csv', 'outside-folder'],
    ['up/secret.csv', 'outside-folder'],
    ['sub', 'not-a-file'],
    ['gone.csv', 'not-there'],
  ])('gives nothing for %j', async (asked, code) => {
    expect(await send('POST', '/imports/from-folder', { path: asked })).toMatchObject({ status: 422, body: { code } });
    expect(await get(`/import-folder?path=${encodeURIComponent(asked)}`)).toMatchObject(
      code === 'not-a-file' ? { status: 200 } : { status: 422, body: { code } },
    );
  });

  it('is where a file is read', async () => {
    const { status, body } = await send<Import>('POST', '/imports/from-folder', { path: 'sub/orders.csv' });
    expect({ status, body }).toMatchObject({ status: 201, body: { status: 'uploaded', origin: { type: 'folder' } } });
    const sample = await send<Sample>('POST', `/imports/${body.id}/sample`, {});
    await send('POST', `/imports/${body.id}/start`, { mapping: sample.body.suggestedMapping });
    await expect.poll(async () => (await get<Import>(`/imports/${body.id}`)).body.status).toBe('completed');
    expect((await get<Import>(`/imports/${body.id}`)).body).toMatchObject({ accepted: 2, rejected: 0 });
  });

  it('gives no file that was changed since', async () => {
    await writeFile(join(folder, 'files/other.csv'), orders);
    const { body } = await send<Import>('POST', '/imports/from-folder', { path: 'other.csv' });
    await writeFile(join(folder, 'files/other.csv'), `${orders}C3,2026-01-07,1.00\n`);
    expect(await send('POST', `/imports/${body.id}/sample`, {})).toMatchObject({
      status: 409,
      body: { code: 'file-changed' },
    });
  });
});

describe('a bucket to import from', () => {
  const values = () => ({ ...access, name: 'Exports', endpoint, prefix: 'exports/' });

  it('is kept when it can be read, its secret sealed and never shown', async () => {
    const { status, body, text } = await send<Location>('POST', '/import-locations', values());
    expect({ status, body }).toMatchObject({ status: 201, body: { name: 'Exports', prefix: 'exports/' } });
    expect(text).not.toContain('secret');
    const [row] = await api.database.select().from(schema.importLocation);
    expect(row!.sealedSecret).toMatch(/^s1:/);
    expect((await get<{ items: Location[] }>('/import-locations')).body.items).toEqual([body]);
  });

  it.each<[string, () => object, string]>([
    ['a wrong key', () => ({ accessKeyId: 'nobody' }), 'bucket-refused'],
    ['no such bucket', () => ({ bucket: 'none' }), 'not-there'],
    ['nobody there', () => ({ endpoint: 'http://127.0.0.1:1' }), 'place-unreachable'],
    ['an address without encryption', () => ({ endpoint: 'http://169.254.169.254' }), 'endpoint-refused'],
    ['a file', () => ({ endpoint: 'file:///etc' }), 'endpoint-refused'],
    ['a password in the address', () => ({ endpoint: 'https://a:b@s3.example.com' }), 'endpoint-refused'],
  ])('is refused with %s', async (_, changes, code) => {
    const answer = await send('POST', '/import-locations', { ...values(), ...changes() });
    expect(answer).toMatchObject({ status: 422, body: { code } });
  });

  it('needs its secret again where it is to be sent elsewhere', async () => {
    const [row] = await api.database.select().from(schema.importLocation);
    const moved = { endpoint: endpoint.replace('127.0.0.1', 'localhost') };
    expect(await send('PATCH', `/import-locations/${row!.id}`, moved)).toMatchObject({
      status: 422,
      body: { code: 'secret-needed' },
    });
    expect(await send('PATCH', `/import-locations/${row!.id}`, { name: 'Shop' })).toMatchObject({
      status: 200,
      body: { name: 'Shop' },
    });
  });

  it('shows what is under its prefix, and fetches it with its checksum', async () => {
    const [row] = await api.database.select().from(schema.importLocation);
    const { body: top } = await get<PlacePage>(`/import-locations/${row!.id}/objects`);
    expect(top.items.map(({ type, path: key }) => [type, key])).toEqual([
      ['folder', 'exports/2026/'],
      ['file', 'exports/large.jsonl'],
    ]);
    expect(await get(`/import-locations/${row!.id}/objects?prefix=private/`)).toMatchObject({ status: 422 });
    expect(
      await send('POST', '/imports/from-bucket', { locationId: row!.id, key: 'private/orders.csv' }),
    ).toMatchObject({ status: 422, body: { code: 'not-there' } });
    const chosen = { locationId: row!.id, key: 'exports/large.jsonl' };
    const { status, body } = await send<Import>('POST', '/imports/from-bucket', chosen);
    expect({ status, body }).toMatchObject({ status: 202, body: { fileName: 'large.jsonl', bytes: 900_000 } });
    await expect.poll(async () => (await get<Import>(`/imports/${body.id}`)).body.status).toBe('uploaded');
    const { checksum } = (await get<Import>(`/imports/${body.id}`)).body;
    expect(checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(await readFile(join(api.settings.home, 'uploads', body.id), 'utf8')).toHaveLength(900_000);
    const again = await send<Import>('POST', '/imports/from-bucket', chosen);
    await expect.poll(async () => (await get<Import>(`/imports/${again.body.id}`)).body.checksum).toBe(checksum);
  });

  it('whose object was changed meanwhile fails with a reason', async () => {
    const [row] = await api.database.select().from(schema.importLocation);
    const [made] = await api.database
      .insert(schema.importFile)
      .values({
        workspaceId: api.workspace.id,
        fileName: 'orders.csv',
        origin: { type: 'bucket', location: row!.id, key: 'exports/2026/orders.csv', etag: '"another"' },
        bytes: orders.length,
        checksum: '',
        status: 'uploading',
      })
      .returning();
    await api.application.get(HousekeepingService).resumePending();
    await expect
      .poll(async () => (await get<Import>(`/imports/${made!.id}`)).body)
      .toMatchObject({ status: 'failed', error: { code: 'not-there' } });
  });

  it('is forgotten with its secret', async () => {
    const [row] = await api.database.select().from(schema.importLocation);
    expect((await send('DELETE', `/import-locations/${row!.id}`)).status).toBe(204);
    const left = await api.database.select().from(schema.importLocation).where(eq(schema.importLocation.id, row!.id));
    expect(left).toEqual([]);
  });
});

it('undoing asks for something to undo, and is done once', async () => {
  const { body: list } = await get<{ items: Import[] }>('/imports?limit=100');
  const done = list.items.find(({ status }) => status === 'completed')!;
  const other = list.items.find(({ status }) => status === 'failed')!;
  expect(await send('POST', `/imports/${other.id}/undo`)).toMatchObject({
    status: 409,
    body: { code: 'nothing-to-undo' },
  });
  expect(await send('POST', `/imports/${done.id}/undo`)).toMatchObject({ status: 202, body: { status: 'undoing' } });
  await expect.poll(async () => (await get<Import>(`/imports/${done.id}`)).body.status).toBe('undone');
  expect((await get<Import>(`/imports/${done.id}`)).body.undoneAt).not.toBeNull();
  expect(await send('POST', `/imports/${done.id}/undo`)).toMatchObject({ status: 409 });
});
