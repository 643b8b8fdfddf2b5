import type { LoggerService } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** The console's files and the frequent questions about health would drown the rest. */
const logged = /^\/(api\/|openapi\.json$)/;

/** Writes a line for each request: which route, how it ended, how long it took. Never bodies, headers, addresses or queries. */
export function logRequests(server: FastifyInstance, logger: LoggerService): void {
  server.addHook('onResponse', (request, reply, done) => {
    // Paths hold ids only; what people search for stands in the query.
    const path = request.url.split('?', 1)[0] ?? '';
    if (logged.test(path)) {
      const line = {
        requestId: request.id,
        method: request.method,
        path,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      };
      logger.log({ msg: 'request', ...line }, 'http');
    }
    done();
  });
}
