import { z } from 'zod';
import { attribute } from './attribute.ts';
import { comparison, constant } from './comparison.ts';
import { definitionId } from './described.ts';
import { eventSelection } from './event-selection.ts';
import { sequenceFields } from './sequence.ts';

const attributeCondition = z
  .strictObject({ type: z.literal('attribute'), attribute, comparison })
  .meta({ id: 'AttributeCondition' });

const aggregateCondition = z
  .strictObject({ type: z.literal('aggregate'), aggregate: definitionId, comparison })
  .meta({ id: 'AggregateCondition' });

const expressionCondition = z
  .strictObject({ type: z.literal('expression'), expression: definitionId, comparison })
  .meta({ id: 'ExpressionCondition' });

/** How many times. */
export const times = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.enum(['equals', 'notEquals', 'lessThan', 'atMost', 'moreThan', 'atLeast']),
      operand: constant,
    }),
    z.strictObject({ type: z.literal('between'), from: constant, to: constant }),
  ])
  .meta({ id: 'Times' });

/** An event was performed, so and so many times (at least once unless said otherwise). */
const eventCondition = z
  .strictObject({ type: z.literal('event'), ...eventSelection, times: times.optional() })
  .meta({ id: 'EventCondition' });

const sequenceCondition = z
  .strictObject({ type: z.literal('sequence'), ...sequenceFields })
  .meta({ id: 'SequenceCondition' });

const segmentCondition = z
  .strictObject({ type: z.literal('segment'), segment: definitionId, is: z.boolean() })
  .meta({ id: 'SegmentCondition' });

/** Whether the person agreed to be reached there; `false` is the exact opposite, so it holds for who was never asked. */
const consentCondition = z
  .strictObject({ type: z.literal('consent'), channel: z.string().min(1).max(100), is: z.boolean() })
  .meta({ id: 'ConsentCondition' });

export type AttributeCondition = z.infer<typeof attributeCondition>;
export type AggregateCondition = z.infer<typeof aggregateCondition>;
export type ExpressionCondition = z.infer<typeof expressionCondition>;
export type EventCondition = z.infer<typeof eventCondition>;
export type SequenceCondition = z.infer<typeof sequenceCondition>;
export type SegmentCondition = z.infer<typeof segmentCondition>;
export type ConsentCondition = z.infer<typeof consentCondition>;
export type Times = z.infer<typeof times>;
/** A condition that is not made of others. */
export type LeafCondition =
  | AttributeCondition
  | AggregateCondition
  | ExpressionCondition
  | EventCondition
  | SequenceCondition
  | SegmentCondition
  | ConsentCondition;
export type Condition =
  { type: 'all'; of: Condition[] } | { type: 'any'; of: Condition[] } | { type: 'not'; of: Condition } | LeafCondition;

/** A condition tree: groups over leaves. An empty `all` holds for everyone, an empty `any` for nobody. */
export const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('all'), of: z.array(condition).max(200) }),
      z.strictObject({ type: z.literal('any'), of: z.array(condition).max(200) }),
      z.strictObject({ type: z.literal('not'), of: condition }),
      attributeCondition,
      aggregateCondition,
      expressionCondition,
      eventCondition,
      sequenceCondition,
      segmentCondition,
      consentCondition,
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
