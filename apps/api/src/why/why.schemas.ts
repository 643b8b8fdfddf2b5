import { z } from 'zod';
import { comparisonsOf, valueType } from '@cutline/segment-definition';
import { count, decimal, instant, uuid } from '../openapi/formats.ts';
import { pageFields } from '../pagination/page.ts';
import { boundary } from '../previews/previews.schemas.ts';

const text = z
  .string()
  .nullable()
  .describe('Numbers as decimals, instants in UTC milliseconds, lists as JSON; null for no value.');

const comparison = z.enum([...new Set(Object.values(comparisonsOf).flat())]);

/** What a condition compares with: what a definition comes to, or a constant. */
const operand = z.object({
  definition: z
    .object({ id: uuid, kind: z.enum(['metric', 'aggregate', 'expression']), name: z.string() })
    .nullable()
    .describe('Null for a constant.'),
  value: text,
});

/** What an expression takes from the profile. */
const input = z.object({
  aggregate: uuid.nullable().describe('Null for an attribute.'),
  name: z.string(),
  type: valueType,
  value: text,
});

/** What one condition comes to for the profile. */
export const whyNode = z
  .object({
    path: z.string().describe('JSON pointer into the segment’s document.'),
    type: z.enum([
      'all',
      'any',
      'not',
      'attribute',
      'aggregate',
      'expression',
      'event',
      'sequence',
      'segment',
      'consent',
    ]),
    words: z.string(),
    subject: z.string().nullable().describe('What it looks at, by name; null for groups.'),
    comparison: comparison.nullable(),
    holds: z.boolean(),
    decides: z
      .boolean()
      .describe(
        'Whether the profile could be in, or out, if this had come out the other way; a refinement may still cut.',
      ),
    valueType: valueType.nullable(),
    value: text.describe('What is compared.'),
    operands: z.array(operand).describe('What it is compared with.'),
    distance: decimal.nullable().describe('The value less what it is compared with; of two ends the nearer one.'),
    inputs: z.array(input).describe('What its expressions are made of.'),
    hasEvents: z.boolean().describe('Whether there can be events behind it.'),
    get of() {
      return z.array(whyNode);
    },
  })
  .meta({ id: 'WhyNode' });

const ranked = z.object({
  id: uuid,
  kind: z.enum(['aggregate', 'expression']),
  name: z.string(),
  type: valueType,
  value: text,
});

/** What decides among those for whom the rules hold. */
const whyRefinement = z
  .object({
    decides: z.boolean().describe('Whether the rules let the profile through to be ranked.'),
    keep: z.enum(['top', 'bottom']),
    take: z.discriminatedUnion('type', [
      z.object({ type: z.literal('count'), count }),
      z.object({ type: z.literal('share'), percent: z.number() }),
    ]),
    ties: z.enum(['include', 'exact']),
    rankedBy: ranked.describe('As the refinement counts it: in its window, with the filters of the rules.'),
    thenBy: ranked.nullable().describe('What decides between level ones.'),
    distance: decimal.nullable().describe('The value less the line.'),
    boundary: boundary.nullable().describe('Null where nobody was ranked.'),
  })
  .meta({ id: 'WhyRefinement' });

/** Why a profile is, or is not, a member. */
export const why = z
  .object({
    segment: z.object({ id: uuid, name: z.string(), version: count }),
    profile: count,
    run: count,
    asOf: instant,
    known: count,
    member: z.boolean().describe('As published.'),
    inBase: z.boolean().describe('Whether the profile could be a member at all.'),
    where: whyNode,
    refinement: whyRefinement.nullable(),
  })
  .meta({ id: 'Why' });

export const whyPath = z.object({
  segmentId: uuid,
  profile: z.coerce.number().int().min(0).max(4_294_967_295),
});

export const evidenceQuery = z.strictObject({
  ...pageFields,
  path: z.string().max(1_000).describe('JSON pointer of the condition, e.g. /where/of/0; /refine for the ranking.'),
  aggregate: uuid.optional().describe('Where several aggregates stand behind it: which. The first unless said.'),
});

export type Why = z.infer<typeof why>;
export type WhyNode = z.infer<typeof whyNode>;
export type WhyPath = z.infer<typeof whyPath>;
export type EvidenceQuery = z.infer<typeof evidenceQuery>;
