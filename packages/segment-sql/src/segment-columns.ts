import type { NamedSegment } from './compile-segment.ts';
import { referred } from './whole-segments.ts';

/** Sets that several segments are made of: each is written out once, as a column of rows within, however often it is mentioned. */
export class SharedSets {
  readonly #columns = new Map<string, string>();

  /** The column of a set, by its expression over the rows. */
  column(sql: string): string {
    const known = this.#columns.get(sql);
    if (known) return known;
    const column = `l${this.#columns.size}`;
    this.#columns.set(sql, column);
    return column;
  }

  /** Adds the columns to rows, once all are known: what stands behind FROM. */
  addTo(from: string): string {
    if (this.#columns.size === 0) return from;
    const columns = [...this.#columns].map(([sql, column]) => `${sql} AS ${column}`);
    return `(SELECT *, ${columns.join(', ')} FROM ${from})`;
  }
}

/**
 * Adds a column for each of some segments to rows. `treeOf` says what it holds; it may mention the columns of segments that the segment refers to, which come before
 * it. Those stand in a SELECT within: in the same one their trees would be written out wherever they are mentioned, twice as many at every step.
 *
 * @param from what stands behind FROM
 * @returns what stands behind FROM then
 */
export function withSegments(
  segments: readonly NamedSegment[],
  columns: ReadonlyMap<string, string>,
  treeOf: (segment: NamedSegment) => string,
  from: string,
): string {
  const levels: string[][] = [];
  const levelOf = new Map<string, number>();
  for (const each of segments) {
    const level = Math.max(0, ...referred(each.segment).map((id) => (levelOf.get(id) ?? -1) + 1));
    (levels[level] ??= []).push(`${treeOf(each)} AS ${columns.get(each.id)!}`);
    levelOf.set(each.id, level);
  }
  return levels.reduce((rows, trees) => `(SELECT *, ${trees.join(', ')} FROM ${rows})`, from);
}
