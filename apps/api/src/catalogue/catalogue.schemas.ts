import { z } from 'zod';
import { valueType } from '@cutline/segment-definition';
import { count, instant } from '../openapi/formats.ts';

const share = z.number().min(0).max(1);
const seen = { firstSeen: instant.nullable(), lastSeen: instant.nullable() };

const named = {
  name: z.string(),
  type: valueType.describe('The type that most of the values are of.'),
  types: z.array(z.object({ type: valueType, share })).describe('All types that came, the most frequent first.'),
  examples: z.array(z.string()).max(5).describe('Frequent values as text, cut at 100 characters.'),
  ...seen,
};

export const catalogueParameter = z
  .object({ ...named, share: share.describe('Looked-at events of the action that carry it, 0 to 1.') })
  .meta({ id: 'CatalogueParameter' });

export const catalogueEvent = z
  .object({
    action: z.string(),
    events: count,
    share: share.describe('Its events over all events, 0 to 1.'),
    profiles: count,
    firstSeen: instant,
    lastSeen: instant,
    lookedAt: count.describe('Events of the latest days that were looked into for parameters.'),
    parameters: z
      .array(catalogueParameter)
      .describe(
        'Found in the events that were looked into: a rare one may be missing. Of product lines: `products[].…`.',
      ),
  })
  .meta({ id: 'CatalogueEvent', description: "An event's name and what its events carry." });

export const catalogueAttribute = z
  .object({ ...named, profiles: count, share: share.describe('Profiles that were given one over all, 0 to 1.') })
  .meta({ id: 'CatalogueAttribute' });

export const catalogueChannel = z
  .object({
    channel: z.string(),
    profiles: count.describe('Profiles that were asked.'),
    share: share.describe('These over all profiles, 0 to 1.'),
    agreed: count.describe('Profiles that agree now.'),
    ...seen,
  })
  .meta({ id: 'CatalogueChannel' });

/** What really came in: names, types and examples. */
export const catalogue = z
  .object({
    known: count.describe('The last ingestion batch that was read.'),
    events: z.array(catalogueEvent).describe('The most frequent first, at most 500.'),
    attributes: z.array(catalogueAttribute).describe('The most frequent first, at most 1,000.'),
    channels: z.array(catalogueChannel),
  })
  .meta({ id: 'Catalogue' });

export type Catalogue = z.infer<typeof catalogue>;
export type CatalogueEvent = z.infer<typeof catalogueEvent>;
export type CatalogueParameter = z.infer<typeof catalogueParameter>;
export type CatalogueAttribute = z.infer<typeof catalogueAttribute>;
export type CatalogueChannel = z.infer<typeof catalogueChannel>;
