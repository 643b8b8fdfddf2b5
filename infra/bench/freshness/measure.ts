import type { ClickHouseClient } from '@clickhouse/client';
import type { Database } from '@cutline/postgres';
import { until } from '@cutline/test-kill/until';
import { findChanges, marksOf, type Found, type Marks } from './changes.ts';
import { isQuiet, type KnownSegments } from './live-segments.ts';
import { ShopMessages } from './messages.ts';
import { sendSteadily, type Sent } from './send-steadily.ts';

/** The shop that is measured. */
export interface Shop {
  database: Database;
  clickhouse: ClickHouseClient;
  workspaceId: string;
  /** The workspace's number. */
  workspace: number;
  segments: KnownSegments;
  /** CustomIds of people whom the shop knows. */
  customers: readonly string[];
  send: { url: string; headers: Record<string, string> };
}

/** What one rate came to. */
export interface Measured extends Found {
  /** Messages a second that were asked for, and how long they were sent. */
  rate: number;
  seconds: number;
  sent: Pick<Sent, 'times' | 'seconds'> & { messages: number };
  /** How long each live run with changes took, in milliseconds. */
  liveRuns: number[];
  /** Runs of other scopes meanwhile. */
  otherRuns: number;
  batches: number;
  /** Profiles that became one with another meanwhile. */
  merges: number;
  /** When the last message had been accepted: messages that waited in the inbox, and those of landed batches that no live run had looked at. */
  backlog: { inbox: number; landed: number };
  /** Seconds from the last answer until everything had been looked at. */
  after: number;
}

/** Warms up at a rate, sends at it, waits until all that was sent has been looked at, and reads what became of it. */
export async function measure(shop: Shop, rate: number, seconds: number): Promise<Measured> {
  const { database, workspaceId, workspace, segments, send } = shop;
  const messages = new ShopMessages(`fresh-${rate}-${Date.now()}`, shop.customers);
  const next = () => messages.next();
  // Long enough for as many customers as come back later.
  await sendSteadily(send, next, { rate, seconds: Math.ceil(seconds / 6) + 1 });
  await untilLookedAt(shop);
  messages.seen();

  const since = await marksOf(database, workspaceId, workspace);
  const { accepted, times, seconds: took } = await sendSteadily(send, next, { rate, seconds });
  const begun = performance.now();
  const backlog = await backlogOf(shop);
  await untilLookedAt(shop);
  const after = (performance.now() - begun) / 1000;
  const found = await findChanges(shop, { workspaceId, workspace, since }, segments, accepted);
  const runs = await runsSince(shop, since);
  return {
    ...found,
    rate,
    seconds,
    sent: { times, seconds: took, messages: accepted.size },
    liveRuns: runs.live,
    otherRuns: runs.others,
    merges: await mergesSince(shop, since),
    batches: (await marksOf(database, workspaceId, workspace)).batch - since.batch,
    backlog,
    after,
  };
}

async function untilLookedAt({ database, workspaceId }: Shop): Promise<void> {
  const quiet = async () => ((await isQuiet(database, workspaceId)) ? true : undefined);
  await until('everything to be looked at', quiet, 600_000, 50);
}

async function backlogOf({ database, workspaceId, workspace }: Shop): Promise<Measured['backlog']> {
  const { rows } = await database.$client.query<{ inbox: string; landed: string }>(
    `SELECT (SELECT coalesce(sum(messages), 0) FROM inbox WHERE workspace = $2) AS inbox,
       (SELECT coalesce(sum(events), 0) FROM ingestion_batch JOIN live_clock ON live_clock.workspace_id = $1
        WHERE ingestion_batch.workspace = $2 AND number > live_clock.known) AS landed`,
    [workspaceId, workspace],
  );
  return { inbox: Number(rows[0]!.inbox), landed: Number(rows[0]!.landed) };
}

async function mergesSince({ database, workspace }: Shop, since: Marks): Promise<number> {
  const { rows } = await database.$client.query<{ merges: string }>(
    'SELECT count(DISTINCT number) AS merges FROM profile_alias WHERE workspace = $1 AND batch > $2 AND profile <> number',
    [workspace, since.batch],
  );
  return Number(rows[0]!.merges);
}

async function runsSince({ database, workspaceId }: Shop, since: Marks): Promise<{ live: number[]; others: number }> {
  const { rows } = await database.$client.query<{ scope: string; took: number }>(
    `SELECT scope, extract(epoch FROM finished_at - started_at)::float8 * 1000 AS took FROM run
     WHERE workspace_id = $1 AND number > $2 AND status <> 'running'`,
    [workspaceId, since.run],
  );
  return {
    live: rows.filter(({ scope }) => scope === 'live').map(({ took }) => took),
    others: rows.filter(({ scope }) => scope !== 'live').length,
  };
}
