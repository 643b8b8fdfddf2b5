import type { Fault } from './script.ts';

interface Armed extends Fault {
  /** How often it struck. */
  struck: number;
  /** The statement that it struck first, without what changes from try to try. */
  statement?: string;
}

/** The faults of the step that is being done: counts the statements of each store, and says which of them fail. */
export class Faults {
  #armed: Armed[] = [];
  readonly #counts = { clickhouse: 0, postgres: 0 };
  #struck = 0;

  arm(faults: readonly Fault[]): void {
    this.#armed = faults.map((fault) => ({ ...fault, struck: 0 }));
    this.#counts.clickhouse = 0;
    this.#counts.postgres = 0;
  }

  disarm(): void {
    this.#armed = [];
  }

  /** How many statements have failed in all. */
  get struck(): number {
    return this.#struck;
  }

  /** Called once for each statement before it is sent. */
  next(store: Fault['store'], statement: string): Fault | undefined {
    const place = this.#counts[store];
    this.#counts[store] += 1;
    const shape = statement.replaceAll(/\s+/g, ' ').slice(0, 200);
    const fault = this.#armed.find((each) => {
      if (each.store !== store || each.struck >= each.times) return false;
      return each.statement === undefined ? place >= each.at : each.statement === shape;
    });
    if (!fault) return undefined;
    fault.statement = shape;
    fault.struck += 1;
    this.#struck += 1;
    return fault;
  }
}
