import { LoggerModule } from 'nestjs-pino';

/**
 * Logs as lines of JSON, without personal data: what goes into a line is chosen by whoever writes it, and of errors only
 * where they happened is told in full. Requests are logged by `logRequests`.
 */
export function loggingModule(level: string) {
  return LoggerModule.forRoot({
    pinoHttp: {
      level,
      autoLogging: false,
      serializers: { err: (error: Error & { code?: unknown }) => ({ type: error.name, code: error.code, stack: stackOf(error) }) },
    },
    // Everything is logged with its request's id by hand; no middleware is needed for it.
    forRoutes: [],
  });
}

/** Messages of databases quote values, so of their errors only the kind is kept. */
const quoting = new Set(['DrizzleQueryError', 'error', 'ClickHouseError']);

function stackOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause instanceof Error ? ['caused by', stackOf(error.cause)] : [];
  const message = quoting.has(error.constructor.name) || quoting.has(error.name) ? '' : error.message.slice(0, 300);
  return [`${error.name}: ${message}`, ...frames, ...cause].join('\n');
}
