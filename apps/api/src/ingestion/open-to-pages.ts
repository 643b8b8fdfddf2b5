import type { FastifyInstance } from 'fastify';
import { isSdkPath, pathOf } from './sdk-paths.ts';

/** Under this type bodies of SDK routes go to `takeMessageBodies`, whatever type the client gives. */
export const messageBodyType = 'application/x-cutline-messages';

/** Header names that a page asks to send, as a browser lists them. */
const headerNames = /^[\w-]+(\s*,\s*[\w-]+){0,30}$/;

/**
 * Lets pages of any origin use the SDK routes, and no others: without cookies, and with the headers that they ask for, as SDKs have many
 * of their own. Preflights are answered here and kept by browsers for a day.
 */
export function openToPages(server: Pick<FastifyInstance, 'addHook'>): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (!isSdkPath(pathOf(request.url))) return done();
    void reply.headers({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'Retry-After',
      'cross-origin-resource-policy': 'cross-origin',
    });
    if (request.method === 'OPTIONS') {
      const asked = request.headers['access-control-request-headers'] ?? '';
      void reply.headers({
        'access-control-allow-methods': 'GET, POST',
        'access-control-max-age': '86400',
        vary: 'Access-Control-Request-Headers',
        ...(headerNames.test(asked) ? { 'access-control-allow-headers': asked } : {}),
      });
      void reply.status(204).send();
      return;
    }
    // SDKs name the same JSON text/plain (to go without a preflight), a form, or nothing at all.
    if (request.method === 'POST') request.headers['content-type'] = messageBodyType;
    done();
  });
}
