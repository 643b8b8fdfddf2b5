/**
 * `npm run bench -- ingestion --streams 20 [--messages 50000] [--rounds 5]`: events a second that a whole Cutline accepts and lands, with the timelines of so many streams being kept and without. Prints
 * a table, writes it into docs/benchmark-ingestion.md, and fails where a timeline is not what its events give.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connectClickHouse } from '@cutline/clickhouse';
import { connectPostgres, knownBatch } from '@cutline/postgres';
import { createSource } from '@cutline/test-kill/create-source';
import { startStack } from '@cutline/test-kill/stack';
import { prepareWorkspace } from '@cutline/test-kill/workspace';
import { numberOf } from '../freshness/live-segments.ts';
import { markdownTable, median, number } from '../report/figures.ts';
import { describeMachine, measuredBy } from '../report/machine.ts';
import { readOptions } from './arguments.ts';
import { actionOf, addUntil, keepStreams } from './kept-streams.ts';
import { writeStreams } from './page.ts';
import { makeMessage } from './payload.ts';
import { connections, postAll } from './post-all.ts';

const options = readOptions(process.argv.slice(2));
const machine = describeMachine();
const home = mkdtempSync(join(tmpdir(), 'cutline-bench-'));
const starting = startStack(home, (line) => console.log(line));
const clean = async (): Promise<void> => {
  await (await starting.catch(() => undefined))?.stop();
  rmSync(home, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void clean().then(() => process.exit(1)));

/** Milliseconds between two additions where they are not made all the time. */
const apart = 10_000;

try {
  const stack = await starting;
  const prepared = await prepareWorkspace(stack.url);
  const writeKey = await createSource(prepared);
  const headers = { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` };
  const database = connectPostgres(stack.services.postgres.url);
  const clickhouse = connectClickHouse(stack.services.clickhouse);
  const workspace = await numberOf(database, prepared.id);
  const streams = await keepStreams({ database, clickhouse }, prepared.id, options.streams);

  // Customers come round every 20,000 messages: each time with other actions.
  const named = (message: number): string => actionOf((message + Math.floor(message / 20_000)) % options.streams);
  const batches = (): string[] =>
    Array.from({ length: Math.ceil(options.messages / 100) }, () =>
      JSON.stringify({
        batch: Array.from({ length: 100 }, () => makeMessage(named)),
        sentAt: new Date().toISOString(),
      }),
    );
  const landAll = async (bodies: string[]): Promise<void> => {
    await postAll(`${stack.url}/v1/batch`, bodies, headers);
    while ((await database.$client.query('SELECT 1 FROM inbox LIMIT 1')).rowCount !== 0) await wait(20);
  };
  /** Seconds until all has landed and, where it is added to timelines, is in all of them; and how often it was added. */
  const landAndAdd = async (every: number | null): Promise<{ landed: number; complete: number; passes: number }> => {
    const bodies = batches();
    const started = performance.now();
    const since = (): number => (performance.now() - started) / 1000;
    let over = false;
    const adding = every === null ? Promise.resolve(0) : addUntil(streams, () => over, every);
    await landAll(bodies).finally(() => (over = true));
    const landed = since();
    const passes = await adding;
    if (every === null) return { landed, complete: landed, passes };
    while ((await streams.addAll()) < (await knownBatch(database, workspace)));
    return { landed, complete: since(), passes: passes + 1 };
  };

  const contenders = [
    { name: 'without', every: null },
    { name: `kept, added to every ${apart / 1000} s`, every: apart },
    { name: 'kept, added to all the time', every: 0 },
  ].map((contender) => ({ ...contender, landed: [] as number[], complete: [] as number[], passes: 0 }));
  for (let round = 0; round <= options.rounds; round += 1) {
    for (const contender of contenders) {
      const { landed, complete, passes } = await landAndAdd(contender.every);
      const sent = Math.ceil(options.messages / 100) * 100;
      console.log(
        `${round === 0 ? 'warm-up' : `round ${round}`}  ${contender.name}: landed ${number(Math.round(sent / landed))} events/s, complete ${number(Math.round(sent / complete))} events/s, ${passes} additions`,
      );
      // What landed without is added before anybody else is measured.
      await streams.addAll();
      if (round === 0) continue;
      contender.landed.push(sent / landed);
      contender.complete.push(sent / complete);
      contender.passes += passes;
    }
  }
  const wrong = await streams.differences();
  const { profiles, events } = await streams.size();
  if (wrong.length > 0 || events === 0) process.exitCode = 1;

  const without = contenders[0]!.landed;
  const rate = (rates: readonly number[]): string =>
    `${number(Math.round(median(rates)))} (${number(Math.round(Math.min(...rates)))}–${number(Math.round(Math.max(...rates)))})`;
  // Of each round: what else the machine did then, it did to all.
  const share = (rates: readonly number[]): string =>
    `${Math.round(median(rates.map((each, round) => each / without[round]!)) * 100)} %`;
  const table = markdownTable(
    ['timelines', 'landed a second', 'share', 'landed and added a second', 'share', 'additions'],
    contenders.map(({ name, every, landed, complete, passes }) => [
      name,
      rate(landed),
      share(landed),
      every === null ? '' : rate(complete),
      every === null ? '' : share(complete),
      every === null ? '' : (passes / options.rounds).toFixed(1),
    ]),
  );
  const [version] = await (
    await clickhouse.query({ query: 'SELECT version() AS v', format: 'JSONEachRow' })
  ).json<{ v: string }>();
  const command = `npm run bench -- ingestion --streams ${options.streams} --messages ${options.messages} --rounds ${options.rounds}`;
  const text = `## With ${options.streams} streams

How many events a second are accepted and land, while the timelines of ${options.streams} streams are kept, and without.

${table}

Each message is of one of ${options.streams} actions, in turn, of one of 20,000 customers, and each action has a stream: half of them count, half add a parameter up too. What has landed is added
to all of them by the code by which runs begin: every ${apart / 1000} seconds or without a pause, where the product
does it once in each run. _Landed and added_ is until the last event is in the timelines of its stream. _Share_ is of the rate without in the same round, in the median. Medians and spreads are of ${options.rounds} interleaved
rounds after one that warms up, each of ${number(options.messages)} messages, 100 a request over ${connections} connections. Three segments of the workspace are kept right by live runs meanwhile, in all
rows. At the end all timelines were compared with what building them anew gives: ${number(events)} events in ${number(profiles)} timelines, ${wrong.length === 0 ? 'none differs' : `**${number(wrong.length)} differ**: ${wrong.slice(0, 3).join('; ')}`}.

${measuredBy(command, machine, [`ClickHouse ${version!.v}`])}`;
  writeStreams(options.page, text);
  console.log(`\n${text}`);
  await Promise.all([clickhouse.close(), database.$client.end()]);
} finally {
  await clean();
}
