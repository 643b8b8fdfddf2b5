import { z } from 'zod';
import { definitionId, described } from './described.ts';

export const quantileMethod = z.enum(['linear', 'lower', 'higher', 'inverted_cdf']);

/** Whose values count: profiles with at least one counted event, all of the base, or the members of a segment. */
export const population = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('active') }),
    z.strictObject({ type: z.literal('all') }),
    z.strictObject({ type: z.literal('segment'), segment: definitionId }),
  ])
  .meta({ id: 'Population' });

const level = z
  .number()
  .min(0)
  .max(1)
  .refine((q) => Math.round(q * 10_000) / 10_000 === q, 'A quantile level has at most four decimal places, e.g. 0.7.');

export const measure = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('quantile'), level, method: quantileMethod.default('linear') }),
  ])
  .meta({ id: 'Measure' });

/** One value for the workspace, over profiles' values of an aggregate. */
export const metric = z
  .strictObject({
    ...described('metric'),
    aggregate: definitionId,
    population: population.default({ type: 'active' }),
    measure,
  })
  .meta({ id: 'Metric' });

export type QuantileMethod = z.infer<typeof quantileMethod>;
export type Population = z.infer<typeof population>;
export type Metric = z.infer<typeof metric>;

/** A quantile's level in ten-thousandths: 0.7 is 7000. */
export function levelInTenThousandths(q: number): number {
  return Math.round(q * 10_000);
}
