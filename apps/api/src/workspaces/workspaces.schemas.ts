import { z } from 'zod';
import { count, instant, uuid } from '../openapi/formats.ts';

const name = z.string().trim().min(1, 'Give it a name.').max(120);

export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'Not a time zone. Give an IANA name, e.g. Europe/Berlin.')
  .describe('IANA name of a time zone.');

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Not a currency. Give an ISO 4217 code, e.g. EUR.')
  .describe('ISO 4217 code.');

const recomputeEvery = z.int().min(5).max(10_080).describe('Minutes between scheduled runs.');

export const workspace = z
  .object({
    id: uuid,
    organisationId: uuid,
    name: z.string(),
    timeZone: z.string(),
    currency: z.string(),
    includeAnonymous: z
      .boolean()
      .describe('Whether profiles that only an anonymous id names can be members, unless a segment says otherwise.'),
    demo: z.boolean().describe('Holds generated data that may be removed.'),
    recomputeEvery: z.int(),
    createdAt: instant,
    profiles: count.describe('Profiles known by now.'),
    events: count,
    known: count.describe('The last ingestion batch that has landed.'),
  })
  .meta({ id: 'Workspace' });

export const newWorkspace = z.strictObject({ name, timeZone, currency }).meta({ id: 'NewWorkspace' });

export const workspaceChanges = z
  .strictObject({
    name: name.optional(),
    timeZone: timeZone.optional(),
    currency: currency.optional().describe('Can be changed as long as there are no events and no exchange rates.'),
    includeAnonymous: z.boolean().optional(),
    recomputeEvery: recomputeEvery.optional(),
  })
  .meta({ id: 'WorkspaceChanges' });

export const workspaceRemoval = z
  .strictObject({ confirm: z.string().max(200).describe("The workspace's name, as a confirmation.") })
  .meta({ id: 'WorkspaceRemoval' });

export type Workspace = z.infer<typeof workspace>;
export type NewWorkspace = z.infer<typeof newWorkspace>;
export type WorkspaceChanges = z.infer<typeof workspaceChanges>;
export type WorkspaceRemoval = z.infer<typeof workspaceRemoval>;

function isTimeZone(text: string): boolean {
  // Offsets such as +02:00 pass for zones with Intl; they are none, because they know no clock changes.
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
