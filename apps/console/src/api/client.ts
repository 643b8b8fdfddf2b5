import { createApiClient } from '@cutline/api-client';
import { asProblem, problemOf } from './problem.ts';

export { answer } from '@cutline/api-client';

let leave: () => void = () => {};

/** Says what to do when the API no longer knows who is asking (401). */
export function onSignedOut(callback: () => void): void {
  leave = callback;
}

/** Refusals and failures to reach the API are thrown as Problem. */
export const client = createApiClient({
  // Looked up at each call.
  fetch: (request) => globalThis.fetch(request),
  querySerializer: (query) =>
    new URLSearchParams(
      Object.entries(query as Record<string, unknown>)
        .filter(([, value]) => value !== undefined && value !== null && value !== '')
        .flatMap(([key, value]) => [value].flat().map((each) => [key, String(each)])),
    ).toString(),
  async refused(response) {
    const body: unknown = await response.json().catch(() => undefined);
    if (response.status === 401) leave();
    return problemOf(response, body);
  },
  unreachable: (error) => (error instanceof DOMException && error.name === 'AbortError' ? undefined : asProblem(error)),
});

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
