import { windowEdges, type Aggregate } from '@cutline/segment-definition';
import type { Parameters } from './parameters.ts';
import type { Evaluation } from './plan.ts';

/** Columns that an aggregate needs from a scan of its events, grouped by profile. */
export interface AggregateColumns {
  /** Decimal(38, 4); 0 where nothing was counted. */
  value: string;
  /** UInt8: whether an event was counted. */
  active: string;
}

/** Every value in SQL is this type, so that sums are exact in any order and comparisons never round. */
export const valueType = 'Decimal(38, 4)';

export function compileAggregate(
  aggregate: Aggregate,
  evaluation: Evaluation,
  parameters: Parameters,
): AggregateColumns {
  const { start, end } = windowEdges(aggregate.window, evaluation.asOf, evaluation.timeZone);
  const bounds = [`time < ${parameters.instant(end)}`];
  if (start !== null) bounds.unshift(`time >= ${parameters.instant(start)}`);
  const inWindow = bounds.join(' AND ');
  const active = `countIf(${inWindow}) > 0`;
  const { aggregator } = aggregate;
  switch (aggregator.type) {
    case 'count':
      return { value: `toDecimal128(countIf(${inWindow}), 4)`, active };
    case 'sum':
      return {
        value: `toDecimal128(sumIf(${decimalParameter(aggregator.parameter)}, ${inWindow}), 4)`,
        active,
      };
  }
}

/**
 * An event's parameter as a decimal with four places; further ones are cut, and what is not a number is 0.
 * The detour through text keeps 1.005 what it looks like: its float is less.
 */
function decimalParameter(parameter: string): string {
  if (parameter === 'revenue') return `ifNull(toDecimal128(revenue, 4), 0)`;
  const value = `parameters.${parameter
    .split('.')
    .map((part) => `\`${part}\``)
    .join('.')}`;
  const number = `if(dynamicType(${value}) IN ('Int64', 'UInt64', 'Float64'), toString(${value}), '0')`;
  return `toDecimal128OrZero(${number}, 4)`;
}
