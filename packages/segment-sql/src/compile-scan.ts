import { windowEdges, type Aggregate } from '@cutline/segment-definition';
import { tables } from '@cutline/clickhouse/tables';
import { compileAggregate, type AggregateColumns } from './compile-aggregate.ts';
import type { Parameters } from './parameters.ts';
import type { Evaluation } from './plan.ts';

/** One pass over events for aggregates on the same actions. */
export interface Scan {
  /** `SELECT profile, v0, v1 … GROUP BY profile`, or with further columns. */
  select(columns: string[]): string;
  columns: AggregateColumns[];
}

/** Aggregates that one scan serves have the same key. */
export function scanKey(aggregate: Aggregate): string {
  return JSON.stringify([...new Set(aggregate.actions)].sort());
}

/** All of the aggregates must have the same scan key. The scan reads no further than their windows together reach. */
export function compileScan(aggregates: Aggregate[], evaluation: Evaluation, parameters: Parameters): Scan {
  const columns = aggregates.map((aggregate) => compileAggregate(aggregate, evaluation, parameters));
  const edges = aggregates.map((aggregate) => windowEdges(aggregate.window, evaluation.asOf, evaluation.timeZone));
  const end = Math.max(...edges.map((edge) => edge.end));
  const starts = edges.map((edge) => edge.start);
  const conditions = [
    `workspace = ${parameters.named('workspace', 'UInt32', evaluation.workspace)}`,
    `action IN ${parameters.add('actions', 'Array(String)', JSON.parse(scanKey(aggregates[0]!)) as string[])}`,
    `batch <= ${parameters.named('known', 'UInt64', evaluation.known)}`,
    `time < ${parameters.instant(end)}`,
  ];
  if (starts.every((start) => start !== null)) conditions.push(`time >= ${parameters.instant(Math.min(...starts))}`);
  return {
    columns,
    select: (selected) =>
      `SELECT profile, ${selected.join(', ')} FROM ${tables.events} WHERE ${conditions.join(' AND ')} GROUP BY profile`,
  };
}
