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

/**
 * Bytes that ClickHouse holds of a profile for each column that rows are grouped into, by two threads, hash tables and all. Measured over two million profiles: 137 for four
 * rules, 275 for seven, 339 for eight, 495 for fifteen aggregates of nineteen rules.
 */
const bytesOfColumn = 40;
/** Each range reads again whose an event is: of more than so many ranges that would be most of the work, and what a scan holds too much goes to disk. */
const mostRanges = 32;

/** Ranges of whole chunks, as long as one another, of which a scan with so many columns may hold each. */
export function profileRanges(columns: number, bounds: ScanBounds | undefined): ProfileRange[] {
  if (columns === 0 || bounds === undefined) return [{ from: 0, to: null }];
  const wanted = Math.ceil(((bounds.profiles + 1) * columns * bytesOfColumn) / bounds.memory);
  const chunks = Math.ceil((bounds.profiles + 1) / profilesOfChunk);
  const size = Math.ceil(chunks / Math.max(1, Math.min(wanted, mostRanges))) * profilesOfChunk;
  const ranges = Math.max(1, Math.ceil((bounds.profiles + 1) / size));
  return Array.from({ length: ranges }, (_, index) => ({
    from: index * size,
    to: index < ranges - 1 ? (index + 1) * size : null,
  }));
}

/** Conditions, all of which have to hold: a profile (an expression) is in a range. */
export function isWithin({ from, to }: ProfileRange, profile: string, parameters: Parameters): string[] {
  return [
    ...(from > 0 ? [`${profile} >= ${parameters.add('from_profile', 'UInt32', from)}`] : []),
    ...(to !== null ? [`${profile} < ${parameters.add('to_profile', 'UInt32', to)}`] : []),
  ];
}
