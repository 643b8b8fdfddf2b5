import { sql } from 'drizzle-orm';
import { tables, type ProfileValueRow } from '@cutline/clickhouse';
import { findUnfit } from '../ingestion/find-unfit.ts';
import { eventRows } from '../ingestion/land-batch.ts';
import { profileValueRows } from '../ingestion/profile-value-rows.ts';
import type { DrainStores } from './drain-workspace.ts';
import { contentsOf, readRows, type WaitingMessage } from './read-rows.ts';

/**
 * Takes those messages out of rows of the inbox that ClickHouse refuses, and tells the debugger. It should never find any, since the API
 * judges messages before it accepts them; but were it wrong once, everything of the workspace would wait behind that message for ever.
 * Returns how many there were.
 */
export async function setAsideUnfit({ database, clickhouse }: DrainStores, rows: readonly number[]): Promise<number> {
  const messages = await readRows(database, rows);
  const { events, eventMessages, profiles, profileMessages } = contentsOf(messages);
  const landing = { workspace: 0, origin: '', source: '', events: [] };
  const batch = { number: 0, status: 'open', openedAt: new Date(), events: 0, again: false } as const;
  const unfit = new Set<WaitingMessage>();
  const found = await findUnfit(
    clickhouse,
    tables.events,
    eventRows(
      landing,
      batch,
      events,
      events.map(() => 0),
    ),
  );
  for (const place of found) unfit.add(eventMessages[place]!);
  const values: ProfileValueRow[] = [];
  const saidBy: WaitingMessage[] = [];
  for (const [place, person] of profiles.entries()) {
    for (const value of profileValueRows(landing, 0, [person], [0])) {
      values.push(value);
      saidBy.push(profileMessages[place]!);
    }
  }
  for (const place of await findUnfit(clickhouse, tables.profileValues, values)) unfit.add(saidBy[place]!);
  if (unfit.size === 0) return 0;

  const problem = JSON.stringify([
    {
      code: 'not-storable',
      pointer: '',
      message: 'The database refused what is in this message. Nothing of it was kept.',
    },
  ]);
  await database.transaction(async (tx) => {
    for (const row of new Set([...unfit].map((message) => message.row))) {
      const kept = messages
        .filter((message) => message.row === row && !unfit.has(message))
        .map(({ row: _, ...message }) => message);
      await tx.execute(sql`
        UPDATE inbox SET contents = ${JSON.stringify(kept)}, messages = ${kept.length} WHERE id = ${row}`);
    }
    for (const { row, messageId } of unfit) {
      await tx.execute(sql`
        UPDATE source_message SET outcome = 'refused', problems = ${problem}::jsonb
        WHERE inbox = ${row} AND message_id = ${messageId}`);
    }
  });
  return unfit.size;
}
