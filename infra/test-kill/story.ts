import type { Definition } from '@cutline/segment-definition';

/** Where every definition is evaluated at the end, and by the runs in between. */
export const asOf = Date.parse('2025-01-01T12:00:00Z');
/** Instants of the runs under fire: members come and go between them. */
export const instants = [asOf, asOf - 30 * 86_400_000, asOf - 180 * 86_400_000];
export const timeZone = 'Europe/Berlin';

const year = { count: 365, unit: 'day' } as const;

/** Story 1, in the order of publishing: each is made from the ids of those before it. */
export const story: ((ids: string[]) => Definition)[] = [
  () => ({ ...purchases('Purchases, the year before last'), window: { type: 'last', ...year, before: year } }),
  ([before]) => line('Heavy-buyer line', before!, 0.7),
  ([before, heavyLine]) => ({
    formatVersion: 2,
    kind: 'segment',
    name: 'Heavy buyers',
    where: {
      type: 'aggregate',
      aggregate: before!,
      comparison: { type: 'moreThan', operand: { type: 'metric', metric: heavyLine! } },
    },
  }),
  () => ({ ...purchases('Purchases, last year'), window: { type: 'last', ...year } }),
  ([, , , now]) => line('Declining line', now!, 0.3),
  ([, , heavy, now, decliningLine]) => ({
    formatVersion: 2,
    kind: 'segment',
    name: 'Declining heavy buyers',
    where: {
      type: 'all',
      of: [
        {
          type: 'aggregate',
          aggregate: now!,
          comparison: { type: 'lessThan', operand: { type: 'metric', metric: decliningLine! } },
        },
        { type: 'segment', segment: heavy!, is: true },
      ],
    },
  }),
  () => ({
    ...purchases('Spend, last year'),
    aggregator: { type: 'sum', parameter: { name: 'revenue', type: 'money' } },
    window: { type: 'last', ...year },
  }),
  ([, , , , , , spend]) => line('Spend line', spend!, 0.5),
  ([, , , , , , spend, spendLine]) => ({
    formatVersion: 2,
    kind: 'segment',
    name: 'Not among the better half',
    where: {
      type: 'not',
      of: {
        type: 'aggregate',
        aggregate: spend!,
        comparison: { type: 'moreThan', operand: { type: 'metric', metric: spendLine! } },
      },
    },
  }),
];

function purchases(name: string) {
  return {
    formatVersion: 2,
    kind: 'aggregate',
    name,
    actions: ['transaction.charge'],
    aggregator: { type: 'count' },
  } as const satisfies Partial<Definition>;
}

function line(name: string, aggregate: string, level: number): Definition {
  return {
    formatVersion: 2,
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
