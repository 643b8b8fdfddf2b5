import { connectClickHouse } from '@cutline/clickhouse';
import { connectPostgres, hasAliases, putIntoInbox, schema } from '@cutline/postgres';
import { landBatch } from '@cutline/worker';
import { and, eq, ne } from 'drizzle-orm';
import type { KillOptions } from '../arguments.ts';
import type { Checks } from '../checks.ts';
import { fire } from '../fire.ts';
import { createRandom } from '../random.ts';
import { runAsOf, untilQuiet } from '../runs.ts';
import type { Stack } from '../stack.ts';
import { asOf, instants } from '../story.ts';
import { until } from '../until.ts';
import { prepareWorkspace } from '../workspace.ts';
import { differencesOfTimelines } from './compare-timelines.ts';
import { phaseHasBegun, phases, phasesNow, type Phase } from './phases.ts';
import { Purchases } from './purchases.ts';

const { inbox, stream, workspace: workspaceTable } = schema;

/**
 * Purchases land in waves, each is followed by a run that adds it to the timelines, and every third time those are doubted and made anew, while worker
 * and ClickHouse are killed, in turn during runs, backfills and appends; then the timelines are what they would be if they were made from events.
 */
export async function timelinesUnderFire(
  stack: Stack,
  { kills, rows, seed }: KillOptions,
  checks: Checks,
  log: (line: string) => void,
): Promise<void> {
  const prepared = await prepareWorkspace(stack.url);
  const database = connectPostgres(stack.services.postgres.url);
  const clickhouse = connectClickHouse(stack.services.clickhouse);
  const workspaceId = prepared.id;
  const [row] = await database.select().from(workspaceTable).where(eq(workspaceTable.id, workspaceId));
  const { number } = row!;
  const random = createRandom(seed);
  const purchases = new Purchases(createRandom(seed + 1));
  const its = eq(stream.workspaceId, workspaceId);

  for (let landed = 0; landed < rows; landed += 10_000)
    await landBatch({ database, clickhouse }, purchases.landing(number, Math.min(10_000, rows - landed)));
  await runAsOf(prepared, asOf);
  await untilBuilt();
  log(`${rows} purchases have landed; timelines are kept of them.`);

  let [waves, over] = [0, false];
  const hits = new Map<string, number>();
  let target: Phase = 'run';
  let seen: Phase[] = [];
  const firing = fire(
    stack,
    {
      kills,
      victims: ['worker', 'clickhouse'],
      ready: async (kill) => {
        target = phases[kill % phases.length]!;
        await phaseHasBegun(database.$client, workspaceId, target);
      },
      pause: () => 150 * random.next() ** 2,
      aim: async () => {
        seen = await phasesNow(database.$client, workspaceId);
        for (const phase of seen) hits.set(phase, (hits.get(phase) ?? 0) + 1);
      },
      killed: () => {},
      doing: () => `wave ${waves}: aimed at ${target}, under way: ${seen.join(', ') || 'nothing'}`,
    },
    random,
    log,
  ).finally(() => (over = true));
  await Promise.all([firing, land()]);
  log(
    `${kills} kills in ${waves} waves; under way were ${[...hits].map(([phase, times]) => `${times} × ${phase}`).join(', ')}.`,
  );

  await untilQuiet(prepared);
  await runAsOf(prepared, asOf);
  await untilBuilt();
  const last = await runAsOf(prepared, asOf);
  const streams = await database.select().from(stream).where(its);
  checks.equal('streams are kept', streams.length > 0, true);
  for (const each of streams) {
    const { status, doubted, adding, known } = each;
    const name = `timelines of stream ${each.number}`;
    checks.equal(
      `${name}: state`,
      { status, doubted, adding, known },
      {
        status: 'ready',
        doubted: false,
        adding: null,
        known: last.known,
      },
    );
    const aliases = await hasAliases(database, number, known);
    checks.none(`${name} are those that events give`, await differencesOfTimelines(clickhouse, number, each, aliases));
  }
  await database.update(stream).set({ doubted: true }).where(its);
  const fromEvents = await runAsOf(prepared, asOf);
  checks.equal('a run from events finds the same members', fromEvents.changes, { entered: 0, left: 0 });
  checks.none('no answer of the API with the status 500', prepared.api.internalErrors);
  await Promise.all([database.$client.end(), clickhouse.close()]);

  async function land(): Promise<void> {
    while (!over) {
      waves += 1;
      const messages = purchases.next(500 + random.below(3_000));
      await putIntoInbox(database, [
        { workspace: number, source: 'test', messages: messages.length, contents: JSON.stringify(messages) },
      ]);
      await until('the inbox to be empty', async () =>
        (await database.$count(inbox, eq(inbox.workspace, number))) === 0 ? true : undefined,
      );
      if (waves % 3 === 0) await database.update(stream).set({ doubted: true }).where(its);
      await runAsOf(prepared, instants[waves % instants.length]!);
    }
  }

  /** As often as not something is doubted, and built once more. */
  async function untilBuilt(): Promise<void> {
    await until(
      'timelines to be built',
      async () => {
        const all = await database.$count(stream, its);
        const unfinished = await database.$count(stream, and(its, ne(stream.status, 'ready')));
        return all > 0 && unfinished === 0 ? true : undefined;
      },
      600_000,
    );
  }
}
