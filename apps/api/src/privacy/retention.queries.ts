import { and, asc, eq, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

const { retentionRule, user, workspace } = schema;

/** The last instant at which rules of a workspace were to be applied: 03:00 today in its zone; before that, of yesterday. */
const lastNight = sql`(date_trunc('day', now() AT TIME ZONE ${workspace.timeZone} - interval '3 hours') + interval '3 hours') AT TIME ZONE ${workspace.timeZone}`;
const nextNight = sql<string>`to_json((date_trunc('day', now() AT TIME ZONE ${workspace.timeZone} - interval '3 hours') + interval '27 hours') AT TIME ZONE ${workspace.timeZone}) #>> '{}'`;

/** A workspace's rules by the name of their events. */
export async function listRules(database: Database, workspaceId: string) {
  return database
    .select({ row: retentionRule, createdBy: { id: user.id, name: user.name }, nextAt: nextNight })
    .from(retentionRule)
    .innerJoin(workspace, eq(workspace.id, retentionRule.workspaceId))
    .leftJoin(user, eq(user.id, retentionRule.createdBy))
    .where(eq(retentionRule.workspaceId, workspaceId))
    .orderBy(asc(retentionRule.action));
}

export type RuleRow = Awaited<ReturnType<typeof listRules>>[number];

/** Makes a rule, or changes the one there is for these events. */
export async function putRule(
  database: Database,
  values: { workspaceId: string; action: string; days: number; createdBy: string | null },
): Promise<void> {
  const { days, createdBy } = values;
  await database
    .insert(retentionRule)
    .values(values)
    .onConflictDoUpdate({
      target: [retentionRule.workspaceId, retentionRule.action],
      set: { days, createdBy, createdAt: sql`now()` },
    });
}

/** Returns whether there was one. */
export async function deleteRule(database: Database, workspaceId: string, action: string): Promise<boolean> {
  const deleted = await database
    .delete(retentionRule)
    .where(and(eq(retentionRule.workspaceId, workspaceId), eq(retentionRule.action, action)))
    .returning({ action: retentionRule.action });
  return deleted.length > 0;
}

/** Workspaces with a rule that was not applied since its night came. */
export async function listDueRetention(database: Database): Promise<{ id: string }[]> {
  return database
    .selectDistinct({ id: workspace.id })
    .from(retentionRule)
    .innerJoin(workspace, eq(workspace.id, retentionRule.workspaceId))
    .where(
      sql`${workspace.deletedAt} IS NULL AND coalesce(greatest(${retentionRule.appliedAt}, ${retentionRule.createdAt}), ${retentionRule.createdAt}) < ${lastNight}`,
    );
}
