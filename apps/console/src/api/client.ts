import createClient, { type Middleware } from 'openapi-fetch';
import { asProblem, problemOf } from './problem.ts';
import type { paths } from './schema.generated.ts';

let leave: () => void = () => {};

/** Says what to do when the API no longer knows who is asking (401). */
export function onSignedOut(callback: () => void): void {
  leave = callback;
}

/** Refusals and failures to reach the API are thrown as Problem; so an answer always has its data. */
const throwProblems: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return undefined;
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => undefined);
    if (response.status === 401) leave();
    throw problemOf(response, body);
  },
  onError: ({ error }) => (error instanceof DOMException && error.name === 'AbortError' ? undefined : asProblem(error)),
};

export const client = createClient<paths>({
  // Looked up at each call.
  fetch: (request) => globalThis.fetch(request),
  querySerializer: (query) =>
    new URLSearchParams(
      Object.entries(query as Record<string, unknown>)
        .filter(([, value]) => value !== undefined && value !== null && value !== '')
        .map(([key, value]) => [key, String(value)]),
    ).toString(),
});
client.use(throwProblems);

/** What was answered. @throws Problem when it was refused. */
export async function answer<T>(request: Promise<{ data?: T }>): Promise<T> {
  return (await request).data as T;
}

/** Every item of a list, page after page. */
export async function allItems<T>(
  ask: (cursor?: string) => Promise<{ items: T[]; nextCursor: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await ask(cursor ?? undefined);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}
