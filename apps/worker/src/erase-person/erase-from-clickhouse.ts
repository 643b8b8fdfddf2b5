import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import { tables, tagged } from '@cutline/clickhouse';
import { nameOf } from '@cutline/postgres';
import type { ErasureSubject } from './erasure-subject.ts';
import type { Counts } from './receipt.ts';

type Of = Pick<ErasureSubject, 'workspace' | 'numbers' | 'identifiers'>;

/** Message ids that one statement names: their hashes stand in its text. */
const idsAtOnce = 10_000;
/** Names that one statement names: they stand in its address. */
const namesAtOnce = 500;
const person = 'workspace = {workspace:UInt32} AND profile IN {numbers:Array(UInt32)}';
const alias =
  'workspace = {workspace:UInt32} AND (number IN {numbers:Array(UInt32)} OR profile IN {numbers:Array(UInt32)})';
const bitmap = 'bitmapBuild({numbers:Array(UInt32)})';
const inBitmap = `workspace = {workspace:UInt32} AND chunk IN {chunks:Array(UInt16)} AND bitmapHasAny(members, ${bitmap})`;

/** How many rows of ClickHouse are the person's, by what they are. A membership is one for each state of a segment that has them in it. */
export async function countInClickHouse(client: ClickHouseClient, of: Of): Promise<Counts> {
  const result = await client.query({
    query: `SELECT
        (SELECT count() FROM ${tables.events} WHERE ${person}) AS events,
        (SELECT count() FROM ${tables.profileValues} WHERE ${person}) AS values,
        (SELECT count() FROM ${tables.identifiers} WHERE ${person}) AS identifiers,
        (SELECT count() FROM ${tables.profileAliases} WHERE ${alias}) AS aliases,
        (SELECT count() FROM ${tables.memberships} WHERE ${inBitmap}) AS memberships,
        (SELECT count() FROM ${tables.membershipChanges} WHERE ${person}) AS membershipChanges,
        (SELECT count() FROM ${tables.timelines} WHERE ${person}) AS timelines,
        (SELECT count() FROM ${tables.runBitmaps} WHERE ${inBitmap}) AS scratch`,
    query_params: parameters(of),
    format: 'JSONEachRow',
    clickhouse_settings: settings(of, 'count'),
  });
  const [row] = await result.json<Record<string, string>>();
  const counts: Counts = Object.fromEntries(Object.entries(row!).map(([name, count]) => [name, Number(count)]));
  const elsewhere = await namesElsewhere(client, of);
  return { ...counts, identifiers: counts['identifiers']! + elsewhere.length };
}

/**
 * Takes away what the person did and said: at once for every reader, from the files when parts merge or `npm run scrub` makes them. Doing it
 * again changes nothing. The ids of their messages go first, as they are found by the events.
 */
export async function eraseEvents(client: ClickHouseClient, of: Of): Promise<void> {
  await eraseMessageIds(client, of);
  for (const table of [tables.events, tables.profileValues]) await patchAway(client, of, table, person);
  const elsewhere = (await namesElsewhere(client, of)).map(
    ({ profile, kind, batch, mark }) => `(${profile}, '${kind}', ${batch}, ${mark})`,
  );
  const named = `(profile, toString(kind), batch, ${markOfName}) IN (${elsewhere.join(', ')})`;
  const names = elsewhere.length === 0 ? person : `${person} OR workspace = {workspace:UInt32} AND ${named}`;
  await rewrite(client, of, `ALTER TABLE ${tables.identifiers} DELETE WHERE ${names}`);
  await rewrite(client, of, `ALTER TABLE ${tables.profileAliases} DELETE WHERE ${alias}`);
}

/**
 * Takes away the person's timelines, and the person out of every state of every segment, kept or in the making. The sets are rewritten without their numbers, which is
 * the same however often it is done; how many members a segment had was published and stays.
 */
export async function eraseMemberships(client: ClickHouseClient, of: Of): Promise<void> {
  for (const table of [tables.membershipChanges, tables.timelines]) await patchAway(client, of, table, person);
  const without = `members = bitmapAndnot(members, ${bitmap})`;
  await client.command({
    query: `UPDATE ${tables.memberships} SET ${without} WHERE ${inBitmap}`,
    query_params: parameters(of),
    clickhouse_settings: settings(of, 'memberships'),
  });
  await rewrite(client, of, `ALTER TABLE ${tables.runBitmaps} UPDATE ${without} WHERE ${inBitmap}`);
}

