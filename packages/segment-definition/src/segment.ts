import { z } from 'zod';
import { condition } from './condition.ts';
import { described } from './described.ts';
import { refinement } from './refinement.ts';

/** The profiles of the base for which a condition tree holds, or the highest or lowest of them. */
export const segment = z
  .strictObject({
    ...described('segment'),
    where: condition,
    refine: refinement.optional(),
    /** Whether profiles that nothing names can be members; as the workspace has it unless said here. */
    includeAnonymous: z.boolean().optional(),
  })
  .meta({ id: 'Segment' });

export type Segment = z.infer<typeof segment>;
