import type { SqlValue } from './compile-value.ts';

/**
 * A value as text, null for no value: numbers as exact decimals, instants as UTC milliseconds, booleans as `true` and
 * `false`, lists as JSON.
 */
export function valueText({ sql, type }: SqlValue): string {
  switch (type) {
    case 'string':
      return `toNullable(${sql})`;
    case 'boolean':
      return `if(isNull(${sql}), NULL, if(assumeNotNull(${sql}), 'true', 'false'))`;
    case 'list':
      return `if(tupleElement(${sql}, 1), toNullable(toJSONString(tupleElement(${sql}, 2))), NULL)`;
    default:
      return `toNullable(toString(${sql}))`;
  }
}
