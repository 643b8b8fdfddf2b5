import { eq, sql } from 'drizzle-orm';
import { schema, type Database } from '@cutline/postgres';

/** What waits in a workspace's inbox, by source: messages, and when the oldest came. */
export async function countWaiting(
  database: Database,
  workspace: number,
): Promise<{ source: string; messages: number; oldest: Date }[]> {
  const { inbox } = schema;
  return database
    .select({
      source: inbox.source,
      messages: sql<number>`sum(${inbox.messages})`.mapWith(Number),
      oldest: sql<Date>`min(${inbox.receivedAt})`.mapWith(inbox.receivedAt),
    })
    .from(inbox)
    .where(eq(inbox.workspace, workspace))
    .groupBy(inbox.source)
    .orderBy(inbox.source);
}
