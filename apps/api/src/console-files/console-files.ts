import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Serves the built console at `/`: its files by name, and its one page for every address that the page itself routes. */
export async function serveConsole(application: NestFastifyApplication, folder: string | undefined): Promise<void> {
  if (!folder || !existsSync(join(folder, 'index.html'))) return;
  const server = application.getHttpAdapter().getInstance();
  await server.register(fastifyStatic, {
    root: folder,
    serve: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Built files carry a hash of their content in their names; the page that names them does not.
      const lasting = path.includes('/assets/');
      void reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  server.get('/*', { config: { console: true } }, (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    if (/^\/(api|health|openapi\.json)(\/|$)/.test(path)) return reply.callNotFound();
    const isFile = /\.[A-Za-z0-9]+$/.test(path);
    return isFile ? reply.sendFile(decodeURI(path).slice(1)) : reply.sendFile('index.html');
  });
}
