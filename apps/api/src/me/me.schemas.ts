import { z } from 'zod';
import { role, scope } from '../access/scopes.ts';
import { uuid } from '../openapi/formats.ts';
import { workspace } from '../workspaces/workspaces.schemas.ts';

export const organisation = z
  .object({ id: uuid, name: z.string(), role: role.nullable() })
  .meta({ id: 'Organisation' });

export const me = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
    apiKey: z.object({ id: uuid, name: z.string(), scopes: z.array(scope) }).nullable(),
    organisations: z.array(organisation),
    workspaces: z.array(workspace),
  })
  .meta({ id: 'Me', description: 'Who asks, and where they may go.' });

export type Me = z.infer<typeof me>;
