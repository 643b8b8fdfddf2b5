import type { MetricState } from '../api/contract.ts';

/** The runs in which a metric's value or version was another than in the run before, newest first. `states` are oldest first. */
export function turnsOf(states: MetricState[]): MetricState[] {
  return states
    .filter((state, index) => {
      const before = states[index - 1];
      return !before || before.value !== state.value || before.version !== state.version;
    })
    .reverse();
}
