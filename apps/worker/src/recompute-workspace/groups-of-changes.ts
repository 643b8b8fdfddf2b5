/** Segments that a statement names: it has their ids several times. */
const segmentsAtOnce = 100;
/** Changes that a statement writes: it holds their numbers, of four bytes each, more than once. */
const changesAtOnce = 30_000_000;

/**
 * Parts of some segments, in their order, each for a statement of its own: few enough to be named, and of so few changes that a first publication for many profiles takes no more memory than
 * any other. A segment that has more changes than that is alone.
 */
export function groupsOfChanges<Segment>(
  segments: readonly Segment[],
  changesOf: (segment: Segment) => number = () => 0,
): Segment[][] {
  const groups: Segment[][] = [];
  let changes = 0;
  for (const segment of segments) {
    const own = changesOf(segment);
    const last = groups.at(-1);
    if (last && last.length < segmentsAtOnce && changes + own <= changesAtOnce) {
      last.push(segment);
      changes += own;
    } else {
      groups.push([segment]);
      changes = own;
    }
  }
  return groups;
}
