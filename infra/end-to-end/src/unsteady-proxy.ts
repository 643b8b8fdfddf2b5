import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A request with messages, as it passes. */
export interface Passing {
  path: string;
  /** Ids of its messages. */
  messageIds: string[];
  /** How often the first of them has passed before. */
  before: number;
  /** Milliseconds since 1970. */
  at: number;
}

/**
 * What becomes of a request with messages: it passes; it passes, but its answer is lost and a 503 takes its place; the connection is cut
 * before it; or it is answered here.
 */
export type Fate = 'pass' | 'answerLost' | 'cut' | { status: number; retryAfter?: string };

export interface Proxy {
  url: string;
  /** Requests with messages, in the order in which they came. */
  passed: Passing[];
  /** May be replaced at any time. */
  decide: (passing: Passing) => Fate;
  close(): Promise<void>;
}

/** Stands between a client and the product at `target`, and makes outages. */
export async function startProxy(target: string): Promise<Proxy> {
  const proxy: Proxy = { url: '', passed: [], decide: () => 'pass', close };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void answer(request, response, Buffer.concat(chunks)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;

  function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const fate = request.method === 'POST' ? proxy.decide(note(request, body)) : 'pass';
    if (fate === 'cut') return void request.socket.destroy();
    if (typeof fate === 'object') return refuse(response, fate, '*');
    const { method, url, headers } = request;
    const onward = send(`${target}${url}`, { method, headers }, (answered) => {
      if (fate === 'answerLost') {
        answered.resume();
        answered.on('end', () => refuse(response, { status: 503 }, '*'));
        return;
      }
      response.writeHead(answered.statusCode!, answered.headers);
      answered.pipe(response);
    });
    onward.on('error', () => request.socket.destroy());
    onward.end(body);
  }

  function note({ url = '', headers }: IncomingMessage, body: Buffer): Passing {
    const text = (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');
    const messageIds = [...text.matchAll(/"messageId":"([^"]+)"/g)].map(([, id]) => id!);
    const before = proxy.passed.filter((each) => each.messageIds.includes(messageIds[0]!)).length;
    const passing = { path: url.split('?', 1)[0]!, messageIds, before, at: Date.now() };
    proxy.passed.push(passing);
    return passing;
  }

  async function close(): Promise<void> {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

function refuse(
  response: ServerResponse,
  { status, retryAfter }: { status: number; retryAfter?: string },
  origin: string,
): void {
  response.writeHead(status, {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'Retry-After',
    ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
  });
  response.end('{}');
}
