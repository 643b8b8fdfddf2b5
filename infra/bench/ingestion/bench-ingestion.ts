/**
 * `npm run bench -- ingestion [--messages 50000] [--rounds 5] [--samples 200]`: events that a whole Cutline accepts per second, against the
 * same payload inserted into ClickHouse directly and sent to a Nest route that only parses; and how long it takes from accepted to visible
 * in a preview. Prints a table and writes it to docs/benchmark-ingestion.md. With `--streams 20` it is another: see bench-streams.ts.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { connectClickHouse } from '@cutline/clickhouse';
import { connectPostgres } from '@cutline/postgres';
import { createSource } from '@cutline/test-kill/create-source';
import { startStack } from '@cutline/test-kill/stack';
import { prepareWorkspace } from '@cutline/test-kill/workspace';
import { readOptions } from './arguments.ts';
import { timeToPreview } from './freshness.ts';
import { insertRows } from './insert-rows.ts';
import { makeMessage, makeRow } from './payload.ts';
import { percentile } from './percentile.ts';
import { writeRates } from './page.ts';
import { connections, postAll } from './post-all.ts';

interface Outcome {
  seconds: number;
  /** Milliseconds of each answer. */
  times?: number[];
}

const options = readOptions(process.argv.slice(2));
const home = mkdtempSync(join(tmpdir(), 'cutline-bench-'));
const stack = await startStack(home, (line) => console.log(line));
const parsing = spawn(process.execPath, [join(import.meta.dirname, 'parsing-server.ts')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const clean = async (): Promise<void> => {
  parsing.kill();
  await stack.stop();
  rmSync(home, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void clean().then(() => process.exit(1)));

/** Connections over which single messages come: of a few senders, and of many. */
const singleConnections = [connections, 64];
/** Numbers of the workspace that bare inserts go to: one that nobody else uses. */
const bareWorkspace = 4_000_000;

try {
  const workspace = await prepareWorkspace(stack.url);
  const writeKey = await createSource(workspace);
  const headers = { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` };
  const [port] = (await once(parsing.stdout!, 'data')) as [Buffer];
  const parseUrl = `http://127.0.0.1:${String(port).trim()}/parse`;
  const clickhouse = connectClickHouse(stack.services.clickhouse);
  const postgres = connectPostgres(stack.services.postgres.url, Math.max(...singleConnections));

  const batches = (size: number): string[] =>
    Array.from({ length: Math.ceil(options.messages / size) }, () =>
      JSON.stringify({ batch: Array.from({ length: size }, makeMessage), sentAt: new Date().toISOString() }),
    );
  // A tenth: alone they are that much slower.
  const singles = (): string[] => Array.from({ length: options.messages / 10 }, () => JSON.stringify(makeMessage()));
  const inboxEmpty = async (): Promise<number> => {
    const started = performance.now();
    for (;;) {
      const { rowCount } = await postgres.$client.query('SELECT 1 FROM inbox LIMIT 1');
      if (rowCount === 0) return (performance.now() - started) / 1000;
      await wait(20);
    }
  };
  const insertAll = async (size: number): Promise<number> => {
    const blocks = Array.from({ length: Math.ceil(options.messages / size) }, () =>
      Array.from({ length: size }, () => makeRow(bareWorkspace)),
    );
    const started = performance.now();
    let next = 0;
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (next < blocks.length)
          await clickhouse.insert({ table: 'events', values: blocks[(next += 1) - 1]!, format: 'JSONEachRow' });
      }),
    );
    return (performance.now() - started) / 1000;
  };

  const contenders: { name: string; messages: number; run(): Promise<Outcome> }[] = [
    {
      name: 'Nest route that only parses, 100 a request',
      messages: options.messages,
      run: () => postAll(parseUrl, batches(100), {}),
    },
    {
      name: 'bare inserts into ClickHouse, 100 a block',
      messages: options.messages,
      run: async () => ({ seconds: await insertAll(100) }),
    },
    {
      name: 'bare inserts into ClickHouse, 10,000 a block',
      messages: options.messages,
      run: async () => ({ seconds: await insertAll(10_000) }),
    },
    {
      name: 'Cutline: accepted, 100 a request',
      messages: options.messages,
      run: () => postAll(`${stack.url}/v1/batch`, batches(100), headers),
    },
    {
      name: 'Cutline: accepted and landed, 100 a request',
      messages: options.messages,
      run: async () => {
        const { seconds } = await postAll(`${stack.url}/v1/batch`, batches(100), headers);
        return { seconds: seconds + (await inboxEmpty()) };
      },
    },
    ...singleConnections.flatMap((atOnce) => {
      const name = (what: string): string => `${what}, 1 a request, ${atOnce} connections`;
      const messages = options.messages / 10;
      return [
        {
          name: name('Nest route that only parses'),
          messages,
          run: () => postAll(parseUrl, singles(), {}, atOnce),
        },
        {
          name: `bare inserts into PostgreSQL, 1 a commit, ${atOnce} connections`,
          messages,
          run: () => insertRows(postgres.$client, singles(), atOnce),
        },
        {
          name: name('Cutline: accepted'),
          messages,
          run: () => postAll(`${stack.url}/v1/track`, singles(), headers, atOnce),
        },
      ];
    }),
  ];
  const rates = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  const answers = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= options.rounds; round += 1) {
    for (const { name, messages, run } of contenders) {
      const { seconds, times } = await run();
      const rate = messages / seconds;
      await inboxEmpty();
      if (round > 0) rates.get(name)!.push(rate);
      if (round > 0 && times) answers.get(name)!.push(...times);
      console.log(
        `${round === 0 ? 'warm-up' : `round ${round}`}  ${name}: ${Math.round(rate).toLocaleString('en')} events/s`,
      );
    }
  }
  const quiet = await timeToPreview(workspace, { url: stack.url, headers }, options.samples);

  const floorOf = (name: string): number => percentile(rates.get(name)!, 0.5);
  const parse = floorOf(contenders[0]!.name);
  const rows = contenders.map(({ name }) => {
    const all = rates.get(name)!;
    const number = (rate: number): string => Math.round(rate).toLocaleString('en');
    const took = answers.get(name)!;
    const milliseconds = (share: number): string => (took.length > 0 ? `${percentile(took, share).toFixed(1)} ms` : '');
    return `| ${name} | ${number(floorOf(name))} | ${number(Math.min(...all))}–${number(Math.max(...all))} | ${(floorOf(name) / parse).toFixed(2)} | ${milliseconds(0.5)} | ${milliseconds(0.99)} |`;
  });
  const fresh = [0.5, 0.99].map((share) => `p${share * 100} ${percentile(quiet, share).toFixed(0)} ms`).join(', ');
  const version = (
    await (await clickhouse.query({ query: 'SELECT version() AS v', format: 'JSONEachRow' })).json<{ v: string }>()
  )[0]!.v;
  const text = `# Benchmark of ingestion

How many events a second are accepted, which means durable in PostgreSQL before the answer, by one API process, while sender, API, worker and all
databases share ${cpus().length} cores.

| Way | events a second (median) | spread | against only parsing | answer, p50 | answer, p99 |
| --- | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}

Single messages are not held up by the disk: bare inserts into PostgreSQL, one a commit, are durable as well. On these cores it is the
work for each request, and the many small batches that worker and ClickHouse land beside it. What comes while a write is on its way goes
together into the next, and several are on their way at once.

From the answer that accepts an event to the first preview that counts it: ${fresh}, of ${options.samples} events one after another. A preview takes a part of
that itself, and events are gathered for some 150 ms into one batch.

## How it was measured

\`npm run bench -- ingestion --messages ${options.messages} --rounds ${options.rounds} --samples ${options.samples}\`: ${options.rounds} rounds, interleaved, after one to warm up;
${connections} connections unless it says otherwise; each message is an order of two lines with a context as SDKs send it (${JSON.stringify(makeMessage()).length} bytes). Bare inserts go to the same
ClickHouse and table, ready as rows: no identity, no check for repeated message ids, nothing to try again. What is accepted goes on to land while the next
contender waits. ${cpus()[0]?.model ?? 'Unknown processor'}; ClickHouse ${version} (the server within chDB's library), Node ${process.versions.node}; ${new Date().toISOString().slice(0, 10)}.
`;
  writeRates(options.page, text);
  console.log(`\n${text}`);
  await Promise.all([clickhouse.close(), postgres.$client.end()]);
} finally {
  await clean();
}
