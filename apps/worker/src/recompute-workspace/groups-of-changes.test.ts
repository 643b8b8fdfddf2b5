import { expect, test } from 'vitest';
import { groupsOfChanges } from './groups-of-changes.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, number) => number);

test('a statement names a hundred segments, in their order', () => {
  const groups = groupsOfChanges(numbers(250));

  expect(groups.map((group) => group.length)).toEqual([100, 100, 50]);
  expect(groups.flat()).toEqual(numbers(250));
});

test('a statement writes thirty million changes, but for those of one segment', () => {
  const changes = [10_000_000, 10_000_000, 10_000_000, 1, 29_999_999, 80_000_000, 20_000_000, 0];

  expect(groupsOfChanges(changes, (each) => each)).toEqual([
    [10_000_000, 10_000_000, 10_000_000],
    [1, 29_999_999],
    [80_000_000],
    [20_000_000, 0],
  ]);
});

test('there is no statement for no segment', () => {
  expect(groupsOfChanges([])).toEqual([]);
});
