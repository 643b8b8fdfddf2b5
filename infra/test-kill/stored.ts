import { connectClickHouse } from '@cutline/clickhouse';
import pg from 'pg';
import type { Stack } from './stack.ts';

/** What stands in the databases for a workspace, read directly. */
export interface Stored {
  events: StoredEvent[];
  /** customId → profile. */
  profileOf: Map<string, number>;
  /** Profile → first batch that named it. */
  knownProfiles: Map<number, number>;
  lastProfile: number;
  batches: { number: number; status: string; events: number }[];
  rejects: Map<string, { line: number; code: string }[]>;
  runs: { number: number; status: string; asOf: number; known: number }[];
  metrics: {
    definition: string;
    run: number;
    value: string | null;
    profiles: number | null;
    below: number | null;
    on: number | null;
    above: number | null;
  }[];
  sizes: { definition: string; run: number; members: number; entered: number; left: number }[];
  heads: Map<string, { run: number; members: number; status: string }>;
  changes: { segment: string; run: number; profile: number; change: 1 | -1 }[];
  /** Segment → members, as the bitmaps of the run in its head say. */
  members: Map<string, Set<number>>;
  /** Scratch rows that a run left behind. */
  scratch: number;
}

export interface StoredEvent {
  messageId: string;
  action: string;
  time: number;
  profile: number;
  batch: number;
  revenue: string | null;
  orderId: string;
}

/** Reads everything about a workspace (its id). */
export async function readStored({ services }: Stack, workspaceId: string): Promise<Stored> {
  const postgres = new pg.Client({ connectionString: services.postgres.url });
  const clickhouse = connectClickHouse(services.clickhouse);
  await postgres.connect();
  try {
    const { rows: found } = await postgres.query<{ number: number }>('SELECT number FROM workspace WHERE id = $1', [
      workspaceId,
    ]);
    const workspace = found[0]!.number;
    const select = async <Row extends object>(sql: string): Promise<Row[]> =>
      (
        await postgres.query<Row>(
          sql.replaceAll(':workspace_id', `'${workspaceId}'`).replaceAll(':workspace', String(workspace)),
        )
      ).rows;
    const scan = async <Row>(query: string, more: Record<string, unknown> = {}): Promise<Row[]> =>
      (await clickhouse.query({ query, query_params: { workspace, ...more }, format: 'JSONEachRow' })).json<Row>();

    const events = await scan<Omit<StoredEvent, 'time' | 'batch'> & { time: string; batch: string }>(
      `SELECT message_id AS messageId, action, toUnixTimestamp64Milli(time) AS time, profile, batch, toString(revenue) AS revenue, order_id AS orderId
       FROM events WHERE workspace = {workspace:UInt32}`,
    );
    const known = await scan<{ profile: number; first: string }>(
      `SELECT profile, min(batch) AS first FROM identifiers WHERE workspace = {workspace:UInt32} AND kind != 'anonymousId' GROUP BY profile`,
    );
    const identifiers = await select<{ value: string; profile: string }>(
      `SELECT value, profile FROM identifier WHERE workspace = :workspace AND kind = 'customId'`,
    );
    const [counter] = await select<{ last_profile: string }>(
      'SELECT last_profile FROM workspace_counter WHERE workspace = :workspace',
    );
    const batches = await select<{ number: string; status: string; events: number }>(
      'SELECT number, status, events FROM ingestion_batch WHERE workspace = :workspace ORDER BY number',
    );
    const rejects = await select<{ import_id: string; line: string; code: string }>(
      `SELECT import_id, line, code FROM import_reject JOIN import ON import.id = import_id
       WHERE workspace_id = :workspace_id ORDER BY import_id, line`,
    );
    const runs = await select<{ number: string; status: string; as_of: Date; known: string }>(
      'SELECT number, status, as_of, known FROM run WHERE workspace_id = :workspace_id ORDER BY number',
    );
    const metrics = await select<
      Record<'definition_id' | 'run' | 'profiles' | 'below' | 'on' | 'above', string> & { value: string | null }
    >(
      'SELECT metric_value.* FROM metric_value JOIN definition ON definition.id = definition_id WHERE workspace_id = :workspace_id',
    );
    const sizes = await select<Record<'definition_id' | 'run' | 'members' | 'entered' | 'left', string>>(
      'SELECT segment_size.* FROM segment_size JOIN definition ON definition.id = definition_id WHERE workspace_id = :workspace_id',
    );
    const heads = await select<{ definition_id: string; run: string; members: string; status: string }>(
      'SELECT segment_head.* FROM segment_head JOIN definition ON definition.id = definition_id WHERE workspace_id = :workspace_id',
    );
    const changes = await scan<{ segment: string; run: string; profile: number; change: 1 | -1 }>(
      `SELECT segment, run, profile, CAST(change, 'Int8') AS change FROM membership_changes FINAL
       WHERE workspace = {workspace:UInt32} ORDER BY segment, profile, run`,
    );
    const [scratch] = await scan<{ rows: string }>(
      'SELECT count() AS rows FROM run_bitmaps WHERE workspace = {workspace:UInt32}',
    );
    const members = new Map<string, Set<number>>();
    for (const { definition_id: segment, run } of heads) {
      const rows = await scan<{ profile: number }>(
        `SELECT arrayJoin(bitmapToArray(members)) AS profile FROM (
           SELECT members FROM memberships
           WHERE workspace = {workspace:UInt32} AND segment = {segment:UUID} AND run <= {run:UInt64}
           ORDER BY chunk, run DESC LIMIT 1 BY chunk
         )`,
        { segment, run },
      );
      members.set(segment, new Set(rows.map(({ profile }) => profile)));
    }
    const numbers = <Key extends string>(row: Record<Key, string>, keys: Key[]) =>
      Object.fromEntries(keys.map((key) => [key, Number(row[key])])) as Record<Key, number>;

    return {
      events: events.map((event) => ({ ...event, time: Number(event.time), batch: Number(event.batch) })),
      profileOf: new Map(identifiers.map(({ value, profile }) => [value, Number(profile)])),
      knownProfiles: new Map(known.map(({ profile, first }) => [profile, Number(first)])),
      lastProfile: Number(counter?.last_profile ?? 0),
      batches: batches.map((batch) => ({ ...batch, number: Number(batch.number) })),
      rejects: Map.groupBy(
        rejects.map(({ line, ...row }) => ({ ...row, line: Number(line) })),
        (row) => row.import_id,
      ),
      runs: runs.map((run) => ({
        number: Number(run.number),
        status: run.status,
        asOf: run.as_of.getTime(),
        known: Number(run.known),
      })),
      metrics: metrics.map((row) => ({
        definition: row.definition_id,
        value: row.value,
        ...numbers(row, ['run', 'profiles', 'below', 'on', 'above']),
      })),
      sizes: sizes.map((row) => ({
        definition: row.definition_id,
        ...numbers(row, ['run', 'members', 'entered', 'left']),
      })),
      heads: new Map(
        heads.map((row) => [row.definition_id, { ...numbers(row, ['run', 'members']), status: row.status }]),
      ),
      changes: changes.map((row) => ({ ...row, run: Number(row.run) })),
      members,
      scratch: Number(scratch!.rows),
    };
  } finally {
    await Promise.all([postgres.end(), clickhouse.close()]);
  }
}
