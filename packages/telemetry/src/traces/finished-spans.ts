import { SpanKind, SpanStatusCode, type Attributes, type SpanContext } from '@opentelemetry/api';
import { millisToHrTime } from './clock-time.ts';

/** A span of what did not run here, but was told of when it was over: a workflow's. */
export interface FinishedSpan {
  name: string;
  span: SpanContext;
  parent: SpanContext | undefined;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  failed: boolean;
  attributes: Attributes;
}

type Told = ReturnType<typeof told>;

let receive: ((span: Told) => void) | undefined;

/** Whom finished spans are told to; nobody, where traces are off. */
export function receiveFinished(receiver: typeof receive): void {
  receive = receiver;
}

/** Tells of a span that is over. Does nothing where traces are off, or this one is not kept. */
export function tellFinished(span: FinishedSpan): void {
  if (receive && span.span.traceFlags) receive(told(span));
}

/** As the SDK has it; it makes no span with an id that was given out before. */
function told({ name, span, parent, from, to, failed, attributes }: FinishedSpan) {
  return {
    name,
    kind: SpanKind.INTERNAL,
    spanContext: () => span,
    ...(parent && { parentSpanContext: parent }),
    startTime: millisToHrTime(from),
    endTime: millisToHrTime(to),
    duration: millisToHrTime(to - from),
    status: { code: failed ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    attributes,
    links: [],
    events: [],
    ended: true,
    instrumentationScope: { name: 'cutline' },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}
