import { z } from 'zod';

/** An instant as answered: UTC, ISO 8601. */
export const instant = z.iso.datetime();
/** An instant as asked for: any offset; 1970 to 2149, as events. */
export const anyInstant = z.iso.datetime({ offset: true }).refine((text) => {
  const at = Date.parse(text);
  return at >= 0 && at < Date.UTC(2149, 0, 1);
}, 'An instant lies between 1970 and 2149.');
/** A decimal number as text, e.g. `-12.5`. */
export const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
export const count = z.int().min(0);
export const uuid = z.uuid();
/** How a person is named as author. */
export const author = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Author' });
/** How whoever did something is named, where API keys may do it too. */
export const actor = author.extend({ type: z.enum(['person', 'key']) }).meta({ id: 'Actor' });

export type Actor = z.infer<typeof actor>;
