import type {
  Aggregate,
  Aggregator,
  Condition,
  Definition,
  EventFilter,
  Parameter,
  Segment,
  Window,
} from '@cutline/segment-definition';

/** What candidates refer to: published beside the mix. */
export const spent = '00000000-0000-4000-8000-900000000001';
export const lastStore = '00000000-0000-4000-8000-900000000002';
export const line = '00000000-0000-4000-8000-900000000003';
export const buyers = '00000000-0000-4000-8000-900000000004';

export const formatVersion = 2 as const;
export const purchase = 'transaction.charge';
export const revenue: Parameter = { name: 'revenue', type: 'money' };
export const own: Parameter[] = [
  { name: 'weight', type: 'number' },
  { name: 'units', type: 'integer' },
  revenue,
  { name: 'products[].quantity', type: 'integer' },
];
export const windows: Window[] = [
  { type: 'allTime' },
  { type: 'last', count: 30, unit: 'day' },
  { type: 'last', count: 90, unit: 'day' },
  { type: 'last', count: 365, unit: 'day' },
  { type: 'previous', unit: 'month' },
  { type: 'between', start: '2025-01-01', end: '2025-07-01' },
  { type: 'allTime', onlyOn: { weekdays: [6, 7], hours: { from: 22, to: 6 } } },
];

/** Published definitions that candidates refer to. */
export const around: [string, Definition][] = [
  [spent, aggregateOf({ type: 'sum', parameter: revenue }, [purchase], windows[3]!)],
  [lastStore, aggregateOf({ type: 'last', parameter: { name: 'store', type: 'string' } }, [purchase], windows[0]!)],
  [
    line,
    {
      formatVersion,
      kind: 'metric',
      name: 'Line',
      measure: {
        type: 'values',
        of: { type: 'aggregate', aggregate: spent },
        population: { type: 'active' },
        statistic: { type: 'quantile', level: 0.7, method: 'linear' },
      },
    },
  ],
  [
    buyers,
    segmentOf({
      type: 'aggregate',
      aggregate: spent,
      comparison: { type: 'moreThan', operand: { type: 'constant', value: 0 } },
    }),
  ],
];

export function where(name: string, type: 'matches' | 'contains', text: string): EventFilter {
  const comparison = type === 'matches' ? { type, pattern: text } : { type, text };
  return { type: 'parameter', parameter: { name, type: 'string' }, comparison };
}

export function aggregateOf(of: Aggregator, actions: string[], window: Window, filter?: EventFilter): Aggregate {
  return {
    formatVersion,
    kind: 'aggregate',
    name: 'Candidate',
    actions,
    aggregator: of,
    window,
    ...(filter && { filter }),
  };
}

export function segmentOf(where: Condition, more: Partial<Segment> = {}): Segment {
  return { formatVersion, kind: 'segment', name: 'Candidate', where, ...more };
}
