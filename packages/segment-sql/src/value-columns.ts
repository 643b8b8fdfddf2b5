import type { EventColumns } from './event-columns.ts';
import { decimalType } from './compile-value.ts';
import type { EventValues } from './event-values.ts';

/** What can be made of the values that events have, as aggregate-function expressions unless it says *of one event*. */
export interface ValueColumns {
  sum: string;
  count: string;
  min: string;
  max: string;
  distinct: string;
  /** Array of all values, in any order. */
  all: string;
  /** Array of instant and value, in any order. */
  timed: string;
  /** Keys, and how often each comes. */
  frequencies: string;
  /** Keys, and the latest time of each. No time is 0, because a sum or maximum of 0 would not be kept. */
  latestTimes: string;
  /** Of one event: its first and last value (Nullable), all of them, and whether it counts and has any. */
  earliest: string;
  latest: string;
  array: string;
  hasAny: string;
}

/** Of the events that count. @throws Error where there are no values to read */
export function valueColumns(values: EventValues | null, { counted, instant }: EventColumns): ValueColumns {
  if (!values) throw new Error('An aggregator of values needs a parameter');
  if ('many' in values) {
    const { many } = values;
    return {
      sum: `sumArrayIf(${many}, ${counted})`,
      count: `sumIf(length(${many}), ${counted})`,
      min: `minOrNullArrayIf(${many}, ${counted})`,
      max: `maxOrNullArrayIf(${many}, ${counted})`,
      distinct: `uniqExactArrayIf(${many}, ${counted})`,
      all: `groupArrayArrayIf(${many}, ${counted})`,
      timed: `groupArrayArrayIf(arrayMap(value -> (${instant}, value), ${many}), ${counted})`,
      frequencies: `sumMapIf(${many}, arrayMap(value -> toUInt64(1), ${many}), ${counted})`,
      latestTimes: `maxMapIf(${many}, arrayMap(value -> ${instant} + 1, ${many}), ${counted})`,
      earliest: `toNullable(${many}[1])`,
      latest: `toNullable(${many}[-1])`,
      array: many,
      hasAny: `${counted} AND notEmpty(${many})`,
    };
  }
  const { one } = values;
  const there = `assumeNotNull(${one})`;
  const hasAny = `${counted} AND isNotNull(${one})`;
  return {
    sum: `sumIf(ifNull(${one}, CAST(0, '${decimalType}')), ${counted})`,
    count: `countIf(${hasAny})`,
    min: `minOrNullIf(${there}, ${hasAny})`,
    max: `maxOrNullIf(${there}, ${hasAny})`,
    distinct: `uniqExactIf(${there}, ${hasAny})`,
    all: `groupArrayIf(${there}, ${hasAny})`,
    timed: `groupArrayIf((${instant}, ${there}), ${hasAny})`,
    frequencies: `sumMapIf([${there}], [toUInt64(1)], ${hasAny})`,
    latestTimes: `maxMapIf([${there}], [${instant} + 1], ${hasAny})`,
    earliest: `toNullable(${one})`,
    latest: `toNullable(${one})`,
    array: `[${there}]`,
    hasAny,
  };
}
