import { ForbiddenException, HttpException } from '@nestjs/common';
import { Problem, unavailable } from './problem.ts';

/** Errors of ours, of Nest, of Fastify and of the services below, as what the caller is told. Null: a fault of ours. */
export function problemOfError(error: unknown): Problem | null {
  for (const cause of causesOf(error)) {
    const problem = problemOfCause(cause);
    if (problem) return problem;
  }
  return null;
}

interface Coded extends Error {
  code?: string | number;
  statusCode?: number;
  type?: string;
}

const crossOrigin = new Problem(403, 'cross-origin', 'A page of another origin may not do this in a person’s name.');

function problemOfCause(error: Coded): Problem | null {
  if (error instanceof Problem) return error;
  // The one thing that Nest itself forbids: see `enableCsrfProtection`.
  if (error instanceof ForbiddenException) return crossOrigin;
  if (error instanceof HttpException) return problemOfStatus(error.getStatus());
  const code = String(error.code ?? '');
  if (code.startsWith('FST_') && error.statusCode && error.statusCode < 500) return problemOfStatus(error.statusCode);
  if (code === 'ENOSPC') return new Problem(507, 'no-space', 'The disk of the installation is full.');
  if (isClickHouse(error)) return problemOfClickHouse(error);
  if (/^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/.test(code))
    return unavailable('A service');
  if (/^(57P0[1-3]|53300|53400|08\w{3})$/.test(code)) return unavailable('PostgreSQL');
  // Raised by pg itself, without a code, when a connection ends under a query.
  if (
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(
      error.message,
    )
  ) {
    return unavailable('PostgreSQL');
  }
  if (/^(socket hang up|Timeout error\.?)$/i.test(error.message)) return unavailable('ClickHouse');
  if (isTemporal(error)) return unavailable('Temporal');
  return null;
}

function problemOfStatus(status: number): Problem {
  switch (status) {
    case 400:
      return new Problem(400, 'unreadable', 'The request cannot be read: its body or address is malformed.');
    case 404:
      return new Problem(404, 'no-such-route', 'There is no such route.');
    case 405:
      return new Problem(405, 'method-not-allowed', 'This route does not take this method.');
    case 413:
      return new Problem(413, 'too-large', 'The request is too large.');
    case 414:
      return new Problem(414, 'address-too-long', 'The address is too long.');
    case 415:
      return new Problem(415, 'unsupported-media-type', 'The body is of a type that this route does not take.');
    default:
      return new Problem(status, 'refused', 'The request is refused.');
  }
}

function isClickHouse(error: Coded): boolean {
  return error.constructor.name === 'ClickHouseError';
}

function problemOfClickHouse(error: Coded): Problem | null {
  switch (error.type) {
    case 'TIMEOUT_EXCEEDED':
    case 'MEMORY_LIMIT_EXCEEDED':
    case 'TOO_MANY_SIMULTANEOUS_QUERIES':
      return new Problem(503, 'too-busy', 'The question was too much for ClickHouse at the moment. Try again.', {
        retryAfter: 5,
      });
    default:
      return null;
  }
}

/** gRPC statuses that say the server is not there: DEADLINE_EXCEEDED and UNAVAILABLE. */
function isTemporal(error: Coded): boolean {
  return (error.code === 14 || error.code === 4) && 'details' in error;
}

function causesOf(error: unknown): Coded[] {
  const found: Coded[] = [];
  for (let cause = error; cause instanceof Error && found.length < 10; cause = cause.cause) found.push(cause);
  return found;
}
