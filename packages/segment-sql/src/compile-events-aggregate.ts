import { aggregatorParameter, type Measure } from '@cutline/segment-definition';
import { tables } from '@cutline/clickhouse/tables';
import { ownedRows } from './aliases.ts';
import { compileHistogramQuantile, quantileOf } from './compile-array-quantile.ts';
import { compileCounted } from './compile-counted.ts';
import { compileDistinctEvents } from './compile-distinct-events.ts';
import { compilePlainAggregator } from './compile-plain-aggregator.ts';
import type { EventColumns } from './event-columns.ts';
import { eventValues, type EventValues } from './event-values.ts';
import { eventsSource, readsMoney } from './events-source.ts';
import type { SqlContext } from './sql-context.ts';
import { valueColumns } from './value-columns.ts';
import { mostFrequentOfMaps } from './value-statistics.ts';

type EventsMeasure = Extract<Measure, { type: 'events' }>;

/** Two scalar expressions; one query answers both. */
export interface EventsAggregate {
  /** Nullable(Decimal(38, 8)) */
  value: string;
  /** UInt64: how many profiles have a counted event. */
  profiles: string;
}

/** What a measure over events is of the events of all profiles in `population` (an expression of a bitmap) together. */
export function compileEventsAggregate(
  measure: EventsMeasure,
  population: string,
  context: SqlContext,
): EventsAggregate {
  const { rows, profile, events, values } = compileEvents(measure, population, context);
  const row = `(SELECT (toNullable(${compileValue(measure.aggregator, profile, events, values, context)}), uniqExact(${profile})) FROM ${rows})`;
  return { value: `tupleElement(${row}, 1)`, profiles: `tupleElement(${row}, 2)` };
}

interface CountedEvents {
  /** What stands behind FROM: one row for each event that counts. */
  rows: string;
  /** UInt32: whom it counts for. */
  profile: string;
  events: EventColumns;
  values: EventValues | null;
}

function compileEvents(measure: EventsMeasure, population: string, context: SqlContext): CountedEvents {
  const { evaluation, parameters } = context;
  const source = eventsSource(context, { readsMoney: readsMoney(measure) });
  const { from, profile, selected } = ownedRows(tables.events, source, context);
  const conditions = [
    `workspace = ${parameters.named('workspace', 'UInt32', evaluation.workspace)}`,
    `batch <= ${parameters.named('known', 'UInt64', evaluation.known)}`,
    compileCounted(measure, context),
    `bitmapContains(${population}, ${profile})`,
  ];
  const rows = `${from} WHERE ${conditions.join(' AND ')}`;
  const parameter = aggregatorParameter(measure.aggregator);
  const values = parameter && eventValues(parameter, context);
  const { distinctBy } = measure;
  if (!distinctBy)
    return {
      rows,
      profile,
      events: { counted: '1', instant: 'toUnixTimestamp64Milli(time)', messageId: 'message_id' },
      values,
    };
  const chosen = compileDistinctEvents(distinctBy, '1', values, context);
  return {
    rows: `(SELECT profile, arrayJoin(events) AS event FROM (SELECT ${selected}, ${chosen} AS events FROM ${rows} GROUP BY profile))`,
    profile: 'profile',
    events: { counted: '1', instant: 'tupleElement(event, 1)', messageId: 'tupleElement(event, 2)' },
    values: values && { many: 'tupleElement(event, 3)' },
  };
}

function compileValue(
  aggregator: EventsMeasure['aggregator'],
  profile: string,
  events: EventColumns,
  values: EventValues | null,
  context: SqlContext,
): string {
  switch (aggregator.type) {
    case 'distinctProfiles':
      return `toDecimal128(uniqExact(${profile}), 8)`;
    // The values of all events might not fit into one array; how often each comes does.
    case 'median':
    case 'quantile':
      return compileHistogramQuantile(valueColumns(values, events).frequencies, ...quantileOf(aggregator));
    case 'mostFrequent': {
      const { frequencies, latestTimes } = valueColumns(values, events);
      return mostFrequentOfMaps(frequencies, latestTimes);
    }
    default:
      return compilePlainAggregator(aggregator, events, values, context);
  }
}
