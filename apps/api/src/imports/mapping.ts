import { z } from 'zod';

const column = z.string().min(1).max(200);
const named = z.union([z.strictObject({ column }), z.strictObject({ constant: z.string().min(1).max(200) })]);

/** Which column of a file is what. */
export const mapping = z
  .strictObject({
    delimiter: z.string().length(1),
    encoding: z.enum(['utf-8', 'windows-1252', 'utf-16le']),
    action: named,
    time: z.strictObject({
      column,
      format: z.enum(['iso', 'date', 'unix', 'unixMillis', 'dmy', 'mdy']),
      timeZone: z.string(),
    }),
    identifiers: z.strictObject({ customId: column.optional(), email: column.optional(), phone: column.optional() }),
    messageId: column.optional(),
    revenue: column.optional(),
    currency: named.optional(),
    orderId: column.optional(),
    parameters: z.array(z.strictObject({ column, name: column, type: z.enum(['string', 'number', 'integer', 'boolean', 'datetime']) })),
  })
  .meta({ id: 'Mapping' });
export type Mapping = z.infer<typeof mapping>;
