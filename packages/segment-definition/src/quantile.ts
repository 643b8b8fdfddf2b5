import { z } from 'zod';
import { enRefusals } from './messages/en-refusals.ts';

export const exactQuantileMethod = z.enum(['linear', 'lower', 'higher', 'inverted_cdf']);

/** `approximate` is the only one that may err: its rank is within n / 1,000 of the right one. */
export const quantileMethod = z.enum([...exactQuantileMethod.options, 'approximate']);

/** A quantile's level: 0 to 1, in ten-thousandths. */
export const level = z
  .number()
  .min(0)
  .max(1)
  .refine((q) => Math.round(q * 10_000) / 10_000 === q, enRefusals.fineLevel);

export type ExactQuantileMethod = z.infer<typeof exactQuantileMethod>;
export type QuantileMethod = z.infer<typeof quantileMethod>;

/** A quantile's level in ten-thousandths: 0.7 is 7000. */
export function levelInTenThousandths(q: number): number {
  return Math.round(q * 10_000);
}
