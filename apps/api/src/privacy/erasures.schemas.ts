import { z } from 'zod';
import { count, instant, uuid } from '../openapi/formats.ts';
import { pageOf } from '../pagination/page.ts';

const kind = z.enum(['customId', 'email', 'phone', 'anonymousId']);

const identifier = z
  .strictObject({ kind, value: z.string().trim().min(1).max(500) })
  .meta({ id: 'PersonIdentifier', description: 'What names a person. It is normalised as in messages.' });

export const newErasure = z
  .strictObject({
    identifier,
    profile: z
      .int()
      .min(0)
      .max(4_294_967_295)
      .optional()
      .describe('Where given, the identifier has to be of this profile: a confirmation of whom is meant.'),
  })
  .meta({ id: 'NewErasure' });

const person = z.object({ id: z.string(), name: z.string() }).nullable();
const counts = z.record(z.string(), count);

export const receipt = z
  .object({
    postgres: counts.describe('Rows erased in PostgreSQL, by what they were.'),
    clickhouse: counts.describe('Rows erased in ClickHouse, by what they were.'),
    files: count.describe('Uploaded files deleted.'),
  })
  .meta({ id: 'ErasureReceipt', description: 'How much was erased. Nothing in it tells who it was.' });

export const erasure = z
  .object({
    id: uuid,
    status: z.enum(['running', 'completed', 'failed']),
    receipt: receipt.nullable().describe('Null until it is complete.'),
    requestedBy: person.describe('Null where an API key asked for it.'),
    requestedAt: instant,
    finishedAt: instant.nullable(),
    releasedAt: instant.nullable().describe('From then on the identifiers are taken again.'),
    releasedBy: person,
    keptOut: count.describe('Identifiers of which nothing is taken any more.'),
  })
  .meta({ id: 'Erasure' });

export const erasurePage = pageOf(erasure, 'ErasurePage');

export const erasurePreview = z
  .object({
    profile: z.int().nullable().describe('Null where the identifier names nobody so far: then it is only kept out.'),
    identifiers: z.array(z.object({ kind, value: z.string() })),
    events: count,
    values: count.describe('Values of attributes and consents, those that were replaced included.'),
    segments: count.describe('Segments that the person is or was in.'),
    definitions: z
      .array(z.object({ id: uuid, kind: z.string(), name: z.string() }))
      .describe('Definitions in which an identifier of the person stands. An erasure leaves these to you.'),
  })
  .meta({ id: 'ErasurePreview' });

export const erasurePath = z.object({ erasure: z.uuid() });

export type NewErasure = z.infer<typeof newErasure>;
export type Erasure = z.infer<typeof erasure>;
export type ErasurePreview = z.infer<typeof erasurePreview>;
