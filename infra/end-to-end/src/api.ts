import { inject } from 'vitest';

/** Calls the API as a machine with a full key does. Throws with the problem's text when the answer is not 2xx. */
export async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  const { url, apiKey } = inject('credentials');
  return call<T>(`${url}/api/v1${path}`, apiKey, method, body);
}

/** The same with another key, e.g. that of another workspace. */
export async function call<T>(url: string, apiKey: string, method: string, body?: unknown): Promise<T> {
  const isForm = body instanceof FormData;
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** A new workspace, made by the first user, and a key of full scope for it. */
export async function createWorkspace(name: string, settings: object): Promise<{ id: string; apiKey: string }> {
  const { url, email, password } = inject('credentials');
  const headers = { 'content-type': 'application/json', origin: url };
  const signedIn = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password }),
  });
  if (!signedIn.ok) throw new Error(`Signing in: ${signedIn.status} ${await signedIn.text()}`);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const asPerson = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...(body ? headers : { origin: url }), cookie },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const me = await asPerson<{ organisations: { id: string }[] }>('GET', '/me');
  const made = await asPerson<{ id: string }>('POST', `/organisations/${me.organisations[0]!.id}/workspaces`, {
    name,
    ...settings,
  });
  const scopes = [
    'definitions:read',
    'definitions:write',
    'profiles:read',
    'events:write',
    'runs:read',
    'runs:write',
    'sources:read',
    'sources:write',
    'workspace:admin',
  ];
  const key = await asPerson<{ secret: string }>('POST', `/workspaces/${made.id}/api-keys`, {
    name: 'End-to-end',
    scopes,
  });
  return { id: made.id, apiKey: key.secret };
}