/** Of a name, what tells it from others of a profile and a batch, and not what it is. */
const markOfName = 'cityHash64(value) % 65536';

/** A row that has one of the person's names under somebody else's number: whoever had it before. */
interface NameElsewhere {
  profile: number;
  kind: string;
  batch: string;
  mark: string;
}

/** Statements that delete are kept, and told to everybody who asks: they must not say the names, so these are looked for first. */
async function namesElsewhere(client: ClickHouseClient, of: Of): Promise<NameElsewhere[]> {
  const { workspace, numbers, identifiers } = of;
  const found: NameElsewhere[] = [];
  for (let at = 0; at < identifiers.length; at += namesAtOnce) {
    const these = identifiers.slice(at, at + namesAtOnce);
    const result = await client.query({
      query: `SELECT DISTINCT profile, toString(kind) AS kind, toString(batch) AS batch, toString(${markOfName}) AS mark FROM ${tables.identifiers}
        WHERE workspace = {workspace:UInt32} AND profile NOT IN {numbers:Array(UInt32)}
          AND value IN {values:Array(String)} AND has({names:Array(String)}, concat(toString(identifiers.kind), ':', value))`,
      query_params: { workspace, numbers, names: these.map(nameOf), values: these.map(({ value }) => value) },
      format: 'JSONEachRow',
      clickhouse_settings: settings(of, 'names'),
    });
    found.push(...(await result.json<NameElsewhere>()));
  }
  return found;
}

/** Takes away by what the person's messages would be known again if they were sent once more. */
export async function eraseMessageIds(client: ClickHouseClient, of: Of): Promise<void> {
  const result = await client.query({
    query: `SELECT DISTINCT toString(message) AS message FROM ${tables.messageIds}
      WHERE workspace = {workspace:UInt32} AND message IN (
        SELECT reinterpretAsUInt128(sipHash128(message_id))
        FROM (
          SELECT message_id FROM ${tables.events} WHERE ${person}
          UNION ALL
          SELECT message_id FROM ${tables.profileValues} WHERE ${person}
        )
      )`,
    query_params: parameters(of),
    format: 'JSONEachRow',
    clickhouse_settings: settings(of, 'message ids'),
  });
  const messages = (await result.json<{ message: string }>()).map(({ message }) => `toUInt128('${message}')`);
  for (let at = 0; at < messages.length; at += idsAtOnce) {
    const these = messages.slice(at, at + idsAtOnce).join(', ');
    await rewrite(
      client,
      of,
      `ALTER TABLE ${tables.messageIds} DELETE WHERE workspace = {workspace:UInt32} AND message IN (${these})`,
    );
  }
}

/** Deletes by patch parts: a tenth of a second, where rewriting the parts takes many. */
async function patchAway(client: ClickHouseClient, of: Of, table: string, condition: string): Promise<void> {
  await client.command({
    query: `DELETE FROM ${table} WHERE ${condition}`,
    query_params: parameters(of),
    clickhouse_settings: {
      ...settings(of, table),
      lightweight_delete_mode: 'lightweight_update',
      lightweight_deletes_sync: '2',
    },
  });
}

/** For tables without the columns that patches need; they are small. */
async function rewrite(client: ClickHouseClient, of: Of, query: string): Promise<void> {
  await client.command({
    query,
    query_params: parameters(of),
    clickhouse_settings: {
      ...settings(of, 'rewrite'),
      mutations_sync: '2',
      max_query_size: '10000000',
      max_ast_elements: '1000000',
      max_expanded_ast_elements: '1000000',
    },
  });
}

function parameters({ workspace, numbers }: Of): Record<string, unknown> {
  return { workspace, numbers, chunks: [...new Set(numbers.map((number) => number >>> 16))] };
}

function settings({ workspace }: Of, step: string): ClickHouseSettings {
  return tagged({ feature: 'erasure', step, workspace });
}
