import { z } from 'zod';

/** What a caller may do; each route asks for one of them. */
export const scope = z
  .enum([
    'definitions:read',
    'definitions:write',
    'profiles:read',
    'profiles:write',
    'events:write',
    'sources:read',
    'sources:write',
    'privacy:write',
    'runs:read',
    'runs:write',
    'workspace:admin',
  ])
  .meta({ id: 'Scope', description: 'What a caller may do; each operation names the one it asks for in `x-scope`.' });

export const role = z
  .enum(['admin', 'editor', 'viewer'])
  .meta({ id: 'Role', description: 'What a person may do in an organisation.' });

export type Scope = z.infer<typeof scope>;
export type Role = z.infer<typeof role>;

const everything = scope.options;
/** What only administrators do: it cannot be taken back, or shows everything of a person at once. */
const administration: readonly Scope[] = ['workspace:admin', 'privacy:write'];

/** A person's scopes follow from the role in the organisation: viewers read, editors do all but administer. */
export const scopesOfRole: Record<Role, readonly Scope[]> = {
  admin: everything,
  editor: everything.filter((name) => !administration.includes(name)),
  viewer: everything.filter((name) => name.endsWith(':read')),
};
