import type { Definitions, Refinement } from '@cutline/segment-definition';
import fc from 'fast-check';
import type { Calendar } from './generate-calendar.ts';
import { rankedValues } from './generate-metrics.ts';
import { window } from './generate-windows.ts';
import { sometimes } from './sometimes.ts';

/** The top or the bottom of a few, so that there are ties at the line. Undefined where there is nothing to rank by. */
export function refinement(calendar: Calendar, definitions: Definitions): fc.Arbitrary<Refinement | undefined> {
  const ranked = rankedValues(definitions);
  if (ranked.length === 0) return fc.constant(undefined);
  const by = fc.constantFrom(...ranked);
  return fc.record({
    keep: fc.constantFrom('top', 'bottom'),
    take: fc.oneof(
      { weight: 3, arbitrary: fc.record({ type: fc.constant('count'), count: fc.integer({ min: 1, max: 4 }) }) },
      fc.record({
        type: fc.constant('share'),
        percent: fc.oneof(
          fc.constantFrom(20, 25, 33.3333, 50, 100, 0.0001),
          fc.integer({ min: 1, max: 1_000_000 }).map((a) => a / 10_000),
        ),
      }),
    ),
    by,
    window: sometimes(window(calendar), { in: 2 }),
    inheritFilters: fc.boolean(),
    ties: fc.oneof(
      fc.record({ type: fc.constant('include') }),
      fc.record({ type: fc.constant('exact'), thenBy: sometimes(by, { in: 2 }) }),
    ),
  }) as fc.Arbitrary<Refinement>;
}
