import type { Aggregate, Metric, Segment } from '@cutline/segment-definition';

const formatVersion = 1;
const year = { count: 365, unit: 'day' } as const;
const purchases = { actions: ['transaction.charge'], aggregator: { type: 'count' } } as const;

/** The demo shop's definitions: heavy buyers, and the ones who declined. Each takes the ids of those before it. */
export const story = {
  yearBeforeLast: (): Aggregate => ({
    formatVersion,
    kind: 'aggregate',
    name: 'Purchases, the year before last',
    ...purchases,
    actions: [...purchases.actions],
    window: { type: 'last', ...year, before: year },
  }),
  heavyLine: (aggregate: string): Metric => ({
    formatVersion,
    kind: 'metric',
    name: 'Heavy-buyer line',
    aggregate,
    population: { type: 'active' },
    measure: { type: 'quantile', level: 0.7, method: 'linear' },
  }),
  heavyBuyers: (aggregate: string, metric: string): Segment => ({
    formatVersion,
    kind: 'segment',
    name: 'Heavy buyers',
    where: { type: 'aggregate', aggregate, comparison: 'moreThan', operand: { type: 'metric', metric } },
  }),
  lastYear: (): Aggregate => ({
    formatVersion,
    kind: 'aggregate',
    name: 'Purchases, last year',
    ...purchases,
    actions: [...purchases.actions],
    window: { type: 'last', ...year },
  }),
  decliningLine: (aggregate: string): Metric => ({
    formatVersion,
    kind: 'metric',
    name: 'Declining line',
    aggregate,
    population: { type: 'active' },
    measure: { type: 'quantile', level: 0.3, method: 'linear' },
  }),
  decliningHeavyBuyers: (aggregate: string, metric: string, segment: string): Segment => ({
    formatVersion,
    kind: 'segment',
    name: 'Declining heavy buyers',
    where: {
      type: 'all',
      of: [
        { type: 'aggregate', aggregate, comparison: 'lessThan', operand: { type: 'metric', metric } },
        { type: 'segment', segment, is: true },
      ],
    },
  }),
};
