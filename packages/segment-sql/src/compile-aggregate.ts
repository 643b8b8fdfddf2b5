import { aggregatorParameter, aggregatorType, emptyValueOf, type Aggregate } from '@cutline/segment-definition';
import { compileArrayAggregator } from './compile-array-aggregator.ts';
import { compileCounted } from './compile-counted.ts';
import { compileDistinctEvents } from './compile-distinct-events.ts';
import { compilePlainAggregator } from './compile-plain-aggregator.ts';
import { decimalType, missingSql, type SqlValue } from './compile-value.ts';
import { eventValues } from './event-values.ts';
import type { SqlContext } from './sql-context.ts';

/** Columns that an aggregate needs from a scan of its events (see `eventsSource`), grouped by profile. */
export interface AggregateColumns {
  /** An aggregate-function expression. The default of its SQL type is the value of a profile without events. */
  value: SqlValue;
  /** UInt8: whether an event was counted. */
  active: string;
  /** The value of a profile without events: a literal. */
  empty: SqlValue;
}

/** Each column asks for the actions, window and filter itself, so that aggregates that differ in them can share a scan. */
export function compileAggregate(aggregate: Aggregate, context: SqlContext): AggregateColumns {
  const { aggregator, distinctBy } = aggregate;
  const type = aggregatorType(aggregator);
  const counted = compileCounted(aggregate, context);
  const parameter = aggregatorParameter(aggregator);
  const values = parameter && eventValues(parameter, context);
  const sql = distinctBy
    ? compileArrayAggregator(aggregator, compileDistinctEvents(distinctBy, counted, values, context), context)
    : compilePlainAggregator(
        aggregator,
        { counted, instant: 'toUnixTimestamp64Milli(time)', messageId: 'message_id' },
        values,
        context,
      );
  return { value: { sql, type }, active: `countIf(${counted}) > 0`, empty: emptySql(aggregate) };
}

function emptySql(aggregate: Aggregate): SqlValue {
  const type = aggregatorType(aggregate.aggregator);
  switch (emptyValueOf(aggregate)) {
    case 0:
      return { sql: `CAST(0, '${decimalType}')`, type };
    case false:
      return { sql: `CAST(false, 'Bool')`, type };
    case undefined:
      return missingSql(type);
  }
}
