import { z } from 'zod';
import { attribute, type Attribute } from './attribute.ts';
import { definitionId } from './described.ts';

export type FormulaInput =
  | { type: 'aggregate'; aggregate: string }
  | { type: 'expression'; expression: string }
  | { type: 'attribute'; attribute: Attribute }
  | { type: 'metric'; metric: string };

/** What a formula is made of. Numbers are float64; instants come from attributes, aggregates and `asOf`. */
export type Formula =
  | { type: 'number'; value: number }
  | { type: 'asOf' }
  | FormulaInput
  | { type: 'add' | 'subtract' | 'multiply' | 'divide'; left: Formula; right: Formula }
  | { type: 'min' | 'max' | 'coalesce'; of: Formula[] }
  | { type: 'abs' | 'round' | 'floor' | 'ceil' | 'ln'; of: Formula }
  | { type: 'daysBetween'; from: Formula; to: Formula }
  | {
      type: 'if';
      left: Formula;
      comparison: 'equals' | 'notEquals' | 'lessThan' | 'atMost' | 'moreThan' | 'atLeast';
      right: Formula;
      then: Formula;
      else: Formula;
    };

const input = [
  z.strictObject({ type: z.literal('aggregate'), aggregate: definitionId }),
  z.strictObject({ type: z.literal('expression'), expression: definitionId }),
  z.strictObject({ type: z.literal('attribute'), attribute }),
  z.strictObject({ type: z.literal('metric'), metric: definitionId }),
] as const;

/** Expressions take aggregates, expressions and attributes; formula metrics take metrics. */
export const formula: z.ZodType<Formula> = z
  .lazy(() =>
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('number'), value: z.number().min(-1e15).max(1e15) }),
      z.strictObject({ type: z.literal('asOf') }),
      ...input,
      z.strictObject({ type: z.enum(['add', 'subtract', 'multiply', 'divide']), left: formula, right: formula }),
      z.strictObject({ type: z.enum(['min', 'max', 'coalesce']), of: z.array(formula).min(1).max(50) }),
      z.strictObject({ type: z.enum(['abs', 'round', 'floor', 'ceil', 'ln']), of: formula }),
      z.strictObject({ type: z.literal('daysBetween'), from: formula, to: formula }),
      z.strictObject({
        type: z.literal('if'),
        left: formula,
        comparison: z.enum(['equals', 'notEquals', 'lessThan', 'atMost', 'moreThan', 'atLeast']),
        right: formula,
        then: formula,
        else: formula,
      }),
    ]),
  )
  .meta({ id: 'Formula' });

/** A node's parts with their places, in the order written. */
export function formulaParts(node: Formula): [string, Formula][] {
  switch (node.type) {
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return [
        ['left', node.left],
        ['right', node.right],
      ];
    case 'min':
    case 'max':
    case 'coalesce':
      return node.of.map((part, index) => [`of/${index}`, part]);
    case 'abs':
    case 'round':
    case 'floor':
    case 'ceil':
    case 'ln':
      return [['of', node.of]];
    case 'daysBetween':
      return [
        ['from', node.from],
        ['to', node.to],
      ];
    case 'if':
      return [
        ['left', node.left],
        ['right', node.right],
        ['then', node.then],
        ['else', node.else],
      ];
    default:
      return [];
  }
}

/** Every node with its place (JSON pointer), parents before children. */
export function* walkFormula(node: Formula, path = '/formula'): Generator<[string, Formula]> {
  yield [path, node];
  for (const [place, part] of formulaParts(node)) yield* walkFormula(part, `${path}/${place}`);
}
