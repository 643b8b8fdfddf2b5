import { z } from 'zod';

const column = z.string().min(1);

const parameterName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}`]+$/u, 'A parameter name has no control characters or backticks.')
  .refine((name) => name !== 'revenue', 'Revenue has a place of its own: map the column there.');

const timeZone = z.string().refine(isTimeZone, 'Expected the IANA name of a time zone, e.g. Europe/Helsinki.');

/** How bytes become text. */
export const encoding = z.enum(['utf-8', 'windows-1252', 'utf-16le']);

/** How times are written; those that carry no offset are local times of `timeZone`. */
export const timeFormat = z.enum(['iso', 'date', 'unix', 'unixMillis', 'dmy', 'mdy']);

export const parameterType = z.enum(['string', 'number', 'integer', 'boolean', 'datetime']);

/** Formats of files. */
export const importFormat = z.enum(['csv', 'jsonl', 'parquet']);

/**
 * A column with a list of product lines: objects whose fields go by the names given here. What has no name given is not stored.
 * In a CSV file the field is JSON.
 */
const products = z.strictObject({
  column,
  productId: column.optional(),
  name: column.optional(),
  category: column.optional(),
  price: column.optional(),
  quantity: column.optional(),
});

/**
 * Which column of a file is what. Columns go by their name in the header; in JSON Lines and Parquet `address.city` is a field
 * of an object.
 */
export const mapping = z
  .strictObject({
    format: importFormat.default('csv'),
    /** Of CSV; elsewhere it says nothing. */
    delimiter: z
      .string()
      .regex(/^[\t !#-/:-@[-`{-~]$/, 'A delimiter is one character: a comma, semicolon, tab, bar or the like.')
      .default(','),
    /** Of CSV; JSON Lines and Parquet are UTF-8. */
    encoding: encoding.default('utf-8'),
    /** What stands before the decimals of a number. */
    decimalMark: z.enum(['.', ',']).default('.'),
    action: z.union([z.strictObject({ column }), z.strictObject({ constant: z.string().trim().min(1).max(200) })]),
    time: z.strictObject({ column, format: timeFormat, timeZone }),
    identifiers: z
      .strictObject({ customId: column.optional(), email: column.optional(), phone: column.optional() })
      .refine(
        (it) => it.customId ?? it.email ?? it.phone,
        'At least one column says whose event a row is: customId, email or phone.',
      ),
    messageId: column.optional(),
    revenue: column.optional(),
    currency: z
      .union([
        z.strictObject({ column }),
        z.strictObject({ constant: z.string().regex(/^[A-Z]{3}$/, 'Expected an ISO 4217 code, e.g. EUR.') }),
      ])
      .optional(),
    orderId: column.optional(),
    products: products.optional(),
    parameters: z
      .array(z.strictObject({ column, name: parameterName, type: parameterType }))
      .max(500)
      .refine(
        (list) => new Set(list.map((each) => each.name)).size === list.length,
        'Two parameters have the same name.',
      ),
  })
  .meta({ id: 'ImportMapping' });

export type Mapping = z.infer<typeof mapping>;
export type ImportFormat = z.infer<typeof importFormat>;
export type ProductMapping = z.infer<typeof products>;
export type Encoding = z.infer<typeof encoding>;
export type TimeFormat = z.infer<typeof timeFormat>;
export type ParameterType = z.infer<typeof parameterType>;

/** Names of the columns that a mapping mentions, each once. */
export function mappedColumns(it: Mapping): string[] {
  const names = [
    'column' in it.action ? it.action.column : undefined,
    it.time.column,
    it.identifiers.customId,
    it.identifiers.email,
    it.identifiers.phone,
    it.messageId,
    it.revenue,
    it.currency && 'column' in it.currency ? it.currency.column : undefined,
    it.orderId,
    it.products?.column,
    ...it.parameters.map((each) => each.column),
  ];
  return [...new Set(names.filter((name) => name !== undefined))];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
