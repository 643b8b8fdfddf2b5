import { z } from 'zod';
import { instant, uuid } from '../openapi/formats.ts';

const fields = {
  id: uuid,
  prefix: z
    .string()
    .nullable()
    .describe(
      'Its first characters, to recognise it by; null where the installation has lost what it was sealed with.',
    ),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable().describe('From then on it is refused.'),
};

export const writeKey = z.object(fields).meta({ id: 'WriteKey', description: 'What a source names itself with.' });

export const writeKeyInFull = z
  .object({ ...fields, key: z.string().describe('The key itself, as SDKs are given it.') })
  .meta({ id: 'WriteKeyInFull' });

export const writeKeyPath = z.object({ sourceId: uuid, writeKeyId: uuid });

export type WriteKey = z.infer<typeof writeKey>;
export type WriteKeyInFull = z.infer<typeof writeKeyInFull>;
export type InWriteKey = z.infer<typeof writeKeyPath>;
