import { createHash } from 'node:crypto';

const remembered = 10_000;

export interface StatementTime {
  /** What the statement took the last time it was seen. */
  seconds: number;
  /** The limit of seconds within which it did not end although it had all threads. */
  beyond?: number;
}

/** How long statements took, by their text: what has values of its own in a run is in parameters, so the next run's have the same. */
export class StatementTimes {
  readonly #seen = new Map<string, StatementTime>();

  get(workspace: string, statement: string): StatementTime | undefined {
    return this.#seen.get(keyOf(workspace, statement));
  }

  set(workspace: string, statement: string, time: StatementTime): void {
    const key = keyOf(workspace, statement);
    this.#seen.delete(key);
    this.#seen.set(key, time);
    if (this.#seen.size > remembered) this.#seen.delete(this.#seen.keys().next().value!);
  }
}

function keyOf(workspace: string, statement: string): string {
  return createHash('sha256').update(`${workspace}\n${statement}`).digest('base64');
}
