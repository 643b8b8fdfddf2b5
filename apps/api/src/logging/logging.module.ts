import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoggerModule } from 'nestjs-pino';
import { requestIdOf } from './request-id.ts';

/** Logs as lines of JSON, without personal data: no bodies, headers, addresses or queries; of a path only what names no one. */
export function loggingModule(level: string) {
  return LoggerModule.forRoot({
    pinoHttp: {
      level,
      genReqId: requestIdOf,
      quietReqLogger: true,
      customAttributeKeys: { reqId: 'requestId' },
      autoLogging: { ignore: (request: IncomingMessage) => !isApi(request.url ?? '') || request.url === '/health' },
      serializers: {
        req: (request: { method: string; url: string }) => ({ method: request.method, path: pathOnly(request.url) }),
        res: (response: ServerResponse) => ({ status: response.statusCode }),
        err: (error: Error & { code?: unknown }) => ({ type: error.name, code: error.code, stack: stackOf(error) }),
      },
    },
  });
}

/** Paths hold ids only; what people search for stands in the query. */
function pathOnly(url: string): string {
  return url.split('?', 1)[0] ?? '';
}

function isApi(url: string): boolean {
  return url.startsWith('/api/') || url.startsWith('/openapi.json') || url.startsWith('/health');
}

/** Where it happened. The message of a database's error can quote values, so only its kind is kept. */
function stackOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause instanceof Error ? [`caused by ${error.cause.name}`, stackOf(error.cause)] : [];
  const message = error.name === 'DrizzleQueryError' || error.name === 'error' ? '' : error.message.slice(0, 300);
  return [`${error.name}: ${message}`, ...frames, ...cause].join('\n');
}
