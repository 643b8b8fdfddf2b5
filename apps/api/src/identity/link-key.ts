import { z } from 'zod';

/** The cursor of lists of links: see `LinkKey`. */
export const linkKey = z.object({
  createdAt: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/),
  fromId: z.int().min(0),
  toId: z.int().min(0),
});
