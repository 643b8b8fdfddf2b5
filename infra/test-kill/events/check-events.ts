import { connectClickHouse } from '@cutline/clickhouse';
import pg from 'pg';
import type { Checks } from '../checks.ts';
import type { RunState } from '../runs.ts';
import type { Stack } from '../stack.ts';
import { until } from '../until.ts';
import type { PreparedWorkspace } from '../workspace.ts';
import type { ClientReport } from './client.ts';
import type { SentMessage } from './make-messages.ts';

interface Landed {
  messageId: string;
  /** The profile that it counts for. */
  profile: number;
  revenue: number;
}

/**
 * Waits until the inbox is empty, then compares: each event that was acknowledged stands there once, for its customer and with its amount;
 * of those given up each at most once; nothing else. Then a run's metrics, against the same reckoned here.
 */
export async function checkEvents(
  stack: Stack,
  workspace: PreparedWorkspace,
  sent: readonly SentMessage[],
  reports: readonly ClientReport[],
  run: () => Promise<RunState>,
  checks: Checks,
  log: (line: string) => void,
): Promise<void> {
  const postgres = new pg.Client({ connectionString: stack.services.postgres.url });
  const clickhouse = connectClickHouse(stack.services.clickhouse);
  await postgres.connect();
  try {
    const since = performance.now();
    await until(
      'the inbox to be empty',
      async () => ((await postgres.query('SELECT 1 FROM inbox LIMIT 1')).rowCount === 0 ? true : undefined),
      600_000,
    );
    log(`the inbox was empty ${((performance.now() - since) / 1000).toFixed(1)} s after the last answer`);
    const found = await postgres.query<{ number: number }>('SELECT number FROM workspace WHERE id = $1', [
      workspace.id,
    ]);
    const query_params = { workspace: found.rows[0]!.number };
    const rows = await clickhouse.query({
      query: `
        SELECT message_id AS messageId, if(alias.profile = 0, events.profile, alias.profile) AS profile,
          toInt64(ifNull(revenue, 0) * 10000) AS revenue
        FROM events
        LEFT JOIN (
          SELECT number, argMax(profile, batch) AS profile FROM profile_aliases
          WHERE workspace = {workspace:UInt32} GROUP BY number
        ) AS alias ON alias.number = events.profile
        WHERE workspace = {workspace:UInt32}`,
      query_params,
      format: 'JSONEachRow',
    });
    const landed = (await rows.json<{ messageId: string; profile: number; revenue: string }>()).map((row): Landed => ({
      ...row,
      revenue: Number(row.revenue),
    }));
    const names = await postgres.query<{ value: string; profile: string }>(
      `SELECT value, profile FROM identifier WHERE workspace = $1 AND kind = 'customId'`,
      [query_params.workspace],
    );
    const profileOf = new Map(names.rows.map(({ value, profile }) => [value, Number(profile)]));

    const acknowledged = new Set(reports.flatMap((report) => [...report.acknowledged]));
    const unsure = new Set(reports.flatMap((report) => [...report.unsure]));
    const events = new Map(sent.filter(({ type }) => type === 'track').map((message) => [message.messageId, message]));
    const times = Map.groupBy(landed, ({ messageId }) => messageId);
    checks.none(
      `each of ${[...events.keys()].filter((id) => acknowledged.has(id)).length} acknowledged events is there`,
      [...events.keys()].filter((id) => acknowledged.has(id) && !times.has(id)),
    );
    checks.none(
      `no event is there twice`,
      [...times].filter(([, each]) => each.length > 1).map(([id, each]) => `${id}: ${each.length} times`),
    );
    checks.none(
      'nothing else is there',
      [...times.keys()].filter((id) => !events.has(id) || (!acknowledged.has(id) && !unsure.has(id))),
    );
    checks.none(
      'each counts for its customer, with its amount',
      landed
        .filter(({ messageId, profile, revenue }) => {
          const message = events.get(messageId);
          return message && (profileOf.get(message.customer) !== profile || message.revenue !== revenue);
        })
        .map(({ messageId, profile }) => `${messageId}: profile ${profile}`),
    );
    const open = await postgres.query(`SELECT number FROM ingestion_batch WHERE status = 'open'`);
    checks.equal('no batch is open', open.rowCount, 0);

    await checkMetrics(workspace, run, landed, events, checks);
  } finally {
    await Promise.all([postgres.end(), clickhouse.close()]);
  }
}

/** Orders per customer, the 0.7 quantile of them and all revenue: as a run says, and as follows from the events that landed. */
async function checkMetrics(
  { api, path }: PreparedWorkspace,
  run: () => Promise<RunState>,
  landed: readonly Landed[],
  events: ReadonlyMap<string, SentMessage>,
  checks: Checks,
): Promise<void> {
  const create = async (json: unknown): Promise<string> =>
    ((await api.call('POST', `${path}/definitions`, { json })).body as { id: string }).id;
  const purchases = await create({
    formatVersion: 2,
    kind: 'aggregate',
    name: 'All orders',
    actions: ['transaction.charge'],
    aggregator: { type: 'count' },
    window: { type: 'allTime' },
  });
  const line = await create({
    formatVersion: 2,
    kind: 'metric',
    name: 'Line of all orders',
    measure: {
      type: 'values',
      of: { type: 'aggregate', aggregate: purchases },
      population: { type: 'active' },
      statistic: { type: 'quantile', level: 0.7, method: 'higher' },
    },
  });
  const revenue = await create({
    formatVersion: 2,
    kind: 'metric',
    name: 'All revenue',
    measure: {
      type: 'events',
      actions: ['transaction.charge'],
      aggregator: { type: 'sum', parameter: { name: 'revenue', type: 'money' } },
      window: { type: 'allTime' },
      population: { type: 'all' },
    },
  });
  await run();
  const valueOf = async (id: string): Promise<{ value: number; profiles: number }> => {
    const { body } = await api.call('GET', `${path}/definitions/${id}`);
    const { metric } = body as { metric: { value: string; profiles: number } };
    return { value: Number(metric.value), profiles: metric.profiles };
  };
  const orders = landed.filter(({ messageId }) => events.get(messageId)?.isOrder);
  const counts = [...Map.groupBy(orders, ({ profile }) => profile).values()]
    .map((of) => of.length)
    .sort((a, b) => a - b);
  const place = ((counts.length - 1) * 7) / 10;
  checks.equal('the 0.7 quantile of orders, over those who ordered', await valueOf(line), {
    value: counts[Math.ceil(place)],
    profiles: counts.length,
  });
  checks.equal(
    'the sum of all revenue',
    (await valueOf(revenue)).value,
    orders.reduce((sum, order) => sum + order.revenue, 0) / 10_000,
  );
}
