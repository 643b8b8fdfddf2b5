import { z } from 'zod';
import { scope } from '../access/scopes.ts';
import { anyInstant, author, instant, uuid } from '../openapi/formats.ts';

const fields = {
  id: uuid,
  name: z.string(),
  prefix: z.string().describe('First characters of the secret, to recognise it by.'),
  scopes: z.array(scope),
  createdAt: instant,
  createdBy: author.nullable(),
  lastUsedAt: instant.nullable(),
  expiresAt: instant.nullable(),
};

export const apiKey = z.object(fields).meta({ id: 'ApiKey' });

export const createdApiKey = z
  .object({ ...fields, secret: z.string().describe('The key itself. It is shown this once.') })
  .meta({ id: 'CreatedApiKey' });

export const newApiKey = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    scopes: z.array(scope).min(1).max(20),
    expiresAt: anyInstant.optional(),
  })
  .meta({ id: 'NewApiKey' });

export const apiKeyPath = z.object({ apiKeyId: uuid });

export type ApiKey = z.infer<typeof apiKey>;
export type CreatedApiKey = z.infer<typeof createdApiKey>;
export type NewApiKey = z.infer<typeof newApiKey>;
