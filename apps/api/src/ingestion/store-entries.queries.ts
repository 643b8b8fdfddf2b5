import { and, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { putIntoInbox, schema, type Database, type Transaction } from '@cutline/postgres';
import type { InboxEntry } from './inbox-entry.ts';

const { source, sourceMessage } = schema;

/**
 * Keeps what several requests brought, all or nothing, and wakes whoever drains the inbox: when it returns, all of it is durable. Errors of the
 * database are thrown as they come, and then nothing is kept.
 */
export async function storeEntries(database: Database, entries: readonly InboxEntry[]): Promise<void> {
  const bringing = entries.filter(({ row }) => row !== undefined);
  const put = (where: Database | Transaction): Promise<number[]> =>
    putIntoInbox(
      where,
      bringing.map(({ row }) => row!),
      counting(entries),
    );
  if (entries.every(({ sampled }) => sampled.length === 0)) {
    await put(database);
    return;
  }
  await database.transaction(async (tx) => {
    const ids = await put(tx);
    const idOf = new Map(bringing.map((entry, index) => [entry, ids[index]!]));
    const sampled = entries.flatMap((entry) =>
      entry.sampled.map((message) => ({
        ...message,
        workspace: entry.source.workspace.number,
        sourceId: entry.source.id,
        inbox: message.outcome === 'waiting' ? idOf.get(entry) : null,
      })),
    );
    await tx.insert(sourceMessage).values(sampled);
  });
}

/** A part of a WITH that adds what came to the counts of its hour. */
function counting(entries: readonly InboxEntry[]): SQL {
  const counts = new Map<string, { accepted: number; ignored: number; refused: number }>();
  for (const {
    source: { id },
    accepted,
    ignored,
    refused,
  } of entries) {
    const count = counts.get(id) ?? { accepted: 0, ignored: 0, refused: 0 };
    count.accepted += accepted;
    count.ignored += ignored;
    count.refused += refused;
    counts.set(id, count);
  }
  // In one order everywhere, so that two processes that count at once do not wait for each other.
  const sources = [...counts.keys()].sort();
  const of = (kind: 'accepted' | 'ignored' | 'refused'): number[] => sources.map((id) => counts.get(id)![kind]);
  return sql`counted AS (
    INSERT INTO source_hour (source_id, hour, accepted, ignored, refused)
    SELECT id, date_trunc('hour', now(), 'UTC'), accepted, ignored, refused
    FROM unnest(
      ${sql.param(sources)}::uuid[], ${sql.param(of('accepted'))}::bigint[],
      ${sql.param(of('ignored'))}::bigint[], ${sql.param(of('refused'))}::bigint[]
    ) AS told (id, accepted, ignored, refused)
    ON CONFLICT (source_id, hour) DO UPDATE
    SET accepted = source_hour.accepted + excluded.accepted,
      ignored = source_hour.ignored + excluded.ignored,
      refused = source_hour.refused + excluded.refused
  )`;
}

/** Notes that sources sent something; once a minute is enough. */
export async function touchSources(database: Database, ids: readonly string[]): Promise<void> {
  await database
    .update(source)
    .set({ lastMessageAt: sql`now()` })
    .where(
      and(
        inArray(source.id, [...ids]),
        or(isNull(source.lastMessageAt), lt(source.lastMessageAt, sql`now() - interval '1 minute'`)),
      ),
    );
}

/** How many messages wait in the inbox. */
export async function countWaiting(database: Database): Promise<number> {
  const [row] = await database.select({ waiting: sql<string>`coalesce(sum(messages), 0)` }).from(schema.inbox);
  return Number(row!.waiting);
}
