import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { answer, createApiClient } from './client.ts';

let server: Server | undefined;

afterEach(() => server?.close());

/** Where a server answers as told. */
async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const told = {
  refused: async (response: Response) => new Error(`refused: ${response.status} ${await response.text()}`),
  unreachable: () => new Error('unreachable'),
};

test('a client asks the path with its parameters in place, and hands back what was answered', async () => {
  const asked: (string | undefined)[] = [];
  const baseUrl = await serve((request, response) => {
    asked.push(request.url, request.headers.authorization);
    response.setHeader('content-type', 'application/json').end('{"items":[],"nextCursor":null}');
  });
  const client = createApiClient({ baseUrl, headers: { authorization: 'Bearer key' }, ...told });
  const page = await answer(
    client.GET('/api/v1/workspaces/{workspaceId}/currency-rates', {
      params: { path: { workspaceId: 'one' }, query: { currency: 'USD' } },
    }),
  );
  expect(page).toEqual({ items: [], nextCursor: null });
  expect(asked).toEqual(['/api/v1/workspaces/one/currency-rates?currency=USD', 'Bearer key']);
});

test('a refusal is thrown as the error made of it, which may read the body', async () => {
  const baseUrl = await serve((_, response) => response.writeHead(403).end('not yours'));
  await expect(createApiClient({ baseUrl, ...told }).GET('/api/v1/me')).rejects.toThrow('refused: 403 not yours');
});

test('where no answer comes, the error made of that is thrown, or else what was caught', async () => {
  const baseUrl = await serve((request) => request.socket.destroy());
  await expect(createApiClient({ baseUrl, ...told }).GET('/api/v1/me')).rejects.toThrow('unreachable');
  const bare = createApiClient({ baseUrl, ...told, unreachable: () => undefined });
  await expect(bare.GET('/api/v1/me')).rejects.toThrow('fetch failed');
});
