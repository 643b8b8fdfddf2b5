import { z } from 'zod';
import { valueType } from '@cutline/segment-definition';
import { count, decimal, instant, uuid } from '../openapi/formats.ts';
import { pageFields, pageOf } from '../pagination/page.ts';

export const attributes = z.record(z.string(), z.unknown()).meta({ id: 'Attributes' });

export const profileNumber = z.int().min(0).max(4_294_967_295);

export const profileSummary = z
  .object({
    profile: profileNumber,
    customId: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    attributes,
  })
  .meta({ id: 'ProfileSummary' });

export const profilePage = pageOf(profileSummary, 'ProfilePage');

export const profileDetail = z
  .object({
    profile: profileNumber,
    identifiers: z.array(z.object({ kind: z.enum(['customId', 'email', 'phone', 'anonymousId']), value: z.string() })),
    attributes,
    attributeTypes: z.record(z.string(), valueType).describe('Of what type each attribute is, by name.'),
    consents: z.record(z.string(), z.boolean()).describe('Channel to whether the person agreed.'),
    firstEvent: instant.nullable(),
    lastEvent: instant.nullable(),
    events: count,
    segments: z.array(z.object({ id: uuid, name: z.string(), since: instant.nullable(), run: count.nullable() })),
    values: z
      .array(
        z.object({
          id: uuid,
          name: z.string(),
          kind: z.enum(['aggregate', 'expression']),
          type: valueType,
          value: z
            .string()
            .nullable()
            .describe('Numbers as decimals, instants in UTC milliseconds, lists as JSON; null for no value.'),
        }),
      )
      .describe('Aggregates and expressions, as of the last run.'),
  })
  .meta({ id: 'ProfileDetail' });

export const productLine = z
  .object({
    productId: z.string(),
    name: z.string(),
    category: z.string(),
    price: decimal.nullable(),
    quantity: z.int().nullable(),
  })
  .meta({ id: 'ProductLine' });

export const profileEvent = z
  .object({
    messageId: z.string(),
    action: z.string(),
    time: instant,
    receivedAt: instant,
    batch: count,
    source: z.string(),
    revenue: decimal.nullable(),
    currency: z.string(),
    orderId: z.string(),
    products: z.array(productLine),
    parameters: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Event' });

export const eventPage = pageOf(profileEvent, 'EventPage');

export const profilePath = z.object({ profile: z.coerce.number().int().min(0).max(4_294_967_295) });

export const profileQuery = z.strictObject({
  ...pageFields,
  search: z.string().max(200).optional().describe('Beginning of a customId, e-mail or phone.'),
});

export const eventQuery = z.strictObject({ ...pageFields, action: z.string().min(1).max(200).optional() });

export type ProfileSummary = z.infer<typeof profileSummary>;
export type ProfileDetail = z.infer<typeof profileDetail>;
export type ProfileEvent = z.infer<typeof profileEvent>;
export type ProfileQuery = z.infer<typeof profileQuery>;
export type EventQuery = z.infer<typeof eventQuery>;
