import { z } from 'zod';
import { role } from '../access/scopes.ts';

const email = z
  .email('Not an e-mail address.')
  .max(320)
  .transform((text) => text.toLowerCase());
const personName = z.string().trim().min(1).max(120);
const password = z.string().min(12, 'A password has at least 12 characters.').max(128);

export const member = z
  .object({ id: z.string(), name: z.string(), email: z.string(), role })
  .meta({ id: 'OrganisationMember' });

export const newMember = z
  .strictObject({
    email,
    name: personName,
    role,
    password: password.optional().describe('Needed for a person who has no account yet; of no effect for others.'),
  })
  .meta({ id: 'NewOrganisationMember' });

export const firstUser = z
  .strictObject({ email, name: personName, password, organisation: z.string().trim().min(1).max(120) })
  .meta({ id: 'FirstUser' });

export const memberPath = z.object({ userId: z.string().min(1).max(64) });

export type Member = z.infer<typeof member>;
export type NewMember = z.infer<typeof newMember>;
export type FirstUser = z.infer<typeof firstUser>;
