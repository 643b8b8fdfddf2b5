import type { Pace } from './statement-settings.ts';

/** What asks for a turn. */
export interface TurnRequest {
  workspace: string;
  pace: Pace;
  /** Its workspace's share against those of others. */
  weight: number;
  /** Turns of runs that its workspace may have at once; live ones are counted apart. */
  concurrent: number;
  signal?: AbortSignal;
}

interface Waiting extends TurnRequest {
  begin(): void;
}

interface Turn extends TurnRequest {
  since: number;
}

/**
 * Turns of statements at a worker. Live ones go first. A slot is kept for them, another for those that are known to be short, and at most half of the slots hold
 * long ones. Among workspaces goes first whose statements took the least time for its weight, of late: who was away has no claim to the time it did not use.
 */
export class FairQueue {
  /** Turns of a pace and of slower ones that there may be. */
  readonly #most: Record<Pace, number>;
  readonly #now: () => number;
  readonly #waiting: Waiting[] = [];
  readonly #turns = new Set<Turn>();
  /** Time that workspaces have had, by weight; those that are not there have had `#floor`. */
  readonly #had = new Map<string, number>();
  #floor = 0;

  /**
   * @param slots turns at the same time, at least 4
   * @param now milliseconds
   */
  constructor(slots: number, now: () => number = () => performance.now()) {
    this.#most = { live: slots, run: slots - 1, new: slots - 2, long: Math.floor(slots / 2) };
    this.#now = now;
  }

  /**
   * Waits for a turn; the function that comes back ends it, and must be called.
   *
   * @throws the signal's reason when it is aborted before the turn begins
   */
  async enter(request: TurnRequest): Promise<() => void> {
    const { signal, workspace } = request;
    signal?.throwIfAborted();
    const isNew = ![...this.#waiting, ...this.#turns].some((each) => each.workspace === workspace);
    if (isNew) this.#had.set(workspace, Math.max(this.#had.get(workspace) ?? 0, this.#floor));
    const begun = Promise.withResolvers<Turn>();
    const waiting: Waiting = {
      ...request,
      begin: () => {
        const turn = { ...request, since: this.#now() };
        this.#turns.add(turn);
        begun.resolve(turn);
      },
    };
    const leave = (): void => {
      const at = this.#waiting.indexOf(waiting);
      if (at >= 0) this.#waiting.splice(at, 1);
      begun.reject(signal!.reason);
    };
    this.#waiting.push(waiting);
    signal?.addEventListener('abort', leave, { once: true });
    this.#beginWhatFits();
    const turn = await begun.promise.finally(() => signal?.removeEventListener('abort', leave));
    return () => this.#end(turn);
  }

  #end(turn: Turn): void {
    if (!this.#turns.delete(turn)) return;
    const had = this.#had.get(turn.workspace) ?? this.#floor;
    this.#had.set(turn.workspace, had + (this.#now() - turn.since) / turn.weight);
    this.#beginWhatFits();
    this.#forgetWhoIsAway();
  }

  #beginWhatFits(): void {
    for (;;) {
      const fitting = this.#waiting.filter((each) => this.#fits(each));
      if (fitting.length === 0) return;
      // Time goes on while they are compared: each is asked once.
      const ranks = fitting.map((each) => this.#rank(each));
      const next = fitting[ranks.indexOf(Math.min(...ranks))]!;
      if (next.pace !== 'live') this.#floor = Math.max(this.#floor, this.#hadSoFar(next.workspace));
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      next.begin();
    }
  }

  #fits({ workspace, pace, concurrent }: TurnRequest): boolean {
    const turns = [...this.#turns];
    const alike = turns.filter((each) => each.workspace === workspace && (each.pace === 'live') === (pace === 'live'));
    if (alike.length >= concurrent) return false;
    // A slower one takes from all that are faster.
    return paces
      .slice(0, paces.indexOf(pace) + 1)
      .every((least) => turns.filter((each) => isAsSlow(each.pace, least)).length < this.#most[least]);
  }

  #rank({ pace, workspace }: TurnRequest): number {
    return pace === 'live' ? -1 : this.#hadSoFar(workspace);
  }

  /** What a workspace has had, its turns under way included. */
  #hadSoFar(workspace: string): number {
    const own = [...this.#turns].filter((each) => each.workspace === workspace);
    const underWay = own.map(({ since, weight }) => (this.#now() - since) / weight);
    return underWay.reduce((sum, each) => sum + each, this.#had.get(workspace) ?? this.#floor);
  }

  #forgetWhoIsAway(): void {
    const here = new Set([...this.#waiting, ...this.#turns].map(({ workspace }) => workspace));
    for (const [workspace, had] of this.#had)
      if (!here.has(workspace) && had <= this.#floor) this.#had.delete(workspace);
  }
}

const paces: readonly Pace[] = ['live', 'run', 'new', 'long'];

function isAsSlow(pace: Pace, least: Pace): boolean {
  return paces.indexOf(pace) >= paces.indexOf(least);
}
