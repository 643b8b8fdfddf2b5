import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Site {
  url: string;
  close(): Promise<void>;
}

/** A site of its own origin: HTML by path, and scripts from files by path. */
export async function startSite(pages: Record<string, string>, scripts: Record<string, string> = {}): Promise<Site> {
  const server = createServer((request, response) => {
    const path = request.url!.split('?', 1)[0]!;
    const html = pages[path];
    const file = scripts[path];
    if (html !== undefined) response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html>${html}`);
    else if (file !== undefined)
      readFile(file).then(
        (bytes) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(bytes),
        () => response.writeHead(500).end(),
      );
    else response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
