import type { Problem } from '../api/problem.ts';

/** What to tell someone who could not sign in, and what they can do. */
export function signInRefusal(problem: Problem): string {
  if (problem.code === 'unreachable') return `${problem.title}. ${problem.detail}`;
  if (problem.status === 401 || problem.status === 403)
    return 'E-mail and password do not match. Check both, or ask an administrator for a new password.';
  if (problem.status === 429) return 'Too many attempts. Wait a minute, then try again.';
  if (problem.status === 400 || problem.status === 422)
    return 'Enter the whole e-mail address, such as mara@example.com, and the password.';
  return problem.detail || problem.title;
}
