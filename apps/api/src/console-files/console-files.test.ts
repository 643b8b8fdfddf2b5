import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cutline-console-'));
  await mkdir(join(folder, 'dist', 'assets'), { recursive: true });
  await writeFile(join(folder, 'dist', 'index.html'), '<title>Console</title>');
  await writeFile(join(folder, 'dist', 'assets', 'main-1a2b.js'), 'console');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  api = await createTestApi(() => ({ consoleFolder: join(folder, 'dist') }));
});
afterAll(async () => {
  await api.drop();
  await rm(folder, { recursive: true });
});

describe('the console', () => {
  it.each(['/', '/sign-in', '/workspaces/7/segments/new?name=a.b'])('is one page, at %s too', async (path) => {
    const answer = await api.call('GET', path);
    expect(answer).toMatchObject({ status: 200, text: '<title>Console</title>' });
    expect(answer.headers.get('content-type')).toMatch('text/html');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  it('brings its files, which never change under their names', async () => {
    const answer = await api.call('GET', '/assets/main-1a2b.js');
    expect(answer).toMatchObject({ status: 200, text: 'console' });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    ['/assets/missing.js', 404],
    ['/../secret.txt', 404],
    ['/%2e%2e/secret.txt', 404],
    ['/..%2fsecret.txt', 404],
    ['/assets/..%5c..%5csecret.txt', 403],
  ])('has nothing at %s', async (path, status) => {
    const answer = await api.call('GET', path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('leaves the API’s addresses to the API', async () => {
    expect(await api.call('GET', '/api/v1/nothing')).toMatchObject({ status: 404, body: { code: 'no-such-route' } });
    expect(await api.call('POST', '/sign-in', { body: {} })).toMatchObject({
      status: 404,
      body: { code: 'no-such-route' },
    });
    expect((await api.call('GET', '/openapi.json')).body).toMatchObject({ openapi: '3.1.1' });
  });
});
