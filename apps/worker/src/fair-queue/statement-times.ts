import { createHash } from 'node:crypto';

const remembered = 10_000;

/** How long statements took, by their text: what has values of its own in a run is in parameters, so the next run's have the same. */
export class StatementTimes {
  readonly #seconds = new Map<string, number>();

  /** What the statement took the last time it was seen, in seconds. */
  get(workspace: string, statement: string): number | undefined {
    return this.#seconds.get(keyOf(workspace, statement));
  }

  set(workspace: string, statement: string, seconds: number): void {
    const key = keyOf(workspace, statement);
    this.#seconds.delete(key);
    this.#seconds.set(key, seconds);
    if (this.#seconds.size > remembered) this.#seconds.delete(this.#seconds.keys().next().value!);
  }
}

function keyOf(workspace: string, statement: string): string {
  return createHash('sha256').update(`${workspace}\n${statement}`).digest('base64');
}
