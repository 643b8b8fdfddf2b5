import type { Aggregate } from '@cutline/segment-definition';
import { compileAggregate } from './compile-aggregate.ts';
import type { SqlValue } from './compile-value.ts';
import type { SqlContext } from './sql-context.ts';

/** How a scan holds an aggregate's value: in a column, which is named by the scan. The default of its type is a profile's without events. */
export interface ScannedValue {
  /** What the column holds: an expression over the rows that are scanned. */
  stored: string;
  /** The value, from the column's name. */
  value(column: string): SqlValue;
  /** UInt8, whether an event was counted: from the column's name, or what a column of its own has to hold. */
  active: ((column: string) => string) | { stored: string };
}

/** An aggregate over the columns of `eventsSource`, grouped by profile. */
export function scannedOfEvents(aggregate: Aggregate, context: SqlContext): ScannedValue {
  const { value, active } = compileAggregate(aggregate, context);
  const told: Partial<Record<Aggregate['aggregator']['type'], (column: string) => string>> = {
    count: (column) => `${column} > 0`,
    exists: (column) => column,
  };
  return {
    stored: value.sql,
    value: (column) => ({ ...value, sql: column }),
    active: told[aggregate.aggregator.type] ?? { stored: active },
  };
}
