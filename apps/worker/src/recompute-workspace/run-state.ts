import type { BegunRun } from './begin-run.ts';
import type { StepResult } from './execute-step.ts';
import type { RunResults } from './publish-run.ts';
import type { StepOutline } from './run-plan.ts';
import type { StepFailure } from './step-failure.ts';

export type StepStatus = 'waiting' | 'running' | 'completed' | 'failed' | 'skipped';

/** The answer to the `progress` query. */
export interface RunProgress {
  run: { id: string; number: number; asOf: string; known: number };
  steps: { position: number; kind: StepOutline['kind'] | 'publish'; title: string; status: StepStatus }[];
}

/** How far a run is: what its steps found out, and what can no longer be computed. */
export class RunState {
  readonly results: RunResults;
  readonly #run: BegunRun;
  readonly #statuses: StepStatus[];
  #at = -1;

  constructor(run: BegunRun) {
    this.#run = run;
    this.results = { metrics: {}, segments: {}, failures: { ...run.refused } };
    this.#statuses = [...run.steps.map((): StepStatus => 'waiting'), 'waiting'];
  }

  /** The next step that can be done; those whose definitions failed, or need one that did, are skipped. */
  next(): StepOutline | undefined {
    for (;;) {
      this.#at += 1;
      const step = this.#run.steps[this.#at];
      if (!step) return undefined;
      const missing = step.needs.find((id) => id in this.results.failures);
      if (missing !== undefined)
        this.#fail(step, {
          code: 'dependency-failed',
          message: `It refers to “${this.#titleOf(missing)}”, which could not be computed.`,
        });
      if (step.definitions.length === 0 || step.definitions.some((id) => !(id in this.results.failures))) {
        this.#statuses[this.#at] = 'running';
        return step;
      }
      this.#statuses[this.#at] = 'skipped';
    }
  }

  /** Values for a step's thresholds. A metric that failed has none: what hangs on it is not published. */
  thresholdsOf(step: StepOutline): Record<string, string | null> {
    return Object.fromEntries(step.thresholds.map((id) => [id, this.results.metrics[id]?.value ?? null]));
  }

  completed({ metric, segment }: StepResult): void {
    const [definition] = this.#run.steps[this.#at]!.definitions;
    if (metric && definition) this.results.metrics[definition] = metric;
    if (segment && definition) this.results.segments[definition] = segment;
    this.#statuses[this.#at] = 'completed';
  }

  failed(failure: StepFailure): void {
    this.#fail(this.#run.steps[this.#at]!, failure);
    this.#statuses[this.#at] = 'failed';
  }

  publishing(): void {
    this.#statuses[this.#run.steps.length] = 'running';
  }

  published(): void {
    this.#statuses[this.#run.steps.length] = 'completed';
  }

  progress(): RunProgress {
    const { runId, number, asOf, known, steps } = this.#run;
    const all = [...steps, { position: steps.length, kind: 'publish' as const, title: 'Publish' }];
    return {
      run: { id: runId, number, asOf, known },
      steps: all.map(({ position, kind, title }) => ({ position, kind, title, status: this.#statuses[position]! })),
    };
  }

  #fail(step: StepOutline, failure: StepFailure): void {
    for (const id of step.definitions) this.results.failures[id] ??= failure;
  }

  #titleOf(definition: string): string {
    return (
      this.#run.steps.find(
        (step) => step.kind !== 'leaves' && step.kind !== 'base' && step.definitions[0] === definition,
      )?.title ?? definition
    );
  }
}
