import { LoggerModule } from 'nestjs-pino';
import type { Settings } from '../settings/settings.ts';

/**
 * Logs as lines of JSON, without personal data: what goes into a line is chosen by whoever writes it, and of errors only
 * where they happened is told in full. Requests are logged by `logRequests`.
 */
export function loggingModule({ logLevel, logDestination }: Settings) {
  return LoggerModule.forRoot({
    pinoHttp: {
      level: logLevel,
      ...(logDestination ? { stream: logDestination } : {}),
      autoLogging: false,
      serializers: { err: ({ raw }: { raw: Error }) => describeError(raw) },
    },
    // Everything is logged with its request's id by hand; no middleware is needed for it.
    forRoutes: [],
  });
}

/** Messages of databases quote values, so of their errors only the kind is kept. */
const quoting = new Set(['DrizzleQueryError', 'DatabaseError', 'ClickHouseError']);

/** What is told of an error; pino hands it on as `raw`. */
function describeError(error: Error & { code?: unknown; type?: unknown }) {
  return { type: error.type ?? error.constructor.name, code: error.code, stack: stackOf(error) };
}

function stackOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause instanceof Error ? ['caused by', stackOf(error.cause)] : [];
  const { name } = error.constructor;
  const message = quoting.has(name) ? '' : `: ${error.message.slice(0, 300)}`;
  return [`${name}${message}`, ...frames, ...cause].join('\n');
}
