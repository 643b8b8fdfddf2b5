import type { Problem } from '../api/problem.ts';
import { t } from '../language/messages.ts';

/** What to tell someone who could not sign in, and what they can do. */
export function signInRefusal(problem: Problem): string {
  if (problem.code === 'unreachable') return `${problem.title}. ${problem.detail}`;
  if (problem.status === 401 || problem.status === 403) return t.signIn.noMatch;
  if (problem.status === 429) return t.signIn.tooMany;
  if (problem.status === 400 || problem.status === 422) return t.signIn.incomplete;
  return problem.detail || problem.title;
}
