/**
 * `npm run test:kill -- --kills 20 [--scenario imports|events|timelines] [--rows 120000] [--events 200000] [--clients 8] [--seed n]`: `kill -9` at
 * random moments, in a Cutline of its own; then everything that was stored is compared with what should be there.
 * `imports`: files are imported and segments recomputed while API, worker, ClickHouse, Temporal and PostgreSQL are killed.
 * `events`: clients send events and try again at random meanwhile.
 * `timelines`: worker and ClickHouse are killed during runs, backfills and appends. Kills add up over several runs, each with a seed of its own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from './arguments.ts';
import { createChecks } from './checks.ts';
import { eventsUnderFire } from './events/events-under-fire.ts';
import { importsUnderFire } from './imports-under-fire.ts';
import { startStack, type Stack } from './stack.ts';
import { timelinesUnderFire } from './timelines/timelines-under-fire.ts';

const scenarios = { imports: importsUnderFire, events: eventsUnderFire, timelines: timelinesUnderFire };
const options = readOptions(process.argv.slice(2));
const log = (line: string): void => console.log(line);
log(
  `seed ${options.seed}: npm run test:kill -- ${Object.entries(options)
    .map(([name, value]) => `--${name} ${value}`)
    .join(' ')}`,
);

const home = mkdtempSync(join(tmpdir(), 'cutline-kill-'));
const checks = createChecks(log);
let stack: Stack | undefined;
const clean = async (): Promise<void> => {
  await stack?.stop();
  // After a failure the databases and logs are what there is to learn from.
  if (checks.failed > 0) log(`What was stored, and the logs, are kept in ${home}`);
  else rmSync(home, { recursive: true, force: true });
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void clean().then(() => process.exit(1)));

try {
  // Timelines are kept of everything: what is killed is in the midst of them.
  stack = await startStack(home, log, { CUTLINE_TIMELINES_FROM: '1' });
  await scenarios[options.scenario](stack, options, checks, log);
} catch (error) {
  checks.add('the test ran to its end', error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
  await clean();
}
log(`${checks.passed} passed, ${checks.failed} failed`);
process.exitCode = checks.failed > 0 ? 1 : 0;
