import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import type { TelemetrySettings } from '../settings.ts';
import { receiveFinished } from './finished-spans.ts';

/** How long the end of the process waits for the last spans to be sent, in milliseconds. */
const patience = 3_000;

export interface Traces {
  /** Sends what is there. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Makes spans of this process count, once in its life. They are sent by OTLP over HTTP to where OTEL_EXPORTER_OTLP_ENDPOINT says; what cannot be sent is dropped. A trace that began
 * elsewhere is kept where it was kept there.
 */
export function startTraces(service: string, { share }: NonNullable<TelemetrySettings['traces']>): Traces {
  const resource = resourceFromAttributes({
    'service.namespace': 'cutline',
    'service.name': service,
    'service.instance.id': String(process.pid),
  });
  const processor: SpanProcessor = new BatchSpanProcessor({
    exporter: new OTLPTraceExporter(),
    scheduledDelayMillis: 2_000,
  });
  const provider = new TracerProvider({
    resource,
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [processor],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  receiveFinished((span) => processor.onEnd({ ...span, resource }));
  return {
    flush: () => processor.forceFlush(),
    async stop() {
      receiveFinished(undefined);
      await Promise.race([provider.shutdown(), new Promise((done) => setTimeout(done, patience).unref())]);
      trace.disable();
      context.disable();
    },
  };
}
