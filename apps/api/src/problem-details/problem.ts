import type { Language } from '@cutline/segment-definition';
import type { FieldError } from './problem.schema.ts';

/** Members of a problem beside the standard ones. */
export interface ProblemExtras {
  errors?: FieldError[];
  /** Of `detail` and of the errors, where it is not English; sent as `Content-Language`. */
  language?: Language;
  /** Seconds after which to try again; sent as `Retry-After`. */
  retryAfter?: number;
  /** Anything else a caller can act on. */
  [member: string]: unknown;
}

/** An answer other than success, that the caller can act on. `code` is stable; `detail` is for people. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly extras: ProblemExtras = {},
  ) {
    super(detail);
  }
}

/** 404: there is no such thing here, or none that the caller may know of. */
export function notFound(what: string): Problem {
  return new Problem(404, 'not-found', `There is no such ${what} here.`);
}

/** 503: something the answer needs is down; it is worth trying again. */
export function unavailable(what: string): Problem {
  return new Problem(503, 'unavailable', `${what} does not answer at the moment. Try again in a few seconds.`, {
    retryAfter: 5,
  });
}
