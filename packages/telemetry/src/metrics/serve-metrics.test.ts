import { request } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { serveMetrics, type ServedMetrics } from './serve-metrics.ts';

let served: ServedMetrics;
afterEach(() => served.close());

const serve = async (token?: string) => {
  served = await serveMetrics(
    { host: '127.0.0.1', port: 0, ...(token && { token }) },
    async () => 'a 1\n',
    'text/plain',
  );
  return served.url;
};

/** The status for a request that gives these headers; `fetch` would set `host` itself. */
function statusWith(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

it('serves metrics at one path', async () => {
  const url = await serve();
  expect(await (await fetch(url)).text()).toBe('a 1\n');
  expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404);
});

it('turns away who does not know the token', async () => {
  const url = await serve('secret');
  expect((await fetch(url)).status).toBe(401);
  expect((await fetch(url, { headers: { authorization: 'Bearer other' } })).status).toBe(401);
  expect((await fetch(url, { headers: { authorization: 'Bearer secret' } })).status).toBe(200);
});

it('turns away pages that reach it under a name of their own', async () => {
  const url = await serve();
  expect(await statusWith(url, { host: 'metrics.example.com' })).toBe(401);
  expect(await statusWith(url, { host: `localhost:${new URL(url).port}` })).toBe(200);
});
