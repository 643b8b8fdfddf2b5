import type { Parameter } from '@cutline/segment-definition';
import { compileParameter } from './compile-parameter.ts';
import { arrayOfValues, type EventValues } from './event-values.ts';
import { once } from './once.ts';
import type { SqlContext } from './sql-context.ts';

/**
 * Array(Tuple(Int64, String, Array(T))), an aggregate-function expression for GROUP BY profile: the counted events of which each
 * speaks for those with the same value of `distinctBy`, as instant (UTC milliseconds), message id and values, in their order.
 */
export function compileDistinctEvents(
  distinctBy: Parameter,
  counted: string,
  values: EventValues | null,
  context: SqlContext,
): string {
  const instant = 'toUnixTimestamp64Milli(time)';
  const array = values ? arrayOfValues(values) : "CAST([], 'Array(UInt8)')";
  const event = `(${instant}, message_id, ${array}, ${keyOf(distinctBy, context)})`;
  // The engine takes no value for the default of the type where it enumerates, so whether there is one is enumerated with it.
  const keys = 'arrayMap(event -> (isNull(tupleElement(event, 4)), assumeNotNull(tupleElement(event, 4))), events)';
  const chosen = `arrayFilter((event, nth) -> nth = 1 OR isNull(tupleElement(event, 4)), events, arrayEnumerateUniq(${keys}))`;
  return once(
    { events: `arraySort(groupArrayIf(${event}, ${counted}))` },
    `arrayMap(event -> (tupleElement(event, 1), tupleElement(event, 2), tupleElement(event, 3)), ${chosen})`,
  );
}

/** Nullable: what makes events one. Lists are the same where their texts are, in the same order. */
function keyOf(distinctBy: Parameter, context: SqlContext): string {
  const { sql, type } = compileParameter(distinctBy, context);
  if (type !== 'list') return `toNullable(${sql})`;
  return `if(tupleElement(${sql}, 1), toNullable(toJSONString(tupleElement(${sql}, 2))), NULL)`;
}
