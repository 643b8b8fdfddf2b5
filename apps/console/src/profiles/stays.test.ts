import { expect, it } from 'vitest';
import type { SegmentStays } from '../api/contract.ts';
import { beginningOf, inOrder, piecesOf } from './stays.ts';

const passage = (day: number) => ({
  at: `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`,
  run: day,
  reason: '',
});
const segment = (id: string, ...stays: [number | null, number | null][]): SegmentStays => ({
  id,
  name: id,
  stays: stays.map(([entered, left]) => ({
    profile: 1,
    entered: entered === null ? null : passage(entered),
    left: left === null ? null : passage(left),
  })),
});

it('a strip begins with the first passage of any segment and ends now', () => {
  const segments = [segment('a', [6, 8]), segment('b', [3, null])];
  const beginning = beginningOf(segments)!;
  expect(beginning).toBe(Date.UTC(2026, 0, 3));
  const now = Date.UTC(2026, 0, 13);
  expect(piecesOf(segments[0]!.stays, beginning, now)).toEqual([{ left: 30, width: 20, lasts: false }]);
  expect(piecesOf(segments[1]!.stays, beginning, now)).toEqual([{ left: 0, width: 100, lasts: true }]);
  expect(beginningOf([])).toBeNull();
});

it('a stay without a known entry begins with the strip, and a moment can still be seen', () => {
  const [unknown, moment] = piecesOf(
    segment('a', [null, 8], [13, null]).stays,
    Date.UTC(2026, 0, 3),
    Date.UTC(2026, 0, 13),
  );
  expect(unknown).toMatchObject({ left: 0, width: 50 });
  expect(moment!.width).toBeGreaterThan(0);
  expect(moment!.left + moment!.width).toBeLessThanOrEqual(100);
});

it('segments it is in come first, then the one left last', () => {
  const segments = [segment('left-early', [1, 2]), segment('inside', [1, null]), segment('left-late', [1, 9])];
  expect(inOrder(segments, new Set(['inside'])).map(({ id }) => id)).toEqual(['inside', 'left-late', 'left-early']);
});
