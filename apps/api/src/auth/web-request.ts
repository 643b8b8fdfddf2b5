import type { FastifyRequest } from 'fastify';
import { ADDRESS_HEADER } from './auth.ts';

/** The request's headers in the shape of the web's standard, with the client's true address. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name.startsWith(':')) continue;
    headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  headers.set(ADDRESS_HEADER, request.ip);
  // The body is written anew from what was parsed.
  headers.delete('content-length');
  headers.delete('transfer-encoding');
  return headers;
}

/** The request in the shape of the web's standard; the body is JSON or none. */
export function toWebRequest(request: FastifyRequest): Request {
  const url = new URL(request.url, `${request.protocol}://${request.headers.host ?? 'localhost'}`);
  const hasBody =
    request.method !== 'GET' && request.method !== 'HEAD' && request.body !== undefined && request.body !== null;
  return new Request(url, {
    method: request.method,
    headers: headersOf(request),
    body: hasBody ? JSON.stringify(request.body) : undefined,
  });
}
