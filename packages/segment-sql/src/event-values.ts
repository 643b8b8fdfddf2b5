import { productFieldOf, type Parameter } from '@cutline/segment-definition';
import { compileLineValues, compileParameter } from './compile-parameter.ts';
import type { SqlContext } from './sql-context.ts';

/** What an aggregator reads of each event: one value, which may be missing, or an array of values that are there. */
export type EventValues = { one: string } | { many: string };

/** The values of a parameter, over the columns of `eventsSource`. */
export function eventValues(parameter: Parameter, context: SqlContext): EventValues {
  const field = productFieldOf(parameter);
  return field ? { many: compileLineValues(field, context) } : { one: compileParameter(parameter, context).sql };
}

/** Array(T), T not Nullable: the values as an array, whichever they are. */
export function arrayOfValues(values: EventValues): string {
  if ('many' in values) return values.many;
  return `arrayMap(value -> assumeNotNull(value), arrayFilter(value -> isNotNull(value), [${values.one}]))`;
}
