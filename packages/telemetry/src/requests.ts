import { context, SpanKind, trace, type Context } from '@opentelemetry/api';
import { Histogram } from 'prom-client';
import { registry } from './metrics/registry.ts';
import { spanOf } from './traces/traceparent.ts';
import { contextWithin, tracer } from './traces/tracer.ts';

const seconds = new Histogram({
  name: 'cutline_http_request_seconds',
  help: 'Time to answer requests, by route as declared; of what matches no route, `none`',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.01, 0.05, 0.2, 1, 5, 30],
  registers: [registry],
});

/** What is known of a request when it came. */
export interface ObservedRequest {
  method: string;
  /** As declared, e.g. `/api/v1/runs/:runId`: no address, which may name people. Undefined where none matches. */
  route: string | undefined;
  requestId: string;
  workspaceId?: string;
  /** The span of whoever asks, where they are believed. */
  traceparent?: string | string[];
}

/** Begins a request's span. `within` does what belongs to it; `end` takes the status of the answer and is to be called once. */
export function requestTelemetry(request: ObservedRequest): {
  within<T>(work: () => T): T;
  end(status: number): void;
} {
  const { method, route = 'none', requestId, workspaceId } = request;
  const start = performance.now();
  const outside = contextWithin(spanOf(request.traceparent));
  const attributes = {
    'http.request.method': method,
    'http.route': route,
    'cutline.request_id': requestId,
    ...(workspaceId && { 'cutline.workspace_id': workspaceId }),
  };
  const span = tracer().startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, outside);
  const inside: Context = trace.setSpan(outside, span);
  return {
    within: (work) => context.with(inside, work),
    end(status) {
      seconds.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, (performance.now() - start) / 1_000);
      span.setAttribute('http.response.status_code', status);
      if (status >= 500) span.setStatus({ code: 2 });
      span.end();
    },
  };
}
