import { expect, test } from 'vitest';
import { Parameters } from './parameters.ts';
import { isWithin, profileRanges, profilesOfChunk, scanBounds, type HeldColumns } from './profile-ranges.ts';

const everybody = [{ from: 0, to: null }];

const numbers = (count: number): HeldColumns => ({ numbers: count, lists: 0 });

test('everybody is scanned at once where nothing is held, nobody says how many there are, or they are few', () => {
  const bounds = { profiles: 20_000_000, memory: 2 ** 30 };
  expect(profileRanges(null, bounds)).toEqual(everybody);
  expect(profileRanges(numbers(15), undefined)).toEqual(everybody);
  expect(profileRanges(numbers(15), { ...bounds, profiles: 0 })).toEqual(everybody);
  expect(profileRanges(numbers(15), { ...bounds, profiles: 32 * profilesOfChunk - 1 })).toEqual(everybody);
  expect(profileRanges(numbers(15), { ...bounds, profiles: 32 * profilesOfChunk })).toHaveLength(2);
});

test('else in ranges of whole chunks that follow one another, each of which fits', () => {
  const ranges = profileRanges(numbers(15), { profiles: 20_000_000, memory: 2 ** 30 });
  expect(ranges).toHaveLength(10);
  expect(ranges[0]!.from).toBe(0);
  expect(ranges.at(-1)!.to).toBeNull();
  for (const [index, { from, to }] of ranges.slice(0, -1).entries()) {
    expect(to).toBe(ranges[index + 1]!.from);
    expect(to! % profilesOfChunk).toBe(0);
    expect((to! - from) * (60 + 15 * 30)).toBeLessThanOrEqual(2 ** 30);
  }
});

test('a list takes as much as many numbers', () => {
  const ranges = (held: HeldColumns): number =>
    profileRanges(held, { profiles: 20 * profilesOfChunk - 1, memory: 20 * profilesOfChunk * 90 }).length;
  expect(ranges(numbers(1))).toBe(1);
  expect(ranges(numbers(2))).toBe(2);
  expect(ranges({ numbers: 0, lists: 1 })).toBe(7);
  expect(ranges({ numbers: 1, lists: 2 })).toBe(20);
});

test('two profiles of a chunk are never in different ranges', () => {
  expect(profileRanges(numbers(1), { profiles: profilesOfChunk - 1, memory: 1 })).toEqual(everybody);
  expect(profileRanges(numbers(1), { profiles: profilesOfChunk, memory: 1 })).toEqual([
    { from: 0, to: profilesOfChunk },
    { from: profilesOfChunk, to: null },
  ]);
});

test('ranges are no more than a few dozen, however little may be held', () => {
  expect(profileRanges(numbers(1_000), { profiles: 4_000_000_000, memory: 1 })).toHaveLength(32);
});

test('a scan may hold a third of what its statement may take', () => {
  expect(scanBounds(7, 3_000_000_000)).toEqual({ profiles: 7, memory: 1_000_000_000 });
});

test('the first range has no beginning, the last one no end', () => {
  const parameters = new Parameters();
  expect(isWithin({ from: 0, to: null }, 'profile', parameters)).toEqual([]);
  expect(isWithin({ from: 0, to: 65_536 }, 'profile', parameters)).toEqual(['profile < {to_profile_0:UInt32}']);
  expect(isWithin({ from: 65_536, to: null }, 'p', parameters)).toEqual(['p >= {from_profile_0:UInt32}']);
});
