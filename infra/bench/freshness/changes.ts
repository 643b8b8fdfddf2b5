import type { ClickHouseClient } from '@clickhouse/client';
import type { Database } from '@cutline/postgres';
import type { KnownSegments } from './live-segments.ts';
import type { Accepted } from './send-steadily.ts';

/** Where the time of a change went, in milliseconds. */
export interface Way {
  /** From the answer that accepted the message until its batch had its number. */
  waited: number;
  /** Until the batch had landed. */
  landed: number;
  /** Until the run that made the change began. */
  asked: number;
  /** Until that run's heads were moved. */
  computed: number;
  /** All of it. */
  total: number;
}

/** What was to be found in the log. */
export interface Found {
  expected: number;
  ways: Way[];
  /** What is missing, or stands there more than once; a few of them in words. */
  mistakes: string[];
  wrong: number;
}

interface LoggedChange {
  profile: number;
  segment: string;
  change: 'entered' | 'left';
  run: string;
}

interface Stamped {
  began: number;
  ended: number;
}

/** The greatest numbers so far: what is measured is beyond them. */
export interface Marks {
  batch: number;
  run: number;
}

export async function marksOf({ $client }: Database, workspaceId: string, workspace: number): Promise<Marks> {
  const { rows } = await $client.query<{ batch: string; run: string }>(
    `SELECT (SELECT coalesce(max(number), 0) FROM ingestion_batch WHERE workspace = $2) AS batch,
       (SELECT coalesce(max(number), 0) FROM run WHERE workspace_id = $1) AS run`,
    [workspaceId, workspace],
  );
  return { batch: Number(rows[0]!.batch), run: Number(rows[0]!.run) };
}

/** Finds each change that accepted messages must make in the log of published runs, and when the run that made it was published. */
export async function findChanges(
  { database, clickhouse }: { database: Database; clickhouse: ClickHouseClient },
  { workspaceId, workspace, since }: { workspaceId: string; workspace: number; since: Marks },
  segments: KnownSegments,
  accepted: ReadonlyMap<string, Accepted>,
): Promise<Found> {
  const rows = async <Row>(query: string): Promise<Row[]> => {
    const query_params = { workspace, ...since, segments: [...segments.keys()] };
    return (await clickhouse.query({ query, query_params, format: 'JSONEachRow' })).json<Row>();
  };
  const landed = await rows<{ message_id: string; profile: number; batch: string }>(
    'SELECT message_id, profile, batch FROM events WHERE workspace = {workspace:UInt32} AND batch > {batch:UInt64}',
  );
  const logged = await rows<LoggedChange>(
    `SELECT profile, segment, change, run FROM membership_changes
     WHERE workspace = {workspace:UInt32} AND run > {run:UInt64} AND segment IN {segments:Array(UUID)}`,
  );
  const batches = await stamps(
    database,
    `SELECT number, created_at AS began, landed_at AS ended FROM ingestion_batch WHERE workspace = $1 AND number > $2`,
    [workspace, since.batch],
  );
  const runs = await stamps(
    database,
    `SELECT number, started_at AS began, finished_at AS ended FROM run
     WHERE workspace_id = $1 AND number > $2 AND status = 'completed'`,
    [workspaceId, since.run],
  );
  const made = new Map<string, Stamped[]>();
  for (const { profile, segment, change, run } of logged) {
    const published = runs.get(run);
    if (!published) continue;
    const key = `${profile} ${segment} ${change}`;
    made.set(key, [...(made.get(key) ?? []), published]);
  }
  const found: Found = { expected: 0, ways: [], mistakes: [], wrong: 0 };
  const wrong = (mistake: string): void => {
    found.wrong += 1;
    if (found.mistakes.length < 5) found.mistakes.push(mistake);
  };
  const places = new Map(landed.map((row) => [row.message_id, row]));
  for (const [messageId, { at, expected }] of accepted) {
    if (expected === null) continue;
    const place = places.get(messageId);
    for (const [id, segment] of segments) {
      const change = segment[expected];
      if (change === undefined) continue;
      found.expected += 1;
      const [published, again] = (place && made.get(`${place.profile} ${id} ${change}`)) ?? [];
      const batch = place && batches.get(place.batch);
      if (!published || !batch) wrong(`${messageId} should have ${change} ${segment.name}`);
      else if (again) wrong(`${messageId} has ${change} ${segment.name} more than once`);
      else
        found.ways.push({
          waited: batch.began - at,
          landed: batch.ended - batch.began,
          asked: published.began - batch.ended,
          computed: published.ended - published.began,
          total: published.ended - at,
        });
    }
  }
  return found;
}

async function stamps({ $client }: Database, query: string, values: unknown[]): Promise<Map<string, Stamped>> {
  const { rows } = await $client.query<{ number: string; began: Date; ended: Date }>(query, values);
  return new Map(
    rows.map(({ number, began, ended }) => [String(number), { began: began.getTime(), ended: ended?.getTime() }]),
  );
}
