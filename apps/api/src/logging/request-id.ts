import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const REQUEST_ID_HEADER = 'x-request-id';

const ids = new WeakMap<object, string>();

/** The id of a request: the caller's own where it is sane, else a new one; the same whoever asks. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const known = ids.get(request);
  if (known) return known;
  const sent = request.headers[REQUEST_ID_HEADER];
  const id = typeof sent === 'string' && /^[\w.:-]{1,64}$/.test(sent) ? sent : randomUUID();
  ids.set(request, id);
  return id;
}
