import type { BegunRun } from './begin-run.ts';
import type { StepResult } from './execute-step.ts';
import type { RunResults } from './publish-run.ts';
import type { DefinitionId } from '@cutline/segment-definition';
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

  constructor(run: BegunRun) {
    this.#run = run;
    this.results = { metrics: {}, segments: {}, failures: { ...run.refused } };
    this.#statuses = [...run.steps.map((): StepStatus => 'waiting'), 'waiting'];
  }

  /** The steps, those that can be done at the same time together. */
  waves(): StepOutline[][] {
    return [...Map.groupBy(this.#run.steps, ({ wave, position }) => wave ?? position).values()];
  }

  /** Whether a step can be done, which is noted to be under way then; one whose definitions all failed, or need one that did, is skipped. */
  begin(step: StepOutline): boolean {
    const possible = step.definitions.length === 0 || this.computable(step).length > 0;
    this.#statuses[step.position] = possible ? 'running' : 'skipped';
    return possible;
  }

  /** The definitions of a step that did not fail, and need none that did. */
  computable(step: StepOutline): DefinitionId[] {
    const { failures } = this.results;
    for (const id of step.definitions) {
      const missing = step.needs[id]?.find((need) => need in failures);
      if (missing !== undefined)
        failures[id] ??= {
          code: 'dependency-failed',
          message: `It refers to “${this.#run.names[missing] ?? missing}”, which could not be computed.`,
        };
    }
    return step.definitions.filter((id) => !(id in failures));
  }

  /** Values for a step's thresholds. A metric that failed has none: what hangs on it is not published. */
  thresholdsOf(step: StepOutline): Record<string, string | null> {
    return Object.fromEntries(step.thresholds.map((id) => [id, this.results.metrics[id]?.value ?? null]));
  }

  completed({ position }: StepOutline, { metrics, segments }: StepResult): void {
    Object.assign(this.results.metrics, metrics);
    Object.assign(this.results.segments, segments);
    if (this.#statuses[position] === 'running') this.#statuses[position] = 'completed';
  }

  /** Notes that definitions of a step could not be computed. */
  failed({ position }: StepOutline, definitions: readonly DefinitionId[], failure: StepFailure): void {
    for (const id of definitions) this.results.failures[id] ??= failure;
    this.#statuses[position] = 'failed';
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
}
