import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MetricsSettings } from '../settings.ts';

export interface ServedMetrics {
  url: string;
  close(): Promise<void>;
}

/** Serves `text()` at `/metrics`. Throws what `listen` throws, e.g. for a port that is taken. */
export async function serveMetrics(
  { host, port, token }: MetricsSettings,
  text: () => Promise<string>,
  contentType: string,
): Promise<ServedMetrics> {
  const server = createServer((request, response) => {
    const end = (status: number, type: string, body: string) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    };
    if (request.url?.split('?', 1)[0] !== '/metrics' || request.method !== 'GET')
      return end(404, 'text/plain', 'Not found\n');
    if (!mayRead(request, token)) return end(401, 'text/plain', 'The token is missing or wrong\n');
    text().then(
      (body) => end(200, contentType, body),
      () => end(500, 'text/plain', 'The metrics cannot be read\n'),
    );
    return undefined;
  });
  server.listen(port, host);
  await once(server, 'listening');
  const { port: given } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${given}/metrics`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Without a token the address is loopback's; a page that gave its own name that address is turned away by the name. */
function mayRead({ headers }: IncomingMessage, token: string | undefined): boolean {
  if (token === undefined) return /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(headers.host ?? '');
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}
