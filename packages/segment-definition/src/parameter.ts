import { z } from 'zod';
import { enRefusals } from './messages/en-refusals.ts';
import { valueType, type ValueType } from './value-type.ts';

/** The name of something in an event or of an attribute; dots step into nested objects. */
export const propertyName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}`]+$/u, enRefusals.parameterName);

/**
 * An event's parameter, read as a type: where an event holds something else under the name, it has no value there.
 * Every event has the names of `ownParameters`; `products[].…` are the fields of its product lines (see `productFields`).
 */
export const parameter = z.strictObject({ name: propertyName, type: valueType }).meta({ id: 'Parameter' });

/** What every event can have, apart from the parameters that its sender chose. */
export const ownParameters = {
  revenue: 'money',
  currency: 'string',
  orderId: 'string',
  source: 'string',
  time: 'datetime',
} as const satisfies Record<string, ValueType>;

/** What a product line can have. */
export const productFields = {
  productId: 'string',
  name: 'string',
  category: 'string',
  price: 'money',
  quantity: 'integer',
} as const satisfies Record<string, ValueType>;

export const productField = z.enum(['productId', 'name', 'category', 'price', 'quantity']);

export type Parameter = z.infer<typeof parameter>;
export type ProductField = z.infer<typeof productField>;

const linePrefix = 'products[].';

/** The field of the product lines that a parameter is, or null where it is the event's own. */
export function productFieldOf({ name }: Parameter): ProductField | null {
  if (!name.startsWith(linePrefix)) return null;
  const found = productField.safeParse(name.slice(linePrefix.length));
  return found.success ? found.data : null;
}

/** The type a name always has, or null where the sender chose the name and any type is possible. */
export function fixedTypeOf(name: string): ValueType | null {
  if (Object.hasOwn(ownParameters, name)) return ownParameters[name as keyof typeof ownParameters];
  if (!name.startsWith(linePrefix)) return null;
  const field = name.slice(linePrefix.length);
  return Object.hasOwn(productFields, field) ? productFields[field as ProductField] : null;
}
