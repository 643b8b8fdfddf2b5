import { describe, expect, it } from 'vitest';
import { asProblem, fieldError, Problem, problemOf } from './problem.ts';

describe('a refusal', () => {
  it('is read from problem details', () => {
    const problem = problemOf(new Response(null, { status: 409 }), {
      title: 'Conflict',
      detail: 'Somebody was faster.',
      code: 'version-conflict',
      requestId: 'r1',
    });
    expect(problem).toMatchObject({
      status: 409,
      code: 'version-conflict',
      title: 'That is not possible as things are',
      detail: 'Somebody was faster.',
      requestId: 'r1',
    });
  });

  it('is made up from its status when there is nothing to read', () => {
    expect(problemOf(new Response(null, { status: 502, statusText: 'Bad Gateway' }), undefined).detail).toBe(
      'The answer was 502 Bad Gateway.',
    );
  });

  it('says what to do when the API cannot be reached', () => {
    expect(asProblem(new TypeError('fetch failed'))).toMatchObject({ code: 'unreachable', status: 0 });
  });

  it('belongs to a field, or to what is inside it, or to the document that was sent', () => {
    const problem = new Problem({
      status: 422,
      errors: [
        { path: '/document/window/start', message: 'Not a date.' },
        { path: '/name', message: 'Taken.' },
      ],
    });
    expect(fieldError(problem, '/window')).toBe('Not a date.');
    expect(fieldError(problem, '/name')).toBe('Taken.');
    expect(fieldError(problem, '/na')).toBeUndefined();
    expect(fieldError(null, '/name')).toBeUndefined();
  });
});
