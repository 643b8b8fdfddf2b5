import { expect, it } from 'vitest';
import { NumberedRows } from './numbered-rows.ts';

const row = (number: number, done = true) => ({ workspace: 1, number, done });
const numbers = (rows: { number: number }[]) => rows.map(({ number }) => number);

it('counts each row once, when it is done, whatever the order', () => {
  const seen = new NumberedRows();
  seen.begin(new Map([[1, 3]]));
  expect(seen.take([row(1), row(2), row(3, false)])).toEqual([]);

  expect(seen.begin(new Map([[1, 5]]))).toEqual({ workspaces: [1], from: [2] });
  expect(numbers(seen.take([row(3, false), row(4), row(5, false)]))).toEqual([4]);
  expect(numbers(seen.take([row(3, false), row(4), row(5)]))).toEqual([5]);
  expect(numbers(seen.take([row(3), row(4), row(5)]))).toEqual([3]);
  expect(seen.begin(new Map([[1, 5]]))).toEqual({ workspaces: [], from: [] });
});

it('counts all of a workspace that came later, and nothing of what was done before', () => {
  const seen = new NumberedRows();
  expect(seen.begin(new Map([[1, 500]])).from).toEqual([480]);
  expect(seen.take([row(499), row(500)])).toEqual([]);
  expect(
    seen.begin(
      new Map([
        [1, 500],
        [2, 1],
      ]),
    ).from,
  ).toEqual([0]);
  expect(seen.take([{ workspace: 2, number: 1, done: true }])).toHaveLength(1);
});
