/**
 * `npm run bench -- freshness [--rate 100,1000] [--seconds 60] [--segments 20] [--page docs/benchmark-freshness.md]`: how long it takes from an event that was accepted to the change in
 * a segment, in a whole Cutline with its demo shop. Prints the page and writes it; fails where a change that had to come did not.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectClickHouse } from '@cutline/clickhouse';
import { connectPostgres } from '@cutline/postgres';
import { createApiClient } from '@cutline/test-kill/api-client';
import { createSource } from '@cutline/test-kill/create-source';
import { startStack } from '@cutline/test-kill/stack';
import { until } from '@cutline/test-kill/until';
import type { PreparedWorkspace } from '@cutline/test-kill/workspace';
import { describeMachine, measuredBy } from '../report/machine.ts';
import { readFreshnessOptions } from './arguments.ts';
import { knownCustomers, liveSegments, numberOf } from './live-segments.ts';
import { measure, type Measured } from './measure.ts';
import { freshnessPage } from './page.ts';

const options = readFreshnessOptions(process.argv.slice(2));
const machine = describeMachine();
const home = mkdtempSync(join(tmpdir(), 'cutline-bench-'));
const log = (line: string): void => console.log(line);
const starting = startStack(home, log, { CUTLINE_FIRST_RUN: 'on' });
const clean = async (): Promise<void> => {
  await (await starting.catch(() => undefined))?.stop();
  rmSync(home, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void clean().then(() => process.exit(1)));

try {
  const stack = await starting;
  const { apiKey, workspaceId } = await until('credentials', () => {
    try {
      return JSON.parse(readFileSync(join(home, 'credentials.json'), 'utf8')) as Record<
        'apiKey' | 'workspaceId',
        string
      >;
    } catch {
      return undefined;
    }
  });
  const api = createApiClient(stack.url, { authorization: `Bearer ${apiKey}` });
  const shop: PreparedWorkspace = { id: workspaceId, api, path: `/api/v1/workspaces/${workspaceId}`, definitions: [] };
  const database = connectPostgres(stack.services.postgres.url);
  const clickhouse = connectClickHouse(stack.services.clickhouse);
  const segments = await liveSegments(shop, database, options.segments);
  log(`The demo shop has ${options.segments} live segments.`);
  const workspace = await numberOf(database, workspaceId);
  const authorization = `Basic ${Buffer.from(`${await createSource(shop)}:`).toString('base64')}`;
  const customers = await knownCustomers(clickhouse, workspace);
  const send = { url: stack.url, headers: { authorization } };

  const measured: Measured[] = [];
  for (const rate of options.rates) {
    log(`Sending ${rate} events a second for ${options.seconds} s …`);
    const about = { database, clickhouse, workspaceId, workspace, segments, customers, send };
    measured.push(await measure(about, rate, options.seconds));
  }
  const [version] = await (
    await clickhouse.query({ query: 'SELECT version() AS v', format: 'JSONEachRow' })
  ).json<{ v: string }>();
  const command = `npm run bench -- freshness --rate ${options.rates.join(',')} --seconds ${options.seconds} --segments ${options.segments}`;
  const versions = [`ClickHouse ${version!.v}`];
  const page = freshnessPage(measured, {
    segments: options.segments,
    measuredBy: measuredBy(command, machine, versions),
  });
  await writeFile(options.page, page);
  log(`\n${page}`);
  if (measured.some(({ wrong, expected }) => wrong > 0 || expected === 0)) process.exitCode = 1;
  await Promise.all([clickhouse.close(), database.$client.end()]);
} finally {
  await clean();
}
