/** Begins so many numbers before the last one: what has begun by then and not ended is counted when it ends. */
const lookBack = 20;

/** A row that is numbered within its workspace, such as a run. */
export interface NumberedRow {
  workspace: number;
  number: number;
  /** Whether it will not change any more. */
  done: boolean;
}

/**
 * Which rows of a table have been counted, where rows are numbered within workspaces and end in another order than they began. What was done when a workspace was first seen is not counted, so
 * that counters speak of the life of this process, as counters do.
 */
export class NumberedRows {
  /** By workspace: all up to `from` are counted, and of those beyond it `done`. */
  readonly #seen = new Map<number, { from: number; done: Set<number> }>();
  #first = true;

  /** Where to read on: rows of each workspace with a greater number. `last` are the greatest numbers given, by workspace. */
  begin(last: ReadonlyMap<number, number>): { workspaces: number[]; from: number[] } {
    for (const workspace of this.#seen.keys()) if (!last.has(workspace)) this.#seen.delete(workspace);
    const reached: [number, number][] = [];
    for (const [workspace, number] of last) {
      const seen = this.#seen.get(workspace) ?? {
        from: this.#first ? Math.max(0, number - lookBack) : 0,
        done: new Set(),
      };
      this.#seen.set(workspace, seen);
      if (number > seen.from + seen.done.size) reached.push([workspace, seen.from]);
    }
    return { workspaces: reached.map(([workspace]) => workspace), from: reached.map(([, from]) => from) };
  }

  /** Of the rows read, those that are done and were not counted yet. Give them in the order of their numbers. */
  take<R extends NumberedRow>(rows: readonly R[]): R[] {
    const taken: R[] = [];
    const held = new Set<number>();
    for (const row of rows) {
      const seen = this.#seen.get(row.workspace);
      if (!seen || row.number <= seen.from) continue;
      if (!row.done) held.add(row.workspace);
      else if (!seen.done.has(row.number)) {
        seen.done.add(row.number);
        if (!this.#first) taken.push(row);
      }
      // Rows may be missing between two numbers, but none comes later with a smaller one.
      if (!held.has(row.workspace)) {
        for (const number of seen.done) if (number <= row.number) seen.done.delete(number);
        seen.from = row.number;
      }
    }
    this.#first = false;
    return taken;
  }
}
