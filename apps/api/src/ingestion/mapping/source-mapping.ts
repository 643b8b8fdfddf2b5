import { z } from 'zod';

const name = z
  .string()
  .trim()
  .min(1, 'A name has at least one character.')
  .max(200, 'A name has at most 200 characters.')
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'There is something in it that is no text.');

/** Where something stands among an event's properties, its steps parted by dots; of several places the first that holds something counts. */
const places = z
  .array(name)
  .max(10, 'Ten places at most.')
  .describe(
    'Properties, steps parted by dots (`order.total`). The first that holds something counts; none: never read.',
  );

const action = name.nullable().describe('The action that events get; null: they are not taken.');

/** Where the fixed fields of an event come from. */
export const eventFields = z.strictObject({
  revenue: places.optional(),
  currency: places.optional(),
  orderId: places.optional(),
  products: places.optional(),
});

export const eventRule = z
  .strictObject({
    from: name.describe('The name that events come with; upper and lower case are the same.'),
    to: action,
    ...eventFields.shape,
  })
  .meta({ id: 'EventRule', description: 'What becomes of events of one name.' });

/** What a source says otherwise than the default mapping; what it does not speak of is as there. */
export const sourceMapping = z
  .strictObject({
    events: z
      .array(eventRule)
      .max(500, '500 rules at most.')
      .refine(
        (rules) => new Set(rules.map(({ from }) => from.toLowerCase())).size === rules.length,
        'Each event has one rule at most.',
      )
      .optional()
      .describe('Rules that take the place of the default ones for the same names, or stand beside them.'),
    otherwise: z
      .enum(['keep', 'ignore'])
      .optional()
      .describe('What becomes of events that no rule speaks of: kept under their own name unless given.'),
    page: action.optional(),
    screen: action.optional(),
    group: action.optional(),
    fields: eventFields.optional().describe('Where the fixed fields stand in events whose rule does not say.'),
    context: z
      .record(name, name)
      .optional()
      .describe('Parameters that come from a message’s `context`: their names, and where they stand there.'),
  })
  .meta({ id: 'SourceMapping', description: 'How the messages of a source become events.' });

export type EventRule = z.infer<typeof eventRule>;
export type EventFields = z.infer<typeof eventFields>;
export type SourceMapping = z.infer<typeof sourceMapping>;
/** A mapping that speaks of everything. */
export type WholeMapping = Required<SourceMapping> & { fields: Required<EventFields> };
