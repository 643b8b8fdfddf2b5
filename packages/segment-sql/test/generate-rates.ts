import type { EvaluatedRate } from '@cutline/segment-definition';
import fc from 'fast-check';
import { dayLong } from './generate-calendar.ts';

/** Workspaces count in the first; the rest have rates, some days or never. */
export const currencies = ['EUR', 'USD', 'JPY', 'CHF'];

/** Rates of days around the events', so that some are before, on and after; of one day several batches may have one. */
export function rates(times: number[]): fc.Arbitrary<EvaluatedRate[]> {
  const day = fc
    .tuple(fc.constantFrom(0, ...times), fc.constantFrom(-40, -2, -1, 0, 0, 1))
    .map(([time, days]) => new Date(Math.max(0, time + days * dayLong)).toISOString().slice(0, 10));
  const rate = fc.record({
    currency: fc.constantFrom('USD', 'USD', 'JPY', 'EUR'),
    day,
    rate: fc.constantFrom('0.5', '1.1', '2', '0.0001', '0.3333333333', '12345.6789012345', '0.00005'),
    batch: fc.integer({ min: 1, max: 3 }),
  });
  return fc.oneof<fc.WeightedArbitrary<EvaluatedRate[]>[]>(
    { weight: 1, arbitrary: fc.constant([]) },
    {
      weight: 4,
      arbitrary: fc.uniqueArray(rate, {
        minLength: 5,
        maxLength: 20,
        size: 'max',
        selector: ({ currency, day, batch }) => `${currency} ${day} ${batch}`,
      }),
    },
  );
}
