import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApplication } from '../application.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { Import } from './imports.schemas.ts';
import { UnfinishedUploadsService } from './unfinished-uploads.service.ts';

let api: TestApi;
const part = 100_000;
/** Text without a pattern, so that a part that is missing or doubled shows. */
const content = Buffer.from(`id,date\n${randomBytes(300_000).toString('base64')}\n`);
const checksum = createHash('sha256').update(content).digest('hex');

beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.drop());

const path = (rest: string) => `/api/v1/workspaces/${api.workspace.id}/imports${rest}`;
const get = (id: string) => api.call<Import>('GET', path(`/${id}`), { key: api.key });
const unfinished = () => readdir(join(api.settings.home, 'uploads-unfinished')).catch(() => []);
const address = async () => (await api.application.getUrl()).replace(/\/$/, '');

/** Sends parts of `content` to an address until it is whole, or until `parts` have gone. Returns where the upload is. */
async function send(base: string, from?: string, parts = Infinity): Promise<{ url: string; stopped: boolean }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ url: string; stopped: boolean }>();
  let sent = 0;
  const upload = new Upload(content, {
    endpoint: `${base}${path('/uploads')}`,
    uploadUrl: from,
    chunkSize: part,
    retryDelays: null,
    headers: { authorization: `Bearer ${api.key}` },
    metadata: { filename: '../Bestellungen März.csv' },
    onChunkComplete() {
      sent += 1;
      if (sent >= parts) void upload.abort().then(() => resolve({ url: upload.url!, stopped: true }), reject);
    },
    onSuccess: () => resolve({ url: upload.url!, stopped: false }),
    onError: reject,
  });
  upload.start();
  return promise;
}

const idOf = (url: string): string => url.split('/').at(-1)!;
const header = (headers: Record<string, string>) => ({
  key: api.key,
  headers: { 'tus-resumable': '1.0.0', ...headers },
});

describe('an upload in parts', () => {
  it('goes on where it was cut off, with another API than before', async () => {
    const first = await send(await address(), undefined, 2);
    expect(first.stopped).toBe(true);
    const id = idOf(first.url);
    expect((await get(id)).body).toMatchObject({
      status: 'uploading',
      fileName: 'Bestellungen März.csv',
      bytes: content.length,
      duplicateOf: null,
    });
    expect(await api.call('POST', path(`/${id}/sample`), { key: api.key, body: {} })).toMatchObject({ status: 409 });
    const other = await createApplication(api.settings);
    try {
      await other.listen(0, '127.0.0.1');
      const base = (await other.getUrl()).replace(/\/$/, '');
      await send(base, first.url.replace(await address(), base));
    } finally {
      await other.close();
    }
    expect((await get(id)).body).toMatchObject({ status: 'uploaded', checksum, bytes: content.length, position: 0 });
    expect(await readFile(join(api.settings.home, 'uploads', id))).toEqual(content);
    expect(await unfinished()).toEqual([]);
  });

  it('that is whole says so to whoever asks again', async () => {
    const { url } = await send(await address());
    const again = await api.call('HEAD', path(`/uploads/${idOf(url)}`), header({}));
    expect([again.status, again.headers.get('upload-offset')]).toEqual([200, String(content.length)]);
    const more = header({ 'content-type': 'application/offset+octet-stream', 'upload-offset': String(content.length) });
    expect(await api.call('PATCH', path(`/uploads/${idOf(url)}`), { ...more, body: 'x' })).toMatchObject({
      status: 409,
    });
    expect((await get(idOf(url))).body.duplicateOf).toBeNull();
  });

  it('is finished when it was cut off after the last byte', async () => {
    const { url } = await send(await address(), undefined, 2);
    const id = idOf(url);
    // As a process leaves it that dies before it has noted the end.
    await writeFile(join(api.settings.home, 'uploads-unfinished', id), content);
    expect((await api.call('HEAD', path(`/uploads/${id}`), header({}))).headers.get('upload-offset')).toBe(
      String(content.length),
    );
    expect((await get(id)).body).toMatchObject({ status: 'uploaded', checksum });
  });

  it('is refused for a length that is none, nothing, or too much', async () => {
    const create = (length: string) => api.call('POST', path('/uploads'), header({ 'upload-length': length }));
    expect(await create('many')).toMatchObject({ status: 400, body: { code: 'no-length' } });
    expect(await create('0')).toMatchObject({ status: 422, body: { code: 'empty-file' } });
    expect(await create('1000001')).toMatchObject({ status: 413, body: { code: 'file-too-large' } });
    expect(await unfinished()).toEqual([]);
  });

  it('takes no part twice, and none of another workspace', async () => {
    const { url } = await send(await address(), undefined, 1);
    const type = 'application/offset+octet-stream';
    const again = await api.call('PATCH', path(`/uploads/${idOf(url)}`), {
      ...header({ 'content-type': type, 'upload-offset': '0' }),
      body: 'x'.repeat(10),
    });
    expect(again.status).toBe(409);
    const stranger = await api.makeOrganisation();
    const elsewhere = `/api/v1/workspaces/${stranger.workspace.id}/imports/uploads/${idOf(url)}`;
    const key = await api.makeKey(stranger.workspace.id);
    expect(await api.call('HEAD', elsewhere, { ...header({}), key })).toMatchObject({ status: 404 });
    expect((await api.call('DELETE', path(`/uploads/${idOf(url)}`), { key: api.key })).status).toBe(204);
    expect(await get(idOf(url))).toMatchObject({ status: 404 });
    expect(await unfinished()).toEqual([]);
  });

  it('of which nothing has come for a day is forgotten', async () => {
    const [old, fresh] = [await send(await address(), undefined, 1), await send(await address(), undefined, 1)];
    const tomorrow = Date.now() + 25 * 3_600_000;
    const file = join(api.settings.home, 'uploads-unfinished', idOf(fresh.url));
    await utimes(file, tomorrow / 1000, tomorrow / 1000);
    await api.application.get(UnfinishedUploadsService).removeAbandoned(tomorrow);
    expect(await get(idOf(old.url))).toMatchObject({ status: 404 });
    expect((await get(idOf(fresh.url))).body).toMatchObject({ status: 'uploading' });
    expect((await unfinished()).sort()).toEqual([idOf(fresh.url), `${idOf(fresh.url)}.json`]);
  });
});
