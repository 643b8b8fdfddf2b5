import {
  formatVersion,
  type Aggregate,
  type Aggregator,
  type Comparison,
  type Condition,
  type EventFilter,
  type Formula,
  type Parameter,
  type Segment,
  type ValueType,
  type Window,
} from '@cutline/segment-definition';

export const shapeId = (ordinal: number): string => `00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}`;

export const lastYear: Window = { type: 'last', count: 365, unit: 'day' };
export const parameterOf: Readonly<Record<ValueType, Parameter>> = {
  string: { name: 'store', type: 'string' },
  boolean: { name: 'gift', type: 'boolean' },
  integer: { name: 'units', type: 'integer' },
  number: { name: 'weight', type: 'number' },
  money: { name: 'revenue', type: 'money' },
  datetime: { name: 'delivery', type: 'datetime' },
  list: { name: 'tags', type: 'list' },
};

export function aggregateWith(aggregator: Aggregator, more: Partial<Aggregate> = {}): Aggregate {
  const actions = ['transaction.charge'];
  return { formatVersion, kind: 'aggregate', name: 'Aggregate', actions, aggregator, window: lastYear, ...more };
}

export function segmentWith(where: Condition, more: Partial<Segment> = {}): Segment {
  return { formatVersion, kind: 'segment', name: 'Segment', where, ...more };
}

export const constant = (value: number | string) => ({ type: 'constant', value }) as const;
export const isSet: Comparison = { type: 'isSet' };

/** The value of the nth of what shapes refer to. */
export const aggregateValue = (n: number): Formula => ({ type: 'aggregate', aggregate: shapeId(n) });

export const webOnly: EventFilter = {
  type: 'parameter',
  parameter: parameterOf.string,
  comparison: { type: 'equals', operand: constant('E-commerce') },
};
