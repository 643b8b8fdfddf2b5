import { windowEdges, type Aggregate, type Definition, type Metric, type Window } from '@cutline/segment-definition';
import type { PublishedDefinition } from '@cutline/segment-sql';

/** The heavy-buyers chain: two windows, two quantiles, two segments. */
const purchasesBefore = '00000000-0000-4000-8000-000000000001';
export const heavyLine = '00000000-0000-4000-8000-000000000002';
export const heavyBuyers = '00000000-0000-4000-8000-000000000003';
const purchasesNow = '00000000-0000-4000-8000-000000000004';
export const decliningLine = '00000000-0000-4000-8000-000000000005';
export const decliningHeavyBuyers = '00000000-0000-4000-8000-000000000006';

export const timeZone = 'Europe/Berlin';
export const workspace = 1;
/** The evaluation that is timed. */
export const asOf = Date.parse('2026-01-01T12:00:00Z');
/** The one before it, whose memberships the timed one is compared with. */
export const asOfBefore = asOf - 7 * 86_400_000;
/** The two levels in ten-thousandths. */
export const levels = { heavy: 7_000, declining: 3_000 };

const lastYear = { type: 'last', count: 365, unit: 'day' } as const;
const windows = { before: { ...lastYear, before: { count: 365, unit: 'day' } }, now: lastYear } satisfies Record<
  string,
  Window
>;

/** Half-open stretches in UTC milliseconds; the one before ends where the other begins. */
export function edges(at: number): { start: number; middle: number; end: number } {
  const before = windowEdges(windows.before, at, timeZone);
  const now = windowEdges(windows.now, at, timeZone);
  return { start: before.start!, middle: before.end, end: now.end };
}

const purchases = (name: string, window: Window): Aggregate => ({
  formatVersion: 2,
  kind: 'aggregate',
  name,
  actions: ['transaction.charge'],
  aggregator: { type: 'count' },
  window,
});
const line = (name: string, aggregate: string, level: number): Metric => ({
  formatVersion: 2,
  kind: 'metric',
  name,
  measure: {
    type: 'values',
    of: { type: 'aggregate', aggregate },
    population: { type: 'active' },
    statistic: { type: 'quantile', level: level / 10_000, method: 'linear' },
  },
});

const documents: [string, Definition][] = [
  [purchasesBefore, purchases('Purchases, the year before last', windows.before)],
  [heavyLine, line('Heavy-buyer line', purchasesBefore, levels.heavy)],
  [
    heavyBuyers,
    {
      formatVersion: 2,
      kind: 'segment',
      name: 'Heavy buyers',
      where: {
        type: 'aggregate',
        aggregate: purchasesBefore,
        comparison: { type: 'moreThan', operand: { type: 'metric', metric: heavyLine } },
      },
    },
  ],
  [purchasesNow, purchases('Purchases, last year', windows.now)],
  [decliningLine, line('Declining line', purchasesNow, levels.declining)],
  [
    decliningHeavyBuyers,
    {
      formatVersion: 2,
      kind: 'segment',
      name: 'Declining heavy buyers',
      where: {
        type: 'all',
        of: [
          {
            type: 'aggregate',
            aggregate: purchasesNow,
            comparison: { type: 'lessThan', operand: { type: 'metric', metric: decliningLine } },
          },
          { type: 'segment', segment: heavyBuyers, is: true },
        ],
      },
    },
  ],
];

export const definitions: ReadonlyMap<string, PublishedDefinition> = new Map(
  documents.map(([id, document]) => [id, { version: 1, document }]),
);
