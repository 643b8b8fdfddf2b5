import { z } from 'zod';
import { definition, definitionKind, valueType } from '@cutline/segment-definition';
import { documentedAs } from '../openapi/documented-as.ts';
import { author, count, decimal, instant, uuid } from '../openapi/formats.ts';
import { pageFields, pageOf } from '../pagination/page.ts';
import { boundary } from '../previews/previews.schemas.ts';
import { fieldError } from '../problem-details/problem.schema.ts';
import { segmentFreshness } from '../segments/freshness.schemas.ts';

export const kind = definitionKind;

/** A document of any format; what is wrong with it `validateDefinition` says. */
export const document = documentedAs('Definition', definition);

/** What is published of a segment. */
export const segmentState = z
  .object({
    status: z
      .enum(['pending', 'current', 'stale'])
      .describe('`pending` until its first run; `stale` when the last run could not compute it.'),
    members: count.nullable(),
    share: z.number().nullable().describe('Members over everyone in the base, 0 to 1.'),
    afterRules: count.nullable().describe('Those for whom the rules hold, before a refinement.'),
    boundary: boundary.nullable().describe('Where a refinement cut.'),
    asOf: instant.nullable(),
    run: count.nullable(),
    version: count.nullable().describe('Version that the members were computed from.'),
    change7d: z.int().nullable().describe('Members now less those of seven days before.'),
    sizes: z.array(z.object({ asOf: instant, members: count })).describe('The latest 30, oldest first.'),
    freshness: segmentFreshness,
    error: z.unknown().optional(),
  })
  .meta({ id: 'SegmentState' });

/** What a metric was in the last run that computed it. */
export const metricState = z
  .object({
    value: decimal.nullable(),
    asOf: instant,
    run: count,
    version: count,
    profiles: count.nullable().describe('Profiles with a value; null for formulas.'),
    below: count.nullable().describe('This and the next two: null where it is not of profiles’ values.'),
    on: count.nullable(),
    above: count.nullable(),
  })
  .meta({ id: 'MetricState' });

const summaryFields = {
  id: uuid,
  kind,
  name: z.string(),
  version: z.int().min(1),
  document: definition,
  sentence: z.string(),
  valueType: valueType.nullable().describe('Type of its values; null for segments.'),
  usedBy: count.describe('Definitions that refer to it.'),
  createdAt: instant,
  updatedAt: instant,
  createdBy: author.nullable(),
  segment: segmentState.optional(),
  metric: metricState.nullable().optional(),
};

export const definitionSummary = z.object(summaryFields).meta({ id: 'DefinitionSummary' });
export const definitionPage = pageOf(definitionSummary, 'DefinitionPage');

export const definitionDetail = z
  .object({
    ...summaryFields,
    versions: z
      .array(z.object({ version: z.int(), createdAt: instant, createdBy: author.nullable(), document: definition }))
      .describe('Newest first.'),
    references: z.array(z.object({ id: uuid, kind, name: z.string(), path: z.string() })),
    dependants: z.array(z.object({ id: uuid, kind, name: z.string() })),
  })
  .meta({ id: 'DefinitionDetail' });

export const newVersion = z
  .strictObject({ document, basedOn: z.int().min(1).describe('The version that was edited.') })
  .meta({ id: 'NewVersion' });

export const validation = z
  .object({
    valid: z.boolean(),
    errors: z.array(fieldError),
    warnings: z.array(fieldError).describe('Names that have never occurred: allowed, but perhaps misspelt.'),
    sentence: z.string().nullable(),
  })
  .meta({ id: 'DefinitionValidation' });

/** Anything that may want to become a definition. */
export const definitionDraft = z
  .looseObject({})
  .meta({ id: 'DefinitionDraft', description: 'A definition, finished or not.' });

export const definitionPath = z.object({ definitionId: uuid });

export const definitionQuery = z.strictObject({
  ...pageFields,
  kind: kind.optional(),
  search: z.string().max(200).optional().describe('Part of the name, in any case.'),
});

export type DefinitionSummary = z.infer<typeof definitionSummary>;
export type DefinitionDetail = z.infer<typeof definitionDetail>;
export type DefinitionQuery = z.infer<typeof definitionQuery>;
export type DefinitionDraft = z.infer<typeof definitionDraft>;
export type NewVersion = z.infer<typeof newVersion>;
export type Validation = z.infer<typeof validation>;
export type SegmentState = z.infer<typeof segmentState>;
export type MetricState = z.infer<typeof metricState>;
