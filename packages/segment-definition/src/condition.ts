import { z } from 'zod';
import { definitionId } from './described.ts';

export const comparison = z.enum(['equals', 'notEquals', 'lessThan', 'atMost', 'moreThan', 'atLeast']);

const constant = z
  .number()
  .min(-1e15)
  .max(1e15)
  .refine((value) => !/e-|\.\d{5}/.test(String(value)), 'A number has at most four decimal places.');

/** What a value is compared with. */
export const operand = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('constant'), value: constant }),
    z.strictObject({ type: z.literal('metric'), metric: definitionId }),
  ])
  .meta({ id: 'Operand' });

const aggregateCondition = z
  .strictObject({ type: z.literal('aggregate'), aggregate: definitionId, comparison, operand })
  .meta({ id: 'AggregateCondition' });

const segmentCondition = z
  .strictObject({ type: z.literal('segment'), segment: definitionId, is: z.boolean() })
  .meta({ id: 'SegmentCondition' });

export type Comparison = z.infer<typeof comparison>;
export type Operand = z.infer<typeof operand>;
export type AggregateCondition = z.infer<typeof aggregateCondition>;
export type SegmentCondition = z.infer<typeof segmentCondition>;
export type Condition =
  | { type: 'all'; of: Condition[] }
  | { type: 'any'; of: Condition[] }
  | { type: 'not'; of: Condition }
  | AggregateCondition
  | SegmentCondition;

/** A condition tree: groups over leaves. An empty `all` holds for everyone, an empty `any` for nobody. */
export const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('all'), of: z.array(condition).max(200) }),
      z.strictObject({ type: z.literal('any'), of: z.array(condition).max(200) }),
      z.strictObject({ type: z.literal('not'), of: condition }),
      aggregateCondition,
      segmentCondition,
    ]),
  )
  .meta({ id: 'Condition' });

/** A node's place in its tree, as a JSON pointer from the segment's document, e.g. `/where/of/0`. */
export type ConditionPath = string;

/** Every node with its path, parents before children. */
export function* walkConditions(
  node: Condition,
  path: ConditionPath = '/where',
): Generator<[ConditionPath, Condition]> {
  yield [path, node];
  if (node.type === 'all' || node.type === 'any') {
    for (const [index, child] of node.of.entries()) yield* walkConditions(child, `${path}/of/${index}`);
  } else if (node.type === 'not') {
    yield* walkConditions(node.of, `${path}/of`);
  }
}
