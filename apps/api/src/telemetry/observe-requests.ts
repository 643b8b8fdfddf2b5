import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requestTelemetry } from '@cutline/telemetry';

/**
 * Has a span and a time for each request. Whose trace a request belongs to is believed of a proxy in front only: anybody else could put theirs into
 * other people's.
 */
export function observeRequests(server: FastifyInstance, behindProxy: boolean): void {
  const observed = new WeakMap<FastifyRequest, ReturnType<typeof requestTelemetry>>();
  server.addHook('onRequest', (request, _reply, done) => {
    const { workspaceId } = request.params as { workspaceId?: string };
    const telemetry = requestTelemetry({
      method: request.method,
      route: request.routeOptions.url,
      requestId: request.id,
      workspaceId,
      ...(behindProxy && { traceparent: request.headers['traceparent'] }),
    });
    observed.set(request, telemetry);
    telemetry.within(done);
  });
  // A body is read in the connection's own context, so what follows it is brought back.
  server.addHook('preValidation', (request, _reply, done) => {
    const telemetry = observed.get(request);
    if (telemetry) telemetry.within(done);
    else done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    observed.get(request)?.end(reply.statusCode);
    done();
  });
  server.addHook('onRequestAbort', (request, done) => {
    observed.get(request)?.end(499);
    done();
  });
}
