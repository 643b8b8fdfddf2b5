import { z } from 'zod';
import { described } from './described.ts';
import { formula } from './formula.ts';

/** One number for each profile: a formula over its attributes, aggregates and other expressions. */
export const expression = z.strictObject({ ...described('expression'), formula }).meta({ id: 'Expression' });

export type Expression = z.infer<typeof expression>;
