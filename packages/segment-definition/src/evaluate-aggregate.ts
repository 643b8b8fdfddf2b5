import { Decimal } from 'decimal.js';
import type { Aggregate } from './aggregate.ts';
import type { EvaluatedEvent, Evaluation } from './evaluate.ts';
import { windowEdges } from './window-edges.ts';

/** An aggregate of one profile: its value (never absent: nothing counts as 0) and whether any event was counted. */
export interface AggregateValue {
  value: Decimal;
  active: boolean;
}

/** What a profile's events come to. `events` are that profile's; those the evaluation has not read are left out. */
export function evaluateAggregate(
  aggregate: Aggregate,
  events: EvaluatedEvent[],
  evaluation: Evaluation,
): AggregateValue {
  const { start, end } = windowEdges(aggregate.window, evaluation.asOf, evaluation.timeZone);
  const counted = events.filter(
    (event) =>
      event.batch <= evaluation.known &&
      aggregate.actions.includes(event.action) &&
      (start === null || event.time >= start) &&
      event.time < end,
  );
  const { aggregator } = aggregate;
  switch (aggregator.type) {
    case 'count':
      return { value: new Decimal(counted.length), active: counted.length > 0 };
    case 'sum': {
      const values = counted.map((event) => decimalOf(event, aggregator.parameter));
      const value = values.reduce<Decimal>((sum, each) => (each ? sum.plus(each) : sum), new Decimal(0));
      return { value, active: counted.length > 0 };
    }
  }
}

/** The parameter as a decimal with four places, further ones cut; null where the event has no such number. */
function decimalOf(event: EvaluatedEvent, parameter: string): Decimal | null {
  if (parameter === 'revenue') return event.revenue === null ? null : new Decimal(event.revenue);
  const value = valueAt(event.parameters, parameter.split('.'));
  if (typeof value !== 'number') return null;
  return new Decimal(value).toDecimalPlaces(4, Decimal.ROUND_DOWN);
}

/** A name with dots is a path; an object may also hold a part of the path as one key. */
function valueAt(parameters: unknown, path: string[]): unknown {
  if (path.length === 0) return parameters;
  if (typeof parameters !== 'object' || parameters === null) return undefined;
  for (let length = path.length; length > 0; length--) {
    const key = path.slice(0, length).join('.');
    if (Object.hasOwn(parameters, key))
      return valueAt((parameters as Record<string, unknown>)[key], path.slice(length));
  }
  return undefined;
}
