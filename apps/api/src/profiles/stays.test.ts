import { expect, it } from 'vitest';
import type { ChangeOfProfile } from './changes.queries.ts';
import { staysOf } from './stays.ts';

const change = (run: number, change: 'entered' | 'left', profile = 7): ChangeOfProfile => ({
  segment: 's',
  run: String(run),
  profile,
  change,
  at: `2026-01-0${run}T00:00:00.000Z`,
  reason: 'new-events',
});

/** Runs of entry and exit. */
const runs = (changes: ChangeOfProfile[]): [number, number | null, number | null][] =>
  (staysOf(changes).get('s') ?? []).map(({ profile, entered, left }) => [
    profile,
    entered?.run ?? null,
    left?.run ?? null,
  ]);

it('an exit ends the stay that is under way, a later entry begins another', () => {
  expect(runs([change(1, 'entered'), change(3, 'left'), change(5, 'entered')])).toEqual([
    [7, 1, 3],
    [7, 5, null],
  ]);
});

it('an exit of one number does not end the stay of another', () => {
  expect(runs([change(1, 'entered', 7), change(2, 'entered', 9), change(3, 'left', 9)])).toEqual([
    [7, 1, null],
    [9, 2, 3],
  ]);
});

it('an exit whose entry is not known is a stay without a beginning', () => {
  expect(runs([change(2, 'left')])).toEqual([[7, null, 2]]);
});
