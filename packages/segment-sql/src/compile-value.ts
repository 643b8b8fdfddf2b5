import type { ValueType } from '@cutline/segment-definition';
import type { Parameters } from './parameters.ts';

/**
 * A value in SQL. What its expression is of depends on the type alone:
 *
 * - string: Nullable(String)
 * - boolean: Nullable(Bool)
 * - integer, number, money: Decimal(38, 8), Nullable where it can be missing
 * - datetime: Nullable(Int64), UTC milliseconds
 * - list: Tuple(Bool, Array(String)): whether there is a list, and its texts; `(false, [])` is no value
 */
export interface SqlValue {
  sql: string;
  type: ValueType;
}

/** Every number in SQL is this type, so that sums are exact in any order and comparisons never round. */
export const decimalType = 'Decimal(38, 8)';

/** The SQL type of a value that may be missing. */
export const sqlTypes: Readonly<Record<ValueType, string>> = {
  string: 'Nullable(String)',
  boolean: 'Nullable(Bool)',
  integer: `Nullable(${decimalType})`,
  number: `Nullable(${decimalType})`,
  money: `Nullable(${decimalType})`,
  datetime: 'Nullable(Int64)',
  list: 'Tuple(Bool, Array(String))',
};

/** No value, of a type. */
export function missingSql(type: ValueType): SqlValue {
  return { sql: type === 'list' ? `CAST((false, []), '${sqlTypes.list}')` : `CAST(NULL, '${sqlTypes[type]}')`, type };
}

/** UInt8, never NULL: whether there is a value. */
export function isSetSql({ sql, type }: SqlValue): string {
  return type === 'list' ? `toUInt8(tupleElement(${sql}, 1))` : `isNotNull(${sql})`;
}

/**
 * A text, a number (with at most eight places) or a datetime in UTC milliseconds that is written down, as a bound parameter.
 *
 * @throws Error for types that no constant has
 */
export function constantSql(value: number | string, type: ValueType, parameters: Parameters): SqlValue {
  switch (type) {
    case 'string':
      return { sql: parameters.add('text', 'String', String(value)), type };
    case 'integer':
    case 'number':
    case 'money':
      return { sql: parameters.add('number', decimalType, inDigits(value)), type };
    case 'datetime':
      return { sql: parameters.add('instant', 'Int64', Number(value)), type };
    case 'boolean':
    case 'list':
      throw new Error(`There are no constants of the type ${type}`);
  }
}

/** A number without an exponent: decimals are not read with one. Only small numbers have one, as constants end at 10^15. */
function inDigits(value: number | string): string {
  const text = String(value);
  return text.includes('e') ? Number(value).toFixed(8) : text;
}
