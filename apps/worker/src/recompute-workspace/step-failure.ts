/** What stopped a step or a run. */
export interface StepFailure {
  code: string;
  message: string;
}

/** A failure as problem details (RFC 9457), the form in which it is kept and shown. */
export function runProblem(title: string, { code, message }: StepFailure): Record<string, unknown> {
  return { type: 'about:blank', title, status: 500, code, detail: message.slice(0, 2_000) };
}
