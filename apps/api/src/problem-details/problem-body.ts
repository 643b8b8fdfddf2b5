import { STATUS_CODES } from 'node:http';
import type { Problem } from './problem.ts';
import type { ProblemDetails } from './problem.schema.ts';

/** A problem as it goes over the wire. */
export function toDetails(problem: Problem, requestId: string): ProblemDetails {
  const { retryAfter: _, language: _language, ...members } = problem.extras;
  return {
    type: `urn:cutline:problem:${problem.code}`,
    title: STATUS_CODES[problem.status] ?? 'Problem',
    status: problem.status,
    detail: problem.detail,
    code: problem.code,
    requestId,
    ...members,
  };
}
