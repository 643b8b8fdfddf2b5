/** Milliseconds for which a workspace counts as one that may ask again soon. */
const ofLate = 60_000;

/** Workspaces that have a turn, or had one of late. */
export class RecentWorkspaces {
  readonly #turns = new Map<string, { underWay: number; ended: number }>();

  /** Notes that a turn of a workspace begins; the function that comes back notes that it ends. */
  begin(workspace: string): () => void {
    const turns = this.#turns.get(workspace) ?? { underWay: 0, ended: 0 };
    this.#turns.set(workspace, turns);
    turns.underWay += 1;
    return () => {
      turns.underWay -= 1;
      turns.ended = performance.now();
    };
  }

  hasOthersThan(workspace: string): boolean {
    const since = performance.now() - ofLate;
    for (const [each, { underWay, ended }] of this.#turns)
      if (underWay === 0 && ended < since) this.#turns.delete(each);
    return [...this.#turns.keys()].some((each) => each !== workspace);
  }
}
