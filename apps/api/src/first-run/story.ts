import { formatVersion, type Aggregate, type Metric, type Segment } from '@cutline/segment-definition';

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
  heavyLine: (aggregate: string): Metric => quantile('Heavy-buyer line', aggregate, 0.7),
  heavyBuyers: (aggregate: string, metric: string): Segment => ({
    formatVersion,
    kind: 'segment',
    name: 'Heavy buyers',
    where: { type: 'aggregate', aggregate, comparison: { type: 'moreThan', operand: { type: 'metric', metric } } },
  }),
  lastYear: (): Aggregate => ({
    formatVersion,
    kind: 'aggregate',
    name: 'Purchases, last year',
    ...purchases,
    actions: [...purchases.actions],
    window: { type: 'last', ...year },
  }),
  decliningLine: (aggregate: string): Metric => quantile('Declining line', aggregate, 0.3),
  decliningHeavyBuyers: (aggregate: string, metric: string, segment: string): Segment => ({
    formatVersion,
    kind: 'segment',
    name: 'Declining heavy buyers',
    where: {
      type: 'all',
      of: [
        { type: 'aggregate', aggregate, comparison: { type: 'lessThan', operand: { type: 'metric', metric } } },
        { type: 'segment', segment, is: true },
      ],
    },
  }),
};

/** A quantile over those who have any of an aggregate. */
function quantile(name: string, aggregate: string, level: number): Metric {
  return {
    formatVersion,
    kind: 'metric',
    name,
    measure: {
      type: 'values',
      of: { type: 'aggregate', aggregate },
      population: { type: 'active' },
      statistic: { type: 'quantile', level, method: 'linear' },
    },
  };
}
