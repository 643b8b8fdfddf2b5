import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { schema, type Database, type Transaction } from '@cutline/postgres';
import type { WorkspaceRow } from '../access/caller.ts';

const { workspace, workspaceCounter } = schema;

/** Creates a workspace and its counters. */
export async function insertWorkspace(
  transaction: Transaction,
  values: { organisationId: string; name: string; timeZone: string; currency: string; demo?: boolean },
): Promise<WorkspaceRow> {
  const [row] = await transaction.insert(workspace).values(values).returning();
  await transaction.insert(workspaceCounter).values({ workspace: row!.number });
  return row!;
}

/** The workspace, unless it is being removed. */
export async function findWorkspace(database: Database, id: string): Promise<WorkspaceRow | undefined> {
  const [row] = await database
    .select()
    .from(workspace)
    .where(and(eq(workspace.id, id), isNull(workspace.deletedAt)));
  return row;
}

/** Workspaces of organisations that are not being removed, by name. */
export async function listWorkspaces(database: Database, organisationIds: string[]): Promise<WorkspaceRow[]> {
  if (organisationIds.length === 0) return [];
  return database
    .select()
    .from(workspace)
    .where(and(inArray(workspace.organisationId, organisationIds), isNull(workspace.deletedAt)))
    .orderBy(asc(workspace.name), asc(workspace.id));
}

export async function updateWorkspace(
  database: Database,
  id: string,
  values: Partial<typeof workspace.$inferInsert>,
): Promise<WorkspaceRow> {
  const [row] = await database.update(workspace).set(values).where(eq(workspace.id, id)).returning();
  return row!;
}

/** Hides a workspace; false where somebody has done so before. */
export async function markWorkspaceDeleted(database: Database, id: string): Promise<boolean> {
  const rows = await database
    .update(workspace)
    .set({ deletedAt: sql`now()` })
    .where(and(eq(workspace.id, id), isNull(workspace.deletedAt)))
    .returning({ id: workspace.id });
  return rows.length > 0;
}

/** Whether anything was ever brought into a workspace (its number), be it events or exchange rates. */
export async function hasBatches(database: Database, number: number): Promise<boolean> {
  const { ingestionBatch } = schema;
  const found = await database
    .select({ number: ingestionBatch.number })
    .from(ingestionBatch)
    .where(eq(ingestionBatch.workspace, number))
    .limit(1);
  return found.length > 0;
}

export interface WorkspaceTotals {
  profiles: number;
  events: number;
  known: number;
}

/** How much workspaces hold, by number: profiles, events of landed batches, and the batch up to which all have landed. */
export async function loadTotals(database: Database, numbers: number[]): Promise<Map<number, WorkspaceTotals>> {
  if (numbers.length === 0) return new Map();
  const result = await database.execute<{ workspace: number; profiles: string; events: string; known: string }>(sql`
    SELECT counter.workspace, counter.last_profile AS profiles,
      coalesce(sum(batch.events) FILTER (WHERE batch.status = 'landed'), 0) AS events,
      coalesce(min(batch.number) FILTER (WHERE batch.status = 'open') - 1, max(batch.number), 0) AS known
    FROM workspace_counter AS counter
    LEFT JOIN ingestion_batch AS batch ON batch.workspace = counter.workspace
    WHERE counter.workspace IN ${numbers}
    GROUP BY counter.workspace, counter.last_profile`);
  return new Map(
    result.rows.map((row) => [
      row.workspace,
      { profiles: Number(row.profiles), events: Number(row.events), known: Number(row.known) },
    ]),
  );
}
