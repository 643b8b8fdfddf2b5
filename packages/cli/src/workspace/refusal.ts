import { Failure } from '../failure.ts';

/** What the API says is wrong (RFC 9457); `code` is for programs. */
export class Refusal extends Failure {
  override name = 'Refusal';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

interface ProblemBody {
  code?: unknown;
  detail?: unknown;
  title?: unknown;
  scope?: unknown;
  requestId?: unknown;
  errors?: { path?: unknown; message?: unknown }[];
}

/** An answer that is not 2xx, as something to act on. */
export async function refusalOf(response: Response, url: string): Promise<Failure> {
  const type = response.headers.get('content-type') ?? '';
  const body = type.includes('json') ? await response.json().catch(() => undefined) : undefined;
  if (typeof body !== 'object' || body === null || !('code' in body))
    return new Failure(
      `What answers at ${url} does not seem to be Cutline (${response.status}, ${type || 'no type'}).`,
    );
  const problem = body as ProblemBody;
  const code = String(problem.code);
  return new Refusal(response.status, code, inWords(response.status, code, problem));
}

function inWords(status: number, code: string, problem: ProblemBody): string {
  const detail = String(problem.detail ?? problem.title ?? 'The request was refused.');
  const hint: Record<string, string> = {
    'invalid-key': ' Make another in the console, under Settings, or check CUTLINE_API_KEY.',
    'wrong-workspace': ' Check CUTLINE_WORKSPACE, or leave it out: a key belongs to one workspace.',
    'insufficient-scope': ' Give the API key that scope, or use another key.',
  };
  const errors = (problem.errors ?? []).map(({ path, message }) => `\n  ${String(path)}: ${String(message)}`);
  // The first error stands in the detail already.
  const more = errors.length > 1 ? errors.join('') : '';
  const request = status >= 500 ? ` (request ${String(problem.requestId)})` : '';
  return `${detail}${hint[code] ?? ''}${request}${more}`;
}

/** Why no answer came at all. */
export function unreachable(error: unknown, url: string): Failure {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const reasons: Record<string, string> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'no such host is known',
    ECONNRESET: 'the connection was cut',
  };
  const timedOut = cause instanceof Error && cause.name === 'TimeoutError';
  const reason = timedOut ? 'no answer in time' : (reasons[code] ?? (cause instanceof Error ? cause.message : code));
  return new Failure(`Cutline cannot be reached at ${url}: ${reason}. Does it run, and is CUTLINE_URL right?`);
}
