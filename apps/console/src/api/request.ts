import { asProblem, Problem, problemOf } from './problem.ts';

type Query = Record<string, string | number | boolean | null | undefined>;

let leave: () => void = () => {};

/** Says what to do when the API no longer knows who is asking (401). */
export function onSignedOut(callback: () => void): void {
  leave = callback;
}

function withQuery(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return pairs.length ? `${path}?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}` : path;
}

/**
 * Sends JSON to the API and gives back what it answers (undefined for an empty answer).
 * @throws Problem when it refuses or cannot be reached.
 */
export async function send<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  { body, query, signal }: { body?: unknown; query?: Query; signal?: AbortSignal } = {},
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(withQuery(path, query), {
      method,
      signal,
      credentials: 'same-origin',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw asProblem(error);
  }
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '') && text ? (JSON.parse(text) as unknown) : undefined;
  if (response.ok) return json as T;
  if (response.status === 401 && !path.startsWith('/api/auth')) leave();
  throw problemOf(response, json);
}

/** A page of a list. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Every item of a list, page after page. */
export async function allItems<T>(path: string, query: Query = {}): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await send('GET', path, { query: { limit: 1000, ...query, cursor } });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

export { Problem };
