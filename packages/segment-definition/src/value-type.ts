import { z } from 'zod';

/**
 * What kind of value something has. In the engine and in the evaluator `integer`, `number` and `money` are decimals with at
 * most eight places (money: four), so that they are exact in any order; `datetime` is an instant; a `list` holds texts.
 */
export const valueType = z
  .enum(['string', 'boolean', 'integer', 'number', 'money', 'datetime', 'list'])
  .meta({ id: 'ValueType' });

export type ValueType = z.infer<typeof valueType>;

/** Whether values of this type can be calculated with and ranked. */
export function isNumeric(type: ValueType): boolean {
  return type === 'integer' || type === 'number' || type === 'money';
}
