import { spanInMilliseconds, type SequenceCondition } from '@cutline/segment-definition';
import { compileCounted } from './compile-counted.ts';
import { once } from './once.ts';
import type { SqlContext } from './sql-context.ts';

/** More than there are steps: an instant and a rank below this make one number, which sorts by both. */
const ranks = 8;
/** No instant: events begin in 1970. */
const never = 'toInt64(-1)';

/**
 * UInt8, an aggregate-function expression for GROUP BY profile over `eventsSource`: whether a profile's events hold the chain.
 *
 * For each event of a step it is enough to look at the latest event of the step before that ends a chain so far: an earlier one is farther
 * away, and more lies between. So each step is one pass over the events in time that carries the latest such instant along.
 */
export function compileSequence(condition: SequenceCondition, context: SqlContext): string {
  const { steps, without, window } = condition;
  // Of what happens at one instant the last step is looked at first and what must not come between at the end, so that nothing
  // builds on, or is ruled out by, something of the same instant.
  const events = [...steps.toReversed(), ...(without ? [without] : [])].map((pattern, rank) => {
    return `groupArrayIf(toUnixTimestamp64Milli(time) * ${ranks} + ${rank}, ${compileCounted({ ...pattern, window }, context)})`;
  });
  const chain = once(
    {
      instants: `arrayMap(event -> intDiv(event, ${ranks}), events)`,
      ranks: `arrayMap(event -> event % ${ranks}, events)`,
    },
    once(
      { unwanted: latestSoFar(`arrayMap((t, r) -> if(r = ${steps.length}, t, ${never}), instants, ranks)`) },
      compileSteps(0, null, condition, context),
    ),
  );
  return once({ events: `arraySort(arrayConcat(${events.join(', ')}))` }, chain);
}

/** UInt8: whether the chain holds from a step on. `before` is, for each event, the latest instant at which a chain up to the step before ends. */
function compileSteps(step: number, before: string | null, condition: SequenceCondition, context: SqlContext): string {
  const { steps, within, without } = condition;
  const conditions = [`r = ${steps.length - 1 - step}`];
  if (before) {
    conditions.push('b >= 0');
    if (within) conditions.push(`t - b <= ${context.parameters.add('span', 'Int64', spanInMilliseconds(within))}`);
    if (without) conditions.push('u <= b');
  }
  const ends = `arrayMap((t, r, u, b) -> if(${conditions.join(' AND ')}, t, ${never}), instants, ranks, unwanted, ${before ?? 'instants'})`;
  if (step === steps.length - 1) return `arrayExists(t -> t >= 0, ${ends})`;
  const reached = `reached_${step}`;
  return once({ [reached]: latestSoFar(ends) }, compileSteps(step + 1, reached, condition, context));
}

/** Of an array of instants, some of which are none: the latest up to each place. */
function latestSoFar(instants: string): string {
  return `arrayFill(t -> t >= 0, ${instants})`;
}
