import { asProblem, problemOf } from './problem.ts';

/** The sign-in library's own routes; they are not part of the OpenAPI description. */
async function post(path: string, body: unknown): Promise<void> {
  const response = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch((error: unknown) => {
    throw asProblem(error);
  });
  if (!response.ok) throw problemOf(response, await response.json().catch(() => undefined));
}

/** @throws Problem with status 401 when e-mail and password do not match. */
export function signIn(email: string, password: string): Promise<void> {
  return post('sign-in/email', { email, password, rememberMe: true });
}

export function signOut(): Promise<void> {
  return post('sign-out', {});
}
