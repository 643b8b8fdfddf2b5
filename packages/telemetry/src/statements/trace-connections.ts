import { context, SpanKind, trace } from '@opentelemetry/api';
import type { Database } from '@cutline/postgres';
import { markFailed, tracer } from '../traces/tracer.ts';

type Query = (...given: unknown[]) => unknown;

/**
 * Makes a span of every statement that is sent to PostgreSQL within another span: of those that a request or an activity sends, and of no other. Its text stays
 * out, its values too.
 */
export function traceConnections({ $client: pool }: Database): void {
  traceQueries(pool as unknown as { query: Query });
  pool.on('connect', (connection) => traceQueries(connection as unknown as { query: Query }));
}

function traceQueries(sender: { query: Query }): void {
  const send = sender.query.bind(sender);
  sender.query = (...given) => {
    // With a callback it is the pool's own call, which has a span already.
    const within = trace.getSpan(context.active());
    if (!within?.isRecording() || typeof given.at(-1) === 'function') return send(...given);
    const attributes = { 'db.system.name': 'postgresql' };
    const span = tracer().startSpan(`postgres ${operationOf(given[0])}`, { kind: SpanKind.CLIENT, attributes });
    const answer = send(...given);
    if (!(answer instanceof Promise)) return (span.end(), answer);
    return answer.then(
      (result: unknown) => {
        span.end();
        return result;
      },
      (error: unknown) => {
        markFailed(span, error);
        span.end();
        throw error;
      },
    );
  };
}

/** The verb and the first table of a statement, e.g. `select run_step`. */
function operationOf(statement: unknown): string {
  const text = typeof statement === 'string' ? statement : ((statement as { text?: string } | undefined)?.text ?? '');
  const verb = /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? 'statement';
  const table = /\b(?:from|into|update)\s+(?:only\s+)?"?(\w+)"?/i.exec(text)?.[1];
  return table ? `${verb} ${table}` : verb;
}
