import type { SegmentStays } from '../api/contract.ts';

type Stay = SegmentStays['stays'][number];

/** A stay as a piece of a strip: where it begins and how long it is, in hundredths of the strip. */
export interface StripPiece {
  left: number;
  width: number;
  /** It has not ended. */
  lasts: boolean;
}

/** The instant at which strips begin: the first that anybody noted of any stay; null where there is none. */
export function beginningOf(segments: readonly SegmentStays[]): number | null {
  const instants = segments.flatMap(({ stays }) => stays.flatMap(({ entered, left }) => [entered?.at, left?.at]));
  const known = instants.flatMap((at) => (at ? [Date.parse(at)] : []));
  return known.length ? Math.min(...known) : null;
}

/** Stays as pieces of a strip from `beginning` to `now` (UTC milliseconds). Each is wide enough to be seen. */
export function piecesOf(stays: readonly Stay[], beginning: number, now: number): StripPiece[] {
  const least = 0.75;
  const length = Math.max(1, now - beginning);
  return stays.map(({ entered, left }) => {
    const from = entered ? Date.parse(entered.at) : beginning;
    const until = left ? Date.parse(left.at) : now;
    const start = Math.min(100 - least, ((from - beginning) / length) * 100);
    const end = ((until - beginning) / length) * 100;
    return { left: start, width: Math.max(least, end - start), lasts: left === null };
  });
}

/** Those it is in first, then those it left, latest first. */
export function inOrder(segments: readonly SegmentStays[], inside: ReadonlySet<string>): SegmentStays[] {
  const latest = ({ stays }: SegmentStays): string =>
    stays.reduce((last, { entered, left }) => [last, entered?.at ?? '', left?.at ?? ''].sort().at(-1)!, '');
  return [...segments].sort(
    (a, b) => Number(inside.has(b.id)) - Number(inside.has(a.id)) || (latest(a) < latest(b) ? 1 : -1),
  );
}
