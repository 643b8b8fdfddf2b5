import { z } from 'zod';
import { valueType } from '@cutline/segment-definition';
import { actor, count, decimal, instant, uuid } from '../openapi/formats.ts';
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

const source = {
  source: z.string().describe('A source’s id, or a word: `import`, `demo`, `console`, `unknown`.'),
  sourceName: z
    .string()
    .nullable()
    .describe('What the source is called; null where `source` is a word, or the source is gone.'),
};

const identifierOf = { kind: z.enum(['customId', 'email', 'phone', 'anonymousId']), value: z.string() };

/** Where a value that holds comes from. */
export const valueOrigin = z
  .object({
    time: instant.nullable().describe('When it was given; null where nobody noted it.'),
    ...source,
    times: count.describe('How often a value of the name was given, this one included.'),
  })
  .meta({ id: 'ValueOrigin' });

export const profileLink = z
  .object({
    kind: z
      .enum(['together', 'alias', 'merge'])
      .describe('Named together in a message; said by an alias; merged by hand.'),
    from: z.object(identifierOf),
    to: z.object(identifierOf),
    time: instant.nullable(),
    ...source,
    by: actor.nullable().describe('Who merged them.'),
    state: z
      .enum(['holds', 'conflict', 'leftApart', 'undone'])
      .describe(
        '`conflict`: left aside, as it would put two customIds into one profile. `leftApart`: a conflict that was dismissed.',
      ),
    otherProfile: profileNumber.nullable().describe('The profile of the identifier that is not of this one.'),
  })
  .meta({ id: 'ProfileLink' });

export const profileDetail = z
  .object({
    profile: profileNumber.describe('Another than was asked for where that one was merged into it.'),
    numbers: z.array(profileNumber).describe('Every number that counts for the profile, its own among them.'),
    identifiers: z.array(
      z.object({
        ...identifierOf,
        since: instant.nullable().describe('When the batch that first brought it was made.'),
        source: source.source.nullable(),
        sourceName: source.sourceName,
      }),
    ),
    links: z.array(profileLink).describe('What was said of its identifiers being of one person; earliest first.'),
    attributes,
    attributeTypes: z.record(z.string(), valueType).describe('Of what type each attribute is, by name.'),
    attributeOrigins: z.record(z.string(), valueOrigin).describe('By name.'),
    consents: z.record(z.string(), z.boolean()).describe('Channel to whether the person agreed.'),
    consentOrigins: z.record(z.string(), valueOrigin).describe('By channel.'),
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

/** A value that a name was given at some time. */
export const givenValue = z
  .object({
    value: z.unknown().describe('Null where it was taken away.'),
    type: valueType.nullable(),
    time: instant.nullable(),
    ...source,
    batch: count,
  })
  .meta({ id: 'GivenValue' });

export const givenValuePage = pageOf(givenValue, 'GivenValuePage');

const passage = z.object({
  at: instant,
  run: count,
  reason: z
    .string()
    .describe(
      '`first-run`, `new-version`, `new-events`, `time-passed`, `threshold-moved`, `merged`, or `corrected`: nothing explains it but an earlier mistake.',
    ),
});

export const profileStays = z
  .object({
    id: uuid,
    name: z.string(),
    stays: z
      .array(
        z.object({
          profile: profileNumber.describe('The number that it was of.'),
          entered: passage.nullable().describe('Null where nobody noted it.'),
          left: passage.nullable().describe('Null while it lasts.'),
        }),
      )
      .describe('Earliest first.'),
  })
  .meta({ id: 'SegmentStays' });

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
    ...source,
    revenue: decimal.nullable(),
    currency: z.string(),
    orderId: z.string(),
    products: z.array(productLine),
    parameters: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Event' });

export const eventPage = pageOf(profileEvent, 'EventPage');

export const eventDays = z
  .object({
    events: count,
    days: z
      .array(z.object({ date: z.iso.date(), events: count }))
      .describe('Latest first; days of the workspace’s time zone.'),
    actions: z
      .array(z.object({ action: z.string(), events: count }))
      .describe('Of everything else that is asked for, most frequent first.'),
  })
  .meta({ id: 'ProfileEventDays' });

export const profilePath = z.object({ profile: z.coerce.number().int().min(0).max(4_294_967_295) });

export const valuePath = profilePath.extend({
  given: z.enum(['attributes', 'consents']),
  name: z.string().min(1).max(200).describe('Of the attribute, or the channel.'),
});

export const profileQuery = z.strictObject({
  ...pageFields,
  search: z.string().max(200).optional().describe('Beginning of a customId, e-mail or phone.'),
});

const eventFields = {
  action: z
    .preprocess(
      (given) => (typeof given === 'string' ? [given] : given),
      z.array(z.string().min(1).max(200)).max(100).optional(),
    )
    .describe('Events of these names; may be given several times.'),
  search: z.string().max(200).optional().describe('Text within name, parameters, order id or products.'),
  from: z.iso.date().optional().describe('First day, in the workspace’s time zone.'),
  until: z.iso.date().optional().describe('Last day, that day included.'),
};

export const eventFilterQuery = z.strictObject(eventFields);
export const eventQuery = z.strictObject({ ...pageFields, ...eventFields });

export type ProfileSummary = z.infer<typeof profileSummary>;
export type ProfileDetail = z.infer<typeof profileDetail>;
export type ProfileLink = z.infer<typeof profileLink>;
export type ValueOrigin = z.infer<typeof valueOrigin>;
export type GivenValue = z.infer<typeof givenValue>;
export type ProfileStays = z.infer<typeof profileStays>;
export type ProfileEvent = z.infer<typeof profileEvent>;
export type EventDays = z.infer<typeof eventDays>;
export type ProfileQuery = z.infer<typeof profileQuery>;
export type EventFilterQuery = z.infer<typeof eventFilterQuery>;
export type EventQuery = z.infer<typeof eventQuery>;
export type ValuePath = z.infer<typeof valuePath>;
