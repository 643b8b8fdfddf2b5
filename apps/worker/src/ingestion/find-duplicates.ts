import type { ClickHouseClient } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import type { Batch } from './open-batch.ts';
import type { Said } from './incoming.ts';
import { inlineArray, inlineSettings } from './inline-array.ts';

/** Days for which a message id is known. */
export const knownDays = 30;

/** How a message id stands in `message_ids`. */
const hashed = 'reinterpretAsUInt128(sipHash128(id))';

type Named = Pick<Said, 'messageId' | 'time'>;

/**
 * Places of what came before, in each of the lists: messages whose id came with another batch in the last 30 days, and those that stand in
 * the batch more than once, of which the earliest counts. One message may be in several lists, once in each. The batch's own rows of
 * `message_ids` do not count: an earlier try may have left them.
 */
export async function findDuplicates(
  clickhouse: ClickHouseClient,
  workspace: number,
  batch: Batch,
  lists: readonly (readonly Named[])[],
): Promise<Set<number>[]> {
  const earliest = new Map<string, string>();
  for (const { messageId, time } of lists.flat()) {
    const known = earliest.get(messageId);
    if (known === undefined || Date.parse(time) < Date.parse(known)) earliest.set(messageId, time);
  }
  const known = await knownIds(clickhouse, workspace, batch, [...earliest.keys()]);
  return lists.map((list) => {
    const counted = new Set<string>();
    const duplicates = new Set<number>();
    for (const [place, { messageId, time }] of list.entries()) {
      const counts =
        !known.has(messageId) && !counted.has(messageId) && Date.parse(time) === Date.parse(earliest.get(messageId)!);
      if (counts) counted.add(messageId);
      else duplicates.add(place);
    }
    return duplicates;
  });
}

async function knownIds(
  clickhouse: ClickHouseClient,
  workspace: number,
  batch: Batch,
  messageIds: string[],
): Promise<Set<string>> {
  if (messageIds.length === 0) return new Set();
  const result = await clickhouse.query({
    query: `
      WITH asked AS (SELECT arrayJoin(${inlineArray(messageIds, 'String')}) AS id)
      SELECT id FROM asked WHERE ${hashed} IN (
        SELECT message FROM ${tables.messageIds}
        WHERE workspace = {workspace:UInt32} AND batch != {batch:UInt64} AND received_at >= toDateTime({since:UInt32}, 'UTC')
          AND message IN (SELECT ${hashed} FROM asked)
      )`,
    query_params: {
      workspace,
      batch: batch.number,
      since: Math.floor(batch.openedAt.getTime() / 1000) - knownDays * 86_400,
    },
    format: 'JSONEachRow',
    clickhouse_settings: { ...tagged({ feature: 'ingestion', step: 'duplicates', workspace }), ...inlineSettings },
  });
  return new Set((await result.json<{ id: string }>()).map(({ id }) => id));
}

/**
 * Notes that messages came with a batch. To be done before anything of it is stored: a batch that lands before a retry of this one
 * then leaves its messages to it.
 */
export async function storeMessageIds(
  clickhouse: ClickHouseClient,
  workspace: number,
  batch: Batch,
  messageIds: ReadonlySet<string>,
): Promise<void> {
  if (messageIds.size === 0) return;
  await clickhouse.command({
    query: `
      INSERT INTO ${tables.messageIds} (workspace, message, batch, received_at)
      SELECT {workspace:UInt32}, ${hashed}, {batch:UInt64}, toDateTime({received:UInt32}, 'UTC')
      FROM (SELECT arrayJoin(${inlineArray([...messageIds], 'String')}) AS id)`,
    query_params: { workspace, batch: batch.number, received: Math.floor(batch.openedAt.getTime() / 1000) },
    clickhouse_settings: { ...tagged({ feature: 'ingestion', step: tables.messageIds, workspace }), ...inlineSettings },
  });
}
