import type { Parameters } from './parameters.ts';

/** Profiles of which a set stands in one row. */
export const profilesOfChunk = 65_536;

/** Profiles by their numbers: from ≤ profile < to; without an end all from there on. */
export interface ProfileRange {
  from: number;
  to: number | null;
}

/** By how many profiles there are, and how much of them a scan of everybody may hold at once, everybody is scanned in ranges. */
export interface ScanBounds {
  /** The greatest number of a profile when a run begins. What gets a greater one meanwhile is in the last range. */
  profiles: number;
  /** Bytes. */
  memory: number;
}

/** With room for what is more than it looks: from half of what it may take a statement groups on disk, which takes twice as long. */
export function scanBounds(profiles: number, statementMemory: number): ScanBounds {
  return { profiles, memory: Math.floor(statementMemory / 3) };
}

/** Columns that rows are grouped into, for all profiles at once. */
export interface HeldColumns {
  /** Those that count, add up or compare numbers. */
  numbers: number;
  /** Those that keep values, instants or an event: of each profile. */
  lists: number;
}

/**
 * Bytes that ClickHouse holds of a profile, by two threads, hash tables and all. Measured over two million profiles: 137 for four numbers, 275 for seven, 339 for eight, 495 for
 * fifteen; with three events each 355 to 582 for one list, of which some grow with the events of a profile.
 */
const bytesOf = { profile: 60, number: 30, list: 450 };
/** Each range reads again whose an event is: of more than so many ranges that would be most of the work, and what a scan holds too much goes to disk. */
const mostRanges = 32;

/** Ranges of whole chunks, as long as one another, of which a scan may hold each. `held` is null where rows are taken as they stand. */
export function profileRanges(held: HeldColumns | null, bounds: ScanBounds | undefined): ProfileRange[] {
  if (held === null || bounds === undefined) return [{ from: 0, to: null }];
  const bytes = bytesOf.profile + held.numbers * bytesOf.number + held.lists * bytesOf.list;
  const chunks = Math.ceil((bounds.profiles + 1) / profilesOfChunk);
  const fit = Math.floor(bounds.memory / (bytes * profilesOfChunk));
  const size = Math.max(fit, Math.ceil(chunks / mostRanges));
  const ranges = Math.ceil(chunks / size);
  return Array.from({ length: ranges }, (_, index) => ({
    from: index * size * profilesOfChunk,
    to: index < ranges - 1 ? (index + 1) * size * profilesOfChunk : null,
  }));
}

/** Conditions, all of which have to hold: a profile (an expression) is in a range. */
export function isWithin({ from, to }: ProfileRange, profile: string, parameters: Parameters): string[] {
  return [
    ...(from > 0 ? [`${profile} >= ${parameters.add('from_profile', 'UInt32', from)}`] : []),
    ...(to !== null ? [`${profile} < ${parameters.add('to_profile', 'UInt32', to)}`] : []),
  ];
}
