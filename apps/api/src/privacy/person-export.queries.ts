import type { ClickHouseClient } from '@clickhouse/client';
import { and, asc, eq, sql } from 'drizzle-orm';
import { tables, tagged } from '@cutline/clickhouse';
import { mentionPattern, nameOf, schema, type Database, type Person } from '@cutline/postgres';

export interface ExportedPerson extends Person {
  workspaceId: string;
  /** The workspace's number. */
  workspace: number;
}

const { identifier } = schema;

/** An instant as text: 2026-01-31T12:00:00.000Z. */
const iso = (expression: string): string => `concat(replaceOne(toString(${expression}), ' ', 'T'), 'Z')`;
const person = 'workspace = {workspace:UInt32} AND profile IN {numbers:Array(UInt32)}';

/** Identifiers with the batch that first brought them. */
export async function listNames(database: Database, { workspace }: ExportedPerson, profile: number) {
  return database
    .select({ kind: identifier.kind, value: identifier.value, number: identifier.number, batch: identifier.batch })
    .from(identifier)
    .where(and(eq(identifier.workspace, workspace), eq(identifier.profile, profile)))
    .orderBy(asc(identifier.kind), asc(identifier.value));
}

/** Every event, earliest first, each as a line of JSON. */
export function streamEvents(client: ClickHouseClient, of: ExportedPerson): AsyncGenerator<string> {
  return lines(
    client,
    of,
    `SELECT message_id AS messageId, action, ${iso('e.time')} AS time, ${iso('e.received_at')} AS receivedAt, e.batch AS batch,
      source, toString(e.revenue) AS revenue, currency, order_id AS orderId, products, parameters, e.profile AS number
    FROM ${tables.events} AS e WHERE ${person} ORDER BY e.time, message_id`,
  );
}

/** Every value that an attribute or a channel's consent was ever given, by name and time. */
export function streamValues(
  client: ClickHouseClient,
  of: ExportedPerson,
  kind: 'attribute' | 'consent',
): AsyncGenerator<string> {
  const value =
    kind === 'consent'
      ? 'boolean AS agreed'
      : `text, toString(number) AS number, boolean, ${iso('instant')} AS instant, toString(date) AS date, if(is_list, toJSONString(list), NULL) AS list`;
  return lines(
    client,
    of,
    `SELECT name, ${value}, ${iso('v.time')} AS time, source, message_id AS messageId, v.batch AS batch
    FROM ${tables.profileValues} AS v WHERE ${person} AND v.kind = '${kind}' ORDER BY name, v.time, message_id, v.batch`,
  );
}

/** Every entry into a segment and every exit. */
export function streamChanges(client: ClickHouseClient, of: ExportedPerson): AsyncGenerator<string> {
  return lines(
    client,
    of,
    `SELECT toString(segment) AS segment, change, ${iso('c.at')} AS at, c.run AS run, version, reason, c.profile AS profile
    FROM ${tables.membershipChanges} AS c FINAL WHERE ${person} ORDER BY c.at, c.run`,
  );
}

/** Rows that imports refused in which an identifier of the person stands by itself. */
export async function listRejects(database: Database, { workspaceId, identifiers }: ExportedPerson) {
  const pattern = mentionPattern(identifiers);
  const found = await database.execute(sql`
    SELECT import.file_name AS file, import_id AS import, line, code, message, "column", raw
    FROM import_reject JOIN import ON import.id = import_id
    WHERE workspace_id = ${workspaceId} AND (raw ~* ${pattern} OR message ~* ${pattern} OR value ~* ${pattern})
    ORDER BY import_id, line`);
  return found.rows;
}

/** What the debugger shows of the person: messages as they came. */
export async function listDebuggerMessages(database: Database, of: ExportedPerson) {
  const pattern = mentionPattern(of.identifiers);
  const found = await database.execute(sql`
    SELECT source_id AS source, received_at AS "receivedAt", type, message_id AS "messageId", outcome, raw
    FROM source_message
    WHERE workspace = ${of.workspace} AND (
      identifiers && ${sql.param(of.identifiers.map(nameOf))}::text[] OR number = ANY (${sql.param(of.numbers)}::bigint[]) OR raw ~* ${pattern}
    )
    ORDER BY id`);
  return found.rows;
}

async function* lines(
  client: ClickHouseClient,
  { workspace, numbers }: ExportedPerson,
  query: string,
): AsyncGenerator<string> {
  const result = await client.query({
    query,
    query_params: { workspace, numbers },
    format: 'JSONEachRow',
    clickhouse_settings: tagged({ feature: 'privacy', step: 'export', workspace }),
  });
  for await (const rows of result.stream()) for (const row of rows) yield row.text;
}
