import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeCursor, encodeCursor, toPage } from './cursor.ts';

const key = z.object({ name: z.string(), id: z.int() });

describe('a cursor', () => {
  it('comes back as it was given, whatever stands in it', () => {
    const given = { name: 'Ünï/cödé “?&=', id: 7 };
    expect(decodeCursor(encodeCursor(given), key)).toEqual(given);
    expect(encodeCursor(given)).toMatch(/^[\w-]+$/);
  });

  it('is none at the start', () => {
    expect(decodeCursor(undefined, key)).toBeNull();
  });

  it.each([
    '',
    'x',
    'e30',
    encodeCursor({ name: 'a' }),
    encodeCursor([1]),
    encodeCursor(null),
    encodeCursor({ name: 'a\0', id: 7 }),
  ])('%s of no list of ours is refused', (cursor) => {
    expect(() => decodeCursor(cursor, key)).toThrow('not one that this list gave');
  });
});

describe('a page', () => {
  const rows = [1, 2, 3];

  it('names the next where there is more', () => {
    expect(toPage(rows, 2, (id) => ({ id }))).toEqual({ items: [1, 2], nextCursor: encodeCursor({ id: 2 }) });
  });

  it('is the last where there is no more', () => {
    expect(toPage(rows, 3, (id) => ({ id }))).toEqual({ items: rows, nextCursor: null });
    expect(toPage([], 3, (id) => ({ id }))).toEqual({ items: [], nextCursor: null });
  });
});
