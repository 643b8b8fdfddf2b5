import type { ValueType } from '@cutline/segment-definition';
import { compileDateTimeText } from './compile-datetime-text.ts';
import { decimalType, missingSql, sqlTypes, type SqlValue } from './compile-value.ts';
import type { SqlContext } from './sql-context.ts';

/**
 * What the JSON column `parameters` holds under a name, read as a type. Each of the sub-columns is NULL (or an empty array)
 * where the event holds something else there. No money: JSON has no currencies.
 */
export function compileJsonParameter(name: string, type: ValueType, context: SqlContext): SqlValue {
  const path = `parameters.\`${name.replaceAll('\\', '\\\\')}\``;
  const of = (jsonType: string): string => `${path}.:\`${jsonType}\``;
  switch (type) {
    case 'string':
      return { sql: of('String'), type };
    case 'boolean':
      return { sql: of('Bool'), type };
    case 'number':
      return { sql: coalesce(whole(of('Int64')), whole(of('UInt64')), shortest(of('Float64'))), type };
    case 'integer': {
      const float = of('Float64');
      const wholeFloat = `if(${float} = trunc(${float}), ${shortest(float)}, NULL)`;
      return { sql: coalesce(whole(of('Int64')), whole(of('UInt64')), wholeFloat), type };
    }
    case 'datetime':
      return { sql: compileDateTimeText(of('String'), context), type };
    case 'list':
      return { sql: listSql(path, of), type };
    case 'money':
      return missingSql(type);
  }
}

function coalesce(...values: string[]): string {
  return `CAST(coalesce(${values.join(', ')}), 'Nullable(${decimalType})')`;
}

function whole(integer: string): string {
  return `toDecimal128(${integer}, 8)`;
}

/** The detour through text keeps 1.005 what it looks like: its float is less. Places beyond the eighth are cut. */
function shortest(float: string): string {
  return `toDecimal128OrNull(toString(${float}), 8)`;
}

/** An array is stored by what is in it; one with several types in it as Array(Dynamic). What is neither has no texts. */
function listSql(path: string, of: (jsonType: string) => string): string {
  const asText = (type: string): string => {
    const text = type === 'Float64' ? floatText('toString(item)') : 'toString(item)';
    return `arrayMap(item -> ${text}, ${of(`Array(Nullable(${type}))`)})`;
  };
  const anyText = `multiIf(
    dynamicType(item) = 'Float64', ${floatText('toString(item)')},
    dynamicType(item) IN ('String', 'Int64', 'UInt64', 'Bool'), toString(item), NULL)`;
  const texts = `arrayConcat(${of('Array(Nullable(String))')}, ${['Int64', 'UInt64', 'Float64', 'Bool'].map(asText).join(', ')},
    arrayMap(item -> ${anyText}, ${of('Array(Dynamic)')}))`;
  const isList = `startsWith(dynamicType(${path}), 'Array(')`;
  const present = `arrayMap(text -> assumeNotNull(text), arrayFilter(text -> isNotNull(text), ${texts}))`;
  return `CAST((${isList}, ${present}), '${sqlTypes.list}')`;
}

/** The engine writes 1e21 where JSON has 1e+21. */
function floatText(text: string): string {
  return `replaceRegexpOne(${text}, 'e(\\\\d)', 'e+\\\\1')`;
}
