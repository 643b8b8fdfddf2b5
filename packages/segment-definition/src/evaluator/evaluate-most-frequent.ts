import type { Context } from './evaluate-context.ts';
import type { EvaluatedEvent } from './evaluated-world.ts';
import { valuesOf } from './evaluate-parameter.ts';
import { keyOf, orderOf, type Value } from './evaluate-value.ts';
import type { Parameter } from '../parameter.ts';

/**
 * The value that comes most often; of equally frequent ones that whose latest comes latest, then the least. Null: there
 * are no values.
 */
export function mostFrequent(counted: EvaluatedEvent[], parameter: Parameter, context: Context): Value | null {
  const occurrences = counted.flatMap((event) =>
    valuesOf(event, parameter, context).map((value) => ({ value, time: event.time })),
  );
  const candidates = [...Map.groupBy(occurrences, ({ value }) => keyOf(value)).values()].map((same) => ({
    value: same[0]!.value,
    times: same.length,
    latest: Math.max(...same.map(({ time }) => time)),
  }));
  candidates.sort(
    (one, other) => other.times - one.times || other.latest - one.latest || orderOf(one.value, other.value),
  );
  return candidates[0]?.value ?? null;
}
