import { z } from 'zod';
import { condition } from './condition.ts';
import { described } from './described.ts';

/** The profiles of the base for which a condition tree holds. */
export const segment = z.strictObject({ ...described('segment'), where: condition }).meta({ id: 'Segment' });

export type Segment = z.infer<typeof segment>;
