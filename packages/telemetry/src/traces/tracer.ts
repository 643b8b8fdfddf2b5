import {
  context,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type SpanContext,
  type Tracer,
} from '@opentelemetry/api';
import { traceparentOf } from './traceparent.ts';

/** Makes the spans of Cutline; they come to nothing until traces are started. */
export function tracer(): Tracer {
  return trace.getTracer('cutline');
}

/** The span in which the caller is, for another process; undefined where it is in none. */
export function currentTraceparent(): string | undefined {
  const span = trace.getSpanContext(context.active());
  return span && traceparentOf(span);
}

/** In the place of the active context: within `parent`, or, without one, at the beginning of a trace. */
export function contextWithin(parent: SpanContext | undefined): Context {
  const outside = trace.deleteSpan(context.active());
  return parent ? trace.setSpanContext(outside, parent) : outside;
}

/** Marks a span as failed. Messages stay out, as those of databases may quote data. */
export function markFailed(span: Span, error: unknown): void {
  span.setAttribute('error.type', errorTypeOf(error));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** A code, or else the class of an error: of few values, and free of data. */
export function errorTypeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && /^\w{1,40}$/.test(String(error.code))) return String(error.code);
  return error.constructor.name;
}
