import { isDeepStrictEqual } from 'node:util';

/** The engine says something other than the evaluator. */
export class Disagreement extends Error {
  /** About what, e.g. `members`. */
  readonly about: string;

  constructor(about: string, where: string, engine: unknown, evaluator: unknown) {
    super(`${about}, ${where}: the engine says ${JSON.stringify(engine)}, the evaluator ${JSON.stringify(evaluator)}`);
    this.about = about;
  }
}

/** Throws unless both say the same. */
export function agreeOn(about: string, where: string, engine: unknown, evaluator: unknown): void {
  if (!isDeepStrictEqual(engine, evaluator)) throw new Disagreement(about, where, engine, evaluator);
}
