import type { FieldError } from './problem.schema.ts';
import { pointerPart } from './sound-text.ts';

/** An answer names this many errors at most; whoever has more begins with these. */
const most = 100;

/** An issue of a Standard Schema, with what zod adds. */
interface Issue {
  message: string;
  path?: readonly (PropertyKey | { key: PropertyKey })[];
  code?: string;
  expected?: unknown;
  values?: unknown;
  options?: unknown;
}

/** A schema's issues as errors with JSON pointers. */
export function fieldErrorsOf(issues: readonly Issue[]): FieldError[] {
  return issues.slice(0, most).map((issue) => {
    const path = (issue.path ?? [])
      .map((part) => `/${pointerPart(typeof part === 'object' ? part.key : part)}`)
      .join('');
    const expected = expectedBy(issue);
    return {
      path,
      message: issue.message,
      code: issue.code ?? 'invalid',
      ...(expected === undefined ? {} : { expected }),
    };
  });
}

function expectedBy(issue: Issue): string | undefined {
  if (typeof issue.expected === 'string') return issue.expected;
  const choices = issue.values ?? issue.options;
  return Array.isArray(choices) ? choices.map(String).join(' | ') : undefined;
}
