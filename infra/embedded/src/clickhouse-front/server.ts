import { randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Engine } from './engine.ts';
import { asException, exception } from './errors.ts';
import { onlyReads, runQuery } from './query.ts';
import { readQueryRequest } from './request.ts';
import { responseEncoding, sendAnswer, sendException } from './response.ts';
import { sessionsOf } from './sessions.ts';
import { readStatement } from './statement.ts';

/** As on a server: more requests than this are refused, not queued. */
const maximumRequests = 100;

/** Bytes. As on a server: the parameters of a statement travel in the URL, and Node's own limit is 16 KiB. */
const maximumUrl = 1024 * 1024;

export interface Front {
  server: Server;
  /** Whether requests are being answered. */
  busy(): boolean;
}

/**
 * ClickHouse's HTTP interface over one engine.
 *
 * @param password of the user `default`; without one, anybody who reaches the port is let in
 */
export function createFront(engine: Engine, password: string | undefined): Front {
  const sessions = sessionsOf(engine);
  const running = new Set<string>();

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://front');
    if (url.pathname === '/ping') return void response.end('Ok.\n');
    if (url.pathname !== '/' && url.pathname !== '/query')
      return void response.writeHead(404).end(`There is no handle ${url.pathname}\n`);
    if (incoming.method === 'GET' && !url.searchParams.has('query')) return void response.end('Ok.\n');
    const queryId = url.searchParams.get('query_id') || randomUUID();
    const common = {
      'X-ClickHouse-Query-Id': queryId,
      'X-ClickHouse-Server-Display-Name': 'cutline-embedded',
      'X-ClickHouse-Timezone': Intl.DateTimeFormat().resolvedOptions().timeZone,
      'X-ClickHouse-Version': engine.version,
    };
    let admitted = false;
    try {
      authenticate(incoming, url, password);
      if (running.has(queryId))
        throw exception(216, 'QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING', `Query with id = ${queryId} is already running`);
      if (running.size >= maximumRequests)
        throw exception(
          202,
          'TOO_MANY_SIMULTANEOUS_QUERIES',
          `Too many simultaneous queries. Maximum: ${maximumRequests}`,
        );
      running.add(queryId);
      admitted = true;
      const request = await readQueryRequest(incoming);
      const statement = readStatement(request.sql);
      if (onlyReads(statement))
        response.on('close', () => {
          if (!response.writableFinished) void engine.kill(queryId);
        });
      const result = await runQuery(engine, sessions, { ...request, queryId }, statement);
      try {
        await sendAnswer(response, result, common, responseEncoding(incoming, request.settings));
      } finally {
        await result.discard();
      }
    } catch (error) {
      if (response.headersSent) response.destroy();
      else sendException(response, asException(error), common);
    } finally {
      if (admitted) running.delete(queryId);
      incoming.resume();
    }
  }

  const server = createServer({ maxHeaderSize: maximumUrl }, (incoming, response) => void answer(incoming, response));
  // A server keeps idle connections for 10 s by default; the client retires its sockets earlier.
  server.keepAliveTimeout = 10_000;
  server.requestTimeout = 0;
  return { server, busy: () => running.size > 0 };
}

function authenticate(incoming: IncomingMessage, url: URL, password: string | undefined): void {
  if (password === undefined) return;
  const basic = /^Basic (.+)$/.exec(incoming.headers.authorization ?? '')?.[1];
  const [user, ...rest] = basic === undefined ? [] : Buffer.from(basic, 'base64').toString('utf8').split(':');
  const givenUser = user || incoming.headers['x-clickhouse-user'] || url.searchParams.get('user') || 'default';
  const given =
    basic === undefined
      ? (incoming.headers['x-clickhouse-key'] ?? url.searchParams.get('password') ?? '')
      : rest.join(':');
  if (givenUser === 'default' && sameText(String(given), password)) return;
  throw exception(
    516,
    'AUTHENTICATION_FAILED',
    `${String(givenUser)}: Authentication failed: password is incorrect, or there is no user with such name`,
  );
}

function sameText(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}
