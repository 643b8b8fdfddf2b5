import type {
  Aggregate,
  Aggregator,
  Comparison,
  Condition,
  Definition,
  EventFilter,
  Formula,
  Measure,
  Population,
  ProfileValue,
  Segment,
  Statistic,
  Window,
} from '@cutline/segment-definition';

/** The id of a definition that a test calls by a name of at most 16 letters: their bytes. */
export function id(name: string): string {
  const digits = Buffer.from(name).toString('hex').padEnd(32, '0');
  if (digits.length > 32) throw new Error(`${name} is too long to be an id`);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export const allTime: Window = { type: 'allTime' };
export const everyone: Condition = { type: 'all', of: [] };
export const nobody: Condition = { type: 'any', of: [] };

/** What `bought` events carry. */
export const points = { name: 'points', type: 'number' } as const;

/** An aggregate of purchases of all time, unless more is said. */
export function aggregate(aggregator: Aggregator, more: Partial<Aggregate> = {}): Aggregate {
  const fixed = { formatVersion: 2, kind: 'aggregate', name: 'Aggregate' } as const;
  return { ...fixed, actions: ['buy'], window: allTime, aggregator, ...more };
}

export function expression(formula: Formula): Definition {
  return { formatVersion: 2, kind: 'expression', name: 'Expression', formula };
}

export function metric(measure: Measure): Definition {
  return { formatVersion: 2, kind: 'metric', name: 'Metric', measure };
}

/** A metric over a value of the profiles. */
export function over(of: ProfileValue, statistic: Statistic | SimpleStatistic, population: Population): Definition {
  return metric({
    type: 'values',
    of,
    population,
    statistic: typeof statistic === 'string' ? { type: statistic } : statistic,
  });
}
type SimpleStatistic = Exclude<Statistic['type'], 'quantile'>;

export function segment(where: Condition, more: Partial<Segment> = {}): Definition {
  return { formatVersion: 2, kind: 'segment', name: 'Segment', where, ...more };
}

export const ofAggregate = (name: string): { type: 'aggregate'; aggregate: string } => {
  return { type: 'aggregate', aggregate: id(name) };
};
export const ofExpression = (name: string): { type: 'expression'; expression: string } => {
  return { type: 'expression', expression: id(name) };
};
export const ofMetric = (name: string): { type: 'metric'; metric: string } => ({ type: 'metric', metric: id(name) });
/** An aggregate's value compares so. */
export const has = (name: string, comparison: Comparison): Condition => ({ ...ofAggregate(name), comparison });
export const inSegment = (name: string, is = true): Condition => ({ type: 'segment', segment: id(name), is });

export function constant<V extends number | string>(value: V): { type: 'constant'; value: V } {
  return { type: 'constant', value };
}

/** Events whose parameter of this name is this text. */
export function where(name: string, text: string): EventFilter {
  return {
    type: 'parameter',
    parameter: { name, type: 'string' },
    comparison: { type: 'equals', operand: constant(text) },
  };
}
