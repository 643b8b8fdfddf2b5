/** Milliseconds for which a workspace counts as one that may ask again soon: after live turns fewer, as one to which nothing happens has one a minute too. */
const ofLate = { run: 60_000, live: 2_000 };

/** Workspaces that have a turn, or had one of late. */
export class RecentWorkspaces {
  readonly #turns = new Map<string, { underWay: number; until: number }>();

  /** Notes that a turn of a workspace begins; the function that comes back notes that it ends. */
  begin(workspace: string, of: keyof typeof ofLate): () => void {
    const turns = this.#turns.get(workspace) ?? { underWay: 0, until: 0 };
    this.#turns.set(workspace, turns);
    turns.underWay += 1;
    return () => {
      turns.underWay -= 1;
      turns.until = Math.max(turns.until, performance.now() + ofLate[of]);
    };
  }

  hasOthersThan(workspace: string): boolean {
    const now = performance.now();
    for (const [each, { underWay, until }] of this.#turns) if (underWay === 0 && until < now) this.#turns.delete(each);
    return [...this.#turns.keys()].some((each) => each !== workspace);
  }
}
