import {
  productFieldOf,
  type Aggregate,
  type EventFilter,
  type EventSelection,
  type LineFilter,
  type Parameter,
} from '@cutline/segment-definition';
import { tables } from '@cutline/clickhouse/tables';
import type { SqlContext } from './sql-context.ts';

/**
 * What stands behind FROM: the events with all their columns by their plain names, and, where money is read in a workspace
 * that has exchange rates, `rate` (Nullable(Decimal(38, 10))): the rate in force on the event's UTC date. The WHERE is the caller's.
 */
export function eventsSource({ evaluation, parameters }: SqlContext, { readsMoney }: { readsMoney: boolean }): string {
  if (!readsMoney || !evaluation.hasRates) return tables.events;
  const rates = `SELECT currency AS rate_currency, day AS rate_day, toNullable(argMax(rate, (batch, rate))) AS rate
    FROM ${tables.currencyRates}
    WHERE workspace = ${parameters.named('workspace', 'UInt32', evaluation.workspace)}
      AND batch <= ${parameters.named('known', 'UInt64', evaluation.known)}
    GROUP BY currency, day`;
  return `${tables.events} ASOF LEFT JOIN (${rates}) AS rates
    ON ${tables.events}.currency = rates.rate_currency AND toDate32(${tables.events}.time) >= rates.rate_day`;
}

/** Whether an aggregate, an event condition, a pattern of events or the like reads amounts of money. */
export function readsMoney(reading: {
  filter?: EventFilter | undefined;
  distinctBy?: EventSelection['distinctBy'];
  aggregator?: Aggregate['aggregator'] | { type: 'distinctProfiles' };
}): boolean {
  const { filter, distinctBy, aggregator } = reading;
  if (distinctBy && isMoney(distinctBy)) return true;
  if (aggregator && 'parameter' in aggregator && isMoney(aggregator.parameter)) return true;
  return filter !== undefined && filterReadsMoney(filter);
}

function isMoney(parameter: Parameter): boolean {
  return parameter.name === 'revenue' || productFieldOf(parameter) === 'price';
}

function filterReadsMoney(filter: EventFilter | LineFilter): boolean {
  switch (filter.type) {
    case 'all':
    case 'any':
      return filter.of.some(filterReadsMoney);
    case 'not':
      return filterReadsMoney(filter.of);
    case 'parameter':
      return isMoney(filter.parameter);
    case 'products':
      return filterReadsMoney(filter.where);
    case 'field':
      return filter.field === 'price';
  }
}
