import type { FastifyInstance } from 'fastify';
import { Problem } from '../problem-details/problem.ts';

/** Lets the routes that end so take CSV as their body, as text; all others go on refusing it with 415. */
export function takeCsvBodies(server: Pick<FastifyInstance, 'addContentTypeParser'>, ...endings: string[]): void {
  server.addContentTypeParser('text/csv', { parseAs: 'string' }, (request, body, done) => {
    if (endings.some((ending) => request.routeOptions.url?.endsWith(ending))) done(null, body);
    else
      done(
        new Problem(415, 'unsupported-media-type', 'The body is of a type that this route does not take.'),
        undefined,
      );
  });
}
