import { type Decimal } from 'decimal.js';
import { byteOrder, exact } from './evaluate-value.ts';
import type { EvaluatedProfile } from './evaluated-world.ts';
import type { Refinement } from '../refinement.ts';

/** Someone for whom the rules hold, with what the refinement looks at. Null: no value. */
export interface Candidate {
  profile: EvaluatedProfile;
  value: Decimal | null;
  /** By `thenBy`; null too where there is none. */
  then: Decimal | null;
}

/** Where the line was: the value of the last one kept, and how many ranked ones are better, level, and kept of these. */
export interface Boundary {
  /** Null: nobody is kept. */
  line: Decimal | null;
  above: number;
  level: number;
  kept: number;
}

/** Who is kept, by number of profile, and where the line was. */
export function refine(candidates: Candidate[], refinement: Refinement): { kept: Set<number>; boundary: Boundary } {
  const better = (one: Decimal, other: Decimal): number =>
    refinement.keep === 'top' ? other.comparedTo(one) : one.comparedTo(other);

  const ranked = candidates
    .filter((each): each is Candidate & { value: Decimal } => each.value !== null)
    .toSorted((one, other) => better(one.value, other.value) || ofLevelOnes(one, other, better));
  const taken = Math.min(ranked.length, howMany(refinement, ranked.length));
  const last = ranked[taken - 1];
  if (!last) return { kept: new Set(), boundary: { line: null, above: 0, level: 0, kept: 0 } };

  const above = ranked.filter(({ value }) => better(value, last.value) < 0);
  const level = ranked.filter(({ value }) => value.equals(last.value));
  const keptLevel = refinement.ties.type === 'include' ? level : level.slice(0, taken - above.length);
  return {
    kept: new Set([...above, ...keptLevel].map(({ profile }) => profile.profile)),
    boundary: { line: last.value, above: above.length, level: level.length, kept: keptLevel.length },
  };
}

/** A share is of those who have a value, rounded up to whole profiles. */
function howMany({ take }: Refinement, withValue: number): number {
  if (take.type === 'count') return take.count;
  return exact(take.percent).times(withValue).dividedBy(100).ceil().toNumber();
}

/** Negative where `one` goes first: by `thenBy` (no value last), by the lowest customId (none last), by the lowest identifier. */
function ofLevelOnes(one: Candidate, other: Candidate, better: (one: Decimal, other: Decimal) => number): number {
  return (
    absentLast(one.then, other.then, better) ||
    absentLast(lowest(one.profile, 'customId'), lowest(other.profile, 'customId'), byteOrder) ||
    absentLast(lowest(one.profile), lowest(other.profile), byteOrder)
  );
}

function absentLast<T>(one: T | null, other: T | null, order: (one: T, other: T) => number): number {
  if (one !== null && other !== null) return order(one, other);
  return Number(one === null) - Number(other === null);
}

function lowest({ identifiers }: EvaluatedProfile, kind?: 'customId'): string | null {
  const values = identifiers.filter((each) => !kind || each.kind === kind).map(({ value }) => value);
  return values.toSorted(byteOrder)[0] ?? null;
}
