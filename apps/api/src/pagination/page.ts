import { z } from 'zod';

/** How many items a page has unless asked otherwise, and at most. */
const usual = 50;
const most = 1000;

export const pageFields = {
  limit: z.coerce.number().int().min(1).max(most).default(usual).describe('Items on a page.'),
  cursor: z.string().min(1).max(1000).optional().describe('`nextCursor` of the page before.'),
};

/** `?limit` and `?cursor`. */
export const pageQuery = z.strictObject(pageFields);
export type PageQuery = z.infer<typeof pageQuery>;

/** A list as it is answered; `nextCursor` is null on the last page. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Schema of a page; `id` names it in the OpenAPI document. */
export function pageOf<T extends z.ZodType>(item: T, id: string) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ id });
}
