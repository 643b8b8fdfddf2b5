import type { ClickHouseClient } from '@clickhouse/client';
import { schema, type Database } from '@cutline/postgres';
import type { EvaluatedAlias, EvaluatedProfile } from '@cutline/segment-definition';
import { eq } from 'drizzle-orm';

/** What the stores hold of people and events, as far as the script does not say it. */
export interface StoredData {
  /** By message id: under which number an event stands, and the batch that brought it. Those that stand twice are in `doubled`. */
  events: Map<string, Place>;
  /** The same of values of profiles. */
  values: Map<string, Place>;
  doubled: string[];
  /** `email:ada@example.com` → number of the messages of which it is the strongest. */
  numberOf: Map<string, number>;
  identifiers: { profile: number; kind: Kind; value: string; batch: number }[];
  aliases: EvaluatedAlias[];
  /** The same aliases as the other store has them. */
  mirrored: EvaluatedAlias[];
}

type Kind = EvaluatedProfile['identifiers'][number]['kind'];

export interface Place {
  number: number;
  batch: number;
}

interface Stores {
  database: Database;
  clickhouse: ClickHouseClient;
}

/** Of a workspace (its number). */
export async function readData({ database, clickhouse }: Stores, workspace: number): Promise<StoredData> {
  const scan = async <Row>(query: string): Promise<Row[]> =>
    (await clickhouse.query({ query, query_params: { workspace }, format: 'JSONEachRow' })).json<Row>();
  const mine = 'WHERE workspace = {workspace:UInt32}';
  const [events, values, identifiers, mirrored, named, aliases] = await Promise.all([
    scan<PlacedRow>(`SELECT message_id, profile, batch FROM events ${mine}`),
    scan<PlacedRow>(`SELECT DISTINCT message_id, profile, batch FROM profile_values ${mine}`),
    scan<{ profile: number; kind: Kind; value: string; batch: string }>(
      `SELECT DISTINCT profile, kind, value, batch FROM identifiers ${mine}`,
    ),
    scan<{ number: number; batch: string; profile: number }>(
      `SELECT DISTINCT number, batch, profile FROM profile_aliases ${mine} ORDER BY batch, number`,
    ),
    database.select().from(schema.identifier).where(eq(schema.identifier.workspace, workspace)),
    database
      .select()
      .from(schema.profileAlias)
      .where(eq(schema.profileAlias.workspace, workspace))
      .orderBy(schema.profileAlias.batch, schema.profileAlias.number),
  ]);
  const doubled: string[] = [];
  return {
    events: placesOf(events, doubled),
    values: placesOf(values, doubled),
    doubled,
    numberOf: new Map(
      named.flatMap(({ kind, value, number }) => (number === null ? [] : [[`${kind}:${value}`, number] as const])),
    ),
    identifiers: identifiers.map((row) => ({ ...row, batch: Number(row.batch) })),
    aliases: aliases.map(({ number, batch, profile }) => ({ number, batch, profile })),
    mirrored: mirrored.map((row) => ({ ...row, batch: Number(row.batch) })),
  };
}

interface PlacedRow {
  message_id: string;
  profile: number;
  batch: string;
}

function placesOf(rows: PlacedRow[], doubled: string[]): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { message_id: id, profile, batch } of rows) {
    if (places.has(id)) doubled.push(id);
    places.set(id, { number: profile, batch: Number(batch) });
  }
  return places;
}
