import type { Action } from './actions.schemas.ts';

type ParameterType = Action['parameters'][number]['type'];

/** The language's name of a type that ClickHouse found in JSON, e.g. `Int64` is an integer. */
export function parameterTypeOf(type: string): ParameterType {
  if (/^U?Int\d+$/.test(type)) return 'integer';
  if (/^(Float|Decimal)/.test(type)) return 'number';
  if (type === 'Bool') return 'boolean';
  if (/^Date/.test(type)) return 'datetime';
  if (/^(Array|Tuple)/.test(type)) return 'list';
  return 'string';
}
