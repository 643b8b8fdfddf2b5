import { z } from 'zod';
import { enRefusals } from './messages/en-refusals.ts';

/**
 * Format 1 as it was when it was replaced. Frozen: documents of it are stored, in use and in people's own files, and must
 * be read for ever, whatever becomes of the schemas of today. It shares nothing with them for that reason, but what is said of mistakes.
 */
const described = <K extends string>(kind: K) => ({
  formatVersion: z.literal(1).default(1),
  kind: z.literal(kind),
  name: z.string().trim().min(1).max(120),
  description: z.string().max(2_000).optional(),
});
const id = z.uuid();

const unit = z.enum(['day', 'week', 'month', 'quarter', 'year']);
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const length = z.strictObject({ count: z.int().min(1).max(10_000), unit });
const distance = z.strictObject({ count: z.int().min(0).max(10_000), unit });
const window = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('last'), ...length.shape, before: distance.optional() }),
  z.strictObject({ type: z.literal('between'), start: moment, end: moment }),
  z.strictObject({ type: z.literal('since'), start: moment }),
  z.strictObject({ type: z.literal('until'), end: moment }),
  z.strictObject({ type: z.literal('allTime') }),
]);

const parameterName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}`]+$/u, enRefusals.parameterName);
const aggregate = z.strictObject({
  ...described('aggregate'),
  actions: z.array(z.string().min(1).max(200)).min(1).max(50),
  aggregator: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('count') }),
    z.strictObject({ type: z.literal('sum'), parameter: parameterName }),
  ]),
  window,
});

const level = z
  .number()
  .min(0)
  .max(1)
  .refine((q) => Math.round(q * 10_000) / 10_000 === q, enRefusals.fineLevel);
const metric = z.strictObject({
  ...described('metric'),
  aggregate: id,
  population: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('active') }),
      z.strictObject({ type: z.literal('all') }),
      z.strictObject({ type: z.literal('segment'), segment: id }),
    ])
    .default({ type: 'active' }),
  measure: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('quantile'),
      level,
      method: z.enum(['linear', 'lower', 'higher', 'inverted_cdf']).default('linear'),
    }),
  ]),
});

const constant = z
  .number()
  .min(-1e15)
  .max(1e15)
  .refine((value) => !/e-|\.\d{5}/.test(String(value)), enRefusals.fineNumberOfFormat1);
const aggregateCondition = z.strictObject({
  type: z.literal('aggregate'),
  aggregate: id,
  comparison: z.enum(['equals', 'notEquals', 'lessThan', 'atMost', 'moreThan', 'atLeast']),
  operand: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('constant'), value: constant }),
    z.strictObject({ type: z.literal('metric'), metric: id }),
  ]),
});
const segmentCondition = z.strictObject({ type: z.literal('segment'), segment: id, is: z.boolean() });

export type Condition1 =
  | { type: 'all'; of: Condition1[] }
  | { type: 'any'; of: Condition1[] }
  | { type: 'not'; of: Condition1 }
  | z.infer<typeof aggregateCondition>
  | z.infer<typeof segmentCondition>;

const condition: z.ZodType<Condition1> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('all'), of: z.array(condition).max(200) }),
    z.strictObject({ type: z.literal('any'), of: z.array(condition).max(200) }),
    z.strictObject({ type: z.literal('not'), of: condition }),
    aggregateCondition,
    segmentCondition,
  ]),
);
const segment = z.strictObject({ ...described('segment'), where: condition });

/** Any document of format 1. */
export const definition1 = z.discriminatedUnion('kind', [aggregate, metric, segment]);

export type Definition1 = z.infer<typeof definition1>;
