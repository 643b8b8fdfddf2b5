import type { z } from 'zod';
import { Problem } from '../problem-details/problem.ts';
import { findUnsound } from '../problem-details/sound-text.ts';
import type { Page } from './page.ts';

/** A keyset cursor: the ordering columns of the last item, opaque to callers. */
export function encodeCursor(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The keyset of a cursor that `encodeCursor` made; null without one. Throws 422 `invalid-cursor` for anything else. */
export function decodeCursor<T extends z.ZodType>(cursor: string | undefined, key: T): z.infer<T> | null {
  if (cursor === undefined) return null;
  const given = parse(cursor);
  const parsed = key.safeParse(given);
  if (parsed.success && !findUnsound(given)) return parsed.data;
  throw new Problem(
    422,
    'invalid-cursor',
    'The cursor is not one that this list gave. Leave it out to begin at the start.',
    {
      errors: [{ path: '/cursor', message: 'Not a cursor of this list.', code: 'invalid_cursor' }],
    },
  );
}

/** Cuts `rows`, of which one more than `limit` was asked for, into a page. */
export function toPage<T>(rows: T[], limit: number, keyOf: (last: T) => unknown): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
