import { get } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '@cutline/postgres';
import { writeTrackingCode } from '@cutline/tracking-sdk/build';
import { makeSource, type TestSource } from '../ingestion/testing/make-source.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let source: TestSource;
let path: string;

beforeAll(async () => {
  [api] = await Promise.all([createTestApi(), writeTrackingCode()]);
  source = await makeSource(api);
  path = `/v1/cutline.js?writeKey=${source.writeKey}`;
});
afterAll(() => api.drop());

/** The answer as it is on the wire: `fetch` would take its encoding off. */
async function onTheWire(encoding: string): Promise<{ encoding: string | undefined; bytes: Buffer }> {
  const url = `${(await api.application.getUrl()).replace(/\/$/, '')}${path}`;
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': encoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ encoding: response.headers['content-encoding'], bytes: Buffer.concat(chunks) }),
      );
    }).on('error', reject);
  });
}

describe('the tracking code', () => {
  it('is a script that any page may load, with the settings of its source', async () => {
    const { status, headers, text } = await api.call('GET', path, { headers: { origin: 'https://shop.example' } });
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=300',
      vary: expect.stringContaining('Accept-Encoding'),
    });
    expect(() => new Function(text)).not.toThrow();
    expect(text).toContain(
      `({"consent":"required","respectDoNotTrack":true,"autoPages":true,"writeKey":"${source.writeKey}"})`,
    );
  });

  it('comes compressed, below 5 kB', async () => {
    const plain = await onTheWire('identity');
    const br = await onTheWire('gzip, deflate, br');
    const gzip = await onTheWire('gzip, br;q=0');
    expect([plain.encoding, br.encoding, gzip.encoding]).toEqual([undefined, 'br', 'gzip']);
    expect(brotliDecompressSync(br.bytes)).toEqual(plain.bytes);
    expect(gunzipSync(gzip.bytes)).toEqual(plain.bytes);
    expect(gzip.bytes.length).toBeLessThan(5_000);
  });

  it('is not sent again to those who have it, until its settings change', async () => {
    const etag = (await api.call('GET', path)).headers.get('etag')!;
    const known = { headers: { 'if-none-match': etag } };
    expect(await api.call('GET', path, known)).toMatchObject({ status: 304, text: '' });
    const tracking = { consent: 'notRequired', respectDoNotTrack: false, autoPages: true };
    await api.database.update(schema.source).set({ tracking }).where(eq(schema.source.id, source.id));
    // What is known of a key is believed for seconds.
    await expect.poll(async () => (await api.call('GET', path, known)).status, { timeout: 10_000 }).toBe(200);
    expect((await api.call('GET', path)).text).toContain('({"consent":"notRequired","respectDoNotTrack":false,');
  });

  it('is for sources only', async () => {
    expect(await api.call('GET', '/v1/cutline.js')).toMatchObject({ status: 401, body: { code: 'write-key-missing' } });
    expect(await api.call('GET', '/v1/cutline.js?writeKey=wk_none')).toMatchObject({
      status: 401,
      body: { code: 'write-key-unknown' },
    });
  });
});
