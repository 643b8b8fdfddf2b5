import { and, asc, eq, gt, gte, inArray, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { schema, type Database, type Transaction } from '@cutline/postgres';
import type { OutcomeCounts } from './sources.schemas.ts';

const { source, sourceHour, user } = schema;

export type SourceRow = typeof source.$inferSelect;

export interface SourceWithAuthor {
  source: SourceRow;
  createdBy: { id: string; name: string } | null;
}

function withAuthors(database: Database) {
  return database
    .select({ source, createdBy: { id: user.id, name: user.name } })
    .from(source)
    .leftJoin(user, eq(user.id, source.createdBy))
    .$dynamic();
}

/** A page of sources in the order they were created; their ids grow with time. */
export async function listSources(
  database: Database,
  workspaceId: string,
  after: string | null,
  limit: number,
): Promise<SourceWithAuthor[]> {
  return withAuthors(database)
    .where(and(eq(source.workspaceId, workspaceId), after === null ? undefined : gt(source.id, after)))
    .orderBy(asc(source.id))
    .limit(limit);
}

export async function findSource(
  database: Database,
  workspaceId: string,
  id: string,
): Promise<SourceWithAuthor | undefined> {
  const [found] = await withAuthors(database).where(and(eq(source.workspaceId, workspaceId), eq(source.id, id)));
  return found;
}

export async function insertSource(transaction: Transaction, values: typeof source.$inferInsert): Promise<SourceRow> {
  const [row] = await transaction.insert(source).values(values).returning();
  return row!;
}

/** False where there was none. */
export async function updateSource(
  database: Database,
  workspaceId: string,
  id: string,
  changes: Partial<typeof source.$inferInsert>,
): Promise<boolean> {
  const rows = await database
    .update(source)
    .set(changes)
    .where(and(eq(source.workspaceId, workspaceId), eq(source.id, id)))
    .returning({ id: source.id });
  return rows.length > 0;
}

/** Removes a source with its keys, counts and what the debugger shows; its events stay. False where there was none. */
export async function deleteSource(database: Database, workspaceId: string, id: string): Promise<boolean> {
  const rows = await database
    .delete(source)
    .where(and(eq(source.workspaceId, workspaceId), eq(source.id, id)))
    .returning({ id: source.id });
  return rows.length > 0;
}

/** What came from each of these sources since the day began in a zone; those of which nothing came are absent. */
export async function countToday(
  database: Database,
  sourceIds: string[],
  timeZone: string,
): Promise<Map<string, OutcomeCounts>> {
  if (sourceIds.length === 0) return new Map();
  const total = (column: AnyPgColumn) => sql<number>`sum(${column})`.mapWith(Number);
  const rows = await database
    .select({
      id: sourceHour.sourceId,
      accepted: total(sourceHour.accepted),
      duplicate: total(sourceHour.duplicate),
      ignored: total(sourceHour.ignored),
      refused: total(sourceHour.refused),
    })
    .from(sourceHour)
    .where(
      and(
        inArray(sourceHour.sourceId, sourceIds),
        gte(sourceHour.hour, sql`date_trunc('hour', date_trunc('day', now(), ${timeZone}))`),
      ),
    )
    .groupBy(sourceHour.sourceId);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
