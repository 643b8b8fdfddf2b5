import { t } from '../language/messages.ts';

/** One thing that was wrong with a request: where (JSON pointer into what was sent) and why. */
export interface ProblemField {
  path: string;
  message: string;
  code?: string;
  expected?: string;
}

/** A refusal by the API (RFC 9457 problem details), or the failure to reach it. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly errors: ProblemField[];

  constructor(from: {
    status: number;
    code?: string;
    title?: string;
    detail?: string;
    requestId?: string;
    errors?: ProblemField[];
  }) {
    super(from.detail || from.title || t.problems.refused);
    this.status = from.status;
    this.code = from.code ?? 'unknown';
    this.title = from.title ?? t.problems.didNotWork;
    this.detail = from.detail ?? '';
    this.requestId = from.requestId ?? null;
    this.errors = from.errors ?? [];
  }
}

/** Any thrown value as a problem that can be shown. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) {
    return new Problem({
      status: 0,
      code: 'unreachable',
      title: t.problems.unreachable,
      detail: t.problems.checkConnection,
    });
  }
  return new Problem({
    status: 0,
    title: t.problems.wentWrongHere,
    detail: error instanceof Error ? error.message : String(error),
  });
}

/** Reads a refused response's problem details, or makes them up from its status. */
export function problemOf(response: Response, body: unknown): Problem {
  const given = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const text = (key: string): string | undefined =>
    typeof given[key] === 'string' ? (given[key] as string) : undefined;
  return new Problem({
    status: response.status,
    code: text('code'),
    title: response.status >= 500 ? t.problems.fault : (t.problems.titles[response.status] ?? text('title')),
    detail:
      text('detail') ?? text('message') ?? t.problems.answerWas(`${response.status} ${response.statusText}`.trim()),
    requestId: text('requestId') ?? response.headers.get('x-request-id') ?? undefined,
    errors: Array.isArray(given['errors']) ? (given['errors'] as ProblemField[]) : [],
  });
}

/** The first message about a field (and what is inside it), by JSON pointer; undefined when there is none. */
export function fieldError(problem: Problem | null | undefined, pointer: string): string | undefined {
  return problem?.errors.find(({ path }) => {
    // A definition may be the whole of what was sent, or its `document`.
    const at = path.startsWith('/document/') ? path.slice('/document'.length) : path;
    return at === pointer || at.startsWith(`${pointer}/`);
  })?.message;
}
