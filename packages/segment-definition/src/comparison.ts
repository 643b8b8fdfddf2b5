import { z } from 'zod';
import { definitionId } from './described.ts';
import { enRefusals } from './messages/en-refusals.ts';
import { calendarUnit, moment, window } from './window.ts';

/** Small numbers are written with an exponent: 1e-8 has eight places. */
function hasEightPlaces(value: number): boolean {
  const [digits, exponent = '0'] = String(value).split('e');
  return (digits!.split('.')[1]?.length ?? 0) - Number(exponent) <= 8;
}

const number = z.number().min(-1e15).max(1e15).refine(hasEightPlaces, enRefusals.fineNumber);
const text = z.string().max(1_000);
const someText = text.min(1);

/** A number or a text that is written down. Money may say its currency: it must be the workspace's. */
export const constant = z
  .strictObject({
    type: z.literal('constant'),
    value: z.union([number, text]),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, enRefusals.currency)
      .optional(),
  })
  .meta({ id: 'Constant' });

/** What a value is compared with: something written down, the workspace's metric, or another value of the same profile. */
export const operand = z
  .discriminatedUnion('type', [
    constant,
    z.strictObject({ type: z.literal('metric'), metric: definitionId }),
    z.strictObject({ type: z.literal('aggregate'), aggregate: definitionId }),
    z.strictObject({ type: z.literal('expression'), expression: definitionId }),
  ])
  .meta({ id: 'Operand' });

/** Comparisons that do not take a value from elsewhere. */
const plain = [
  z.strictObject({ type: z.literal('isSet') }),
  z.strictObject({ type: z.literal('isNotSet') }),
  z.strictObject({ type: z.literal('isTrue') }),
  z.strictObject({ type: z.literal('isFalse') }),
  z.strictObject({
    type: z.enum(['contains', 'notContains', 'startsWith', 'endsWith']),
    text: someText,
    ignoreCase: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('matches'), pattern: someText, ignoreCase: z.boolean().optional() }),
  z.strictObject({
    type: z.enum(['in', 'notIn']),
    values: z
      .array(z.union([number, text]))
      .min(1)
      .max(1_000),
    ignoreCase: z.boolean().optional(),
  }),
  z.strictObject({ type: z.enum(['before', 'after', 'on']), moment }),
  z.strictObject({ type: z.literal('within'), window }),
  z.strictObject({ type: z.literal('withinNext'), count: z.int().min(1).max(10_000), unit: calendarUnit }),
  z.strictObject({ type: z.enum(['sameDay', 'sameMonth']) }),
  z.strictObject({
    type: z.enum(['containsAny', 'containsAll', 'containsNone']),
    values: z.array(someText).min(1).max(1_000),
  }),
  z.strictObject({
    type: z.enum(['lengthEquals', 'lengthAtLeast', 'lengthAtMost']),
    length: z.int().min(0).max(1_000_000),
  }),
] as const;

const orders = z.enum(['lessThan', 'atMost', 'moreThan', 'atLeast']);
const equalities = z.enum(['equals', 'notEquals']);

/** How a value is compared where only constants make sense: within events and attributes. */
export const constantComparison = z
  .discriminatedUnion('type', [
    z.strictObject({ type: equalities, operand: constant, ignoreCase: z.boolean().optional() }),
    z.strictObject({ type: orders, operand: constant }),
    z.strictObject({ type: z.literal('between'), from: constant, to: constant }),
    ...plain,
  ])
  .meta({ id: 'ConstantComparison' });

/** How a profile's value is compared. What fits which type of value stands in `comparisonsOf`. */
export const comparison = z
  .discriminatedUnion('type', [
    z.strictObject({ type: equalities, operand, ignoreCase: z.boolean().optional() }),
    z.strictObject({ type: orders, operand }),
    z.strictObject({ type: z.literal('between'), from: operand, to: operand }),
    ...plain,
  ])
  .meta({ id: 'Comparison' });

export type Constant = z.infer<typeof constant>;
export type Operand = z.infer<typeof operand>;
export type Comparison = z.infer<typeof comparison>;
export type ConstantComparison = z.infer<typeof constantComparison>;
export type ComparisonType = Comparison['type'];
