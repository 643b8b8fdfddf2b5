/** Collects what was compared and what was wrong. */
export interface Checks {
  /** Passes when `problem` is undefined. */
  add(name: string, problem: string | undefined): void;
  equal(name: string, found: unknown, expected: unknown): void;
  /** Passes when the list of problems is empty; shows the first few. */
  none(name: string, problems: string[]): void;
  readonly passed: number;
  readonly failed: number;
}

export function createChecks(log: (line: string) => void): Checks {
  let passed = 0;
  let failed = 0;
  function add(name: string, problem: string | undefined): void {
    if (problem === undefined) passed += 1;
    else failed += 1;
    log(problem === undefined ? `pass  ${name}` : `FAIL  ${name}: ${problem}`);
  }
  return {
    add,
    equal(name, found, expected) {
      const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
      add(
        `${name} (${other.length > 80 ? `${other.slice(0, 80)}…` : other})`,
        one === other ? undefined : `found ${one.slice(0, 500)}`,
      );
    },
    none(name, problems) {
      const more = problems.length > 5 ? ` … and ${problems.length - 5} more` : '';
      add(name, problems.length === 0 ? undefined : problems.slice(0, 5).join('; ') + more);
    },
    get passed() {
      return passed;
    },
    get failed() {
      return failed;
    },
  };
}
