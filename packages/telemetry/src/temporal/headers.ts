import { defaultPayloadConverter, type Headers } from '@temporalio/common';
import type { SpanContext } from '@opentelemetry/api';
import { spanOf } from '../traces/traceparent.ts';
import { currentTraceparent } from '../traces/tracer.ts';

/** Temporal's headers with the span in which the caller is; as they are, where it is in none. */
export function withTraceparent(headers: Headers): Headers {
  const traceparent = currentTraceparent();
  return traceparent ? { ...headers, traceparent: defaultPayloadConverter.toPayload(traceparent) } : headers;
}

/** The span that headers name. */
export function spanIn({ traceparent }: Headers): SpanContext | undefined {
  return traceparent && spanOf(defaultPayloadConverter.fromPayload(traceparent));
}
