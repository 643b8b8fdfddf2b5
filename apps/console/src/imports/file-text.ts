import { asProblem, Problem } from '../api/problem.ts';
import { t } from '../language/messages.ts';

/** Why a file is not read, in the reader's language; for a reason that is newer than this page, as the API says it. */
export function fileText(code: string | undefined, message: string): string {
  const texts: Partial<Record<string, string>> = t.imports.fileReasons;
  return (code && texts[code]) || message;
}

/** A refusal of a file, as it is shown. */
export function asFileProblem(error: unknown): Problem {
  const { status, code, title, detail, requestId, errors } = asProblem(error);
  return new Problem({
    status,
    code,
    title,
    detail: fileText(code, detail),
    requestId: requestId ?? undefined,
    // The one error of a file says again what the detail says.
    errors: errors.filter(({ message }) => message !== detail),
  });
}
