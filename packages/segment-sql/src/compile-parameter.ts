import {
  fixedTypeOf,
  ownParameters,
  productFields,
  type Parameter,
  type ProductField,
  type ValueType,
} from '@cutline/segment-definition';
import { missingSql, type SqlValue } from './compile-value.ts';
import { compileJsonParameter } from './compile-json-parameter.ts';
import { compileMoney } from './compile-money.ts';
import type { SqlContext } from './sql-context.ts';

/**
 * An event's parameter read as a type, over the columns of `eventsSource`. What an event holds of another type is no value;
 * so is a parameter of product lines, of which an event has many.
 */
export function compileParameter({ name, type }: Parameter, context: SqlContext): SqlValue {
  if (Object.hasOwn(ownParameters, name)) return compileOwn(name as keyof typeof ownParameters, type, context);
  // Only what is stored with a currency is money.
  if (type === 'money' || fixedTypeOf(name) !== null) return missingSql(type);
  return compileJsonParameter(name, type, context);
}

function compileOwn(name: keyof typeof ownParameters, type: ValueType, context: SqlContext): SqlValue {
  if (type !== ownParameters[name]) return missingSql(type);
  switch (name) {
    case 'revenue':
      return { sql: compileMoney('revenue', context), type };
    case 'time':
      return { sql: `toNullable(toUnixTimestamp64Milli(time))`, type };
    case 'currency':
      return { sql: textOrMissing('toString(currency)'), type };
    case 'orderId':
      return { sql: textOrMissing('order_id'), type };
    case 'source':
      return { sql: textOrMissing('toString(source)'), type };
  }
}

/** The subcolumns of `products` that have the fields of its lines. */
export const lineColumns: Readonly<Record<ProductField, string>> = {
  productId: 'product_id',
  name: 'name',
  category: 'category',
  price: 'price',
  quantity: 'quantity',
};

/** A field of one product line, which stands under the name of its column. */
export function compileLineField(field: ProductField, context: SqlContext): SqlValue {
  return compileField(field, lineColumns[field], context);
}

/** Array of the values (none missing, not Nullable) that an event's lines have in a field, in the order of the lines. */
export function compileLineValues(field: ProductField, context: SqlContext): string {
  const values = `arrayMap(field -> ${compileField(field, 'field', context).sql}, products.${lineColumns[field]})`;
  return `arrayMap(value -> assumeNotNull(value), arrayFilter(value -> isNotNull(value), ${values}))`;
}

function compileField(field: ProductField, column: string, context: SqlContext): SqlValue {
  const type = productFields[field];
  switch (field) {
    case 'productId':
    case 'name':
    case 'category':
      return { sql: textOrMissing(column), type };
    case 'price':
      return { sql: compileMoney(column, context), type };
    case 'quantity':
      return { sql: `toDecimal128(${column}, 8)`, type };
  }
}

function textOrMissing(text: string): string {
  return `CAST(nullIf(${text}, ''), 'Nullable(String)')`;
}
