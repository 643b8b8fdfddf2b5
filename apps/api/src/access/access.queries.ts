import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';
import type { WorkspaceRow } from './caller.ts';
import type { Role } from './scopes.ts';

const { apiKey, organisationMember, workspace } = schema;

/** The key with this hash, unless it has expired or its workspace is being removed. */
export async function findKey(database: Database, hash: string) {
  const [found] = await database
    .select({ key: apiKey, workspace })
    .from(apiKey)
    .innerJoin(workspace, eq(workspace.id, apiKey.workspaceId))
    .where(
      and(
        eq(apiKey.hash, hash),
        isNull(workspace.deletedAt),
        or(isNull(apiKey.expiresAt), sql`${apiKey.expiresAt} > now()`),
      ),
    );
  return found;
}

/** Notes that a key was used; once a minute is enough. */
export async function touchKey(database: Database, id: string): Promise<void> {
  await database
    .update(apiKey)
    .set({ lastUsedAt: sql`now()` })
    .where(
      and(eq(apiKey.id, id), or(isNull(apiKey.lastUsedAt), lt(apiKey.lastUsedAt, sql`now() - interval '1 minute'`))),
    );
}

/** The workspace with the person's role in its organisation; nothing where the person has none. */
export async function findWorkspaceOf(
  database: Database,
  userId: string,
  workspaceId: string,
): Promise<{ workspace: WorkspaceRow; role: Role } | undefined> {
  const [found] = await database
    .select({ workspace, role: organisationMember.role })
    .from(workspace)
    .innerJoin(organisationMember, eq(organisationMember.organisationId, workspace.organisationId))
    .where(and(eq(workspace.id, workspaceId), eq(organisationMember.userId, userId), isNull(workspace.deletedAt)));
  return found;
}

/** The person's role in an organisation; nothing where there is none. */
export async function findRole(database: Database, userId: string, organisationId: string): Promise<Role | undefined> {
  const [found] = await database
    .select({ role: organisationMember.role })
    .from(organisationMember)
    .where(and(eq(organisationMember.organisationId, organisationId), eq(organisationMember.userId, userId)));
  return found?.role;
}
