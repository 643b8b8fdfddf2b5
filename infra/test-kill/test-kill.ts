/**
 * `npm run test:kill -- --kills 20 [--rows 120000] [--seed n]`: `kill -9` of API, worker, ClickHouse, Temporal and PostgreSQL at
 * random moments of imports and recomputes, in a Cutline of its own; then everything that was stored is compared
 * with what the files say.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from './arguments.ts';
import { checkImport } from './check-import.ts';
import { checkRuns, meaningOf } from './check-runs.ts';
import { createChecks } from './checks.ts';
import { fire, type Scene } from './fire.ts';
import { createRandom } from './random.ts';
import { latestRuns, runAsOf, untilQuiet } from './runs.ts';
import { makeSalesFiles } from './sales-files.ts';
import { startStack, type Stack } from './stack.ts';
import { readStored } from './stored.ts';
import { asOf } from './story.ts';
import { importUnderFire, recomputeUnderFire } from './work.ts';
import { prepareWorkspace } from './workspace.ts';

const filesPerTest = 5;
const options = readOptions(process.argv.slice(2));
const log = (line: string): void => console.log(line);
log(
  `seed ${options.seed}: npm run test:kill -- --kills ${options.kills} --rows ${options.rows} --seed ${options.seed}`,
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
  stack = await startStack(home, log);
  const workspace = await prepareWorkspace(stack.url);
  const files = makeSalesFiles(options.rows, filesPerTest, options.seed);
  const random = createRandom(options.seed + 1);

  const scene: Scene = { kills: 0, begun: 0, importing: 'no import yet', computing: 'no run yet' };
  let over = false;
  const firing = Promise.all([
    fire(stack, scene, { kills: options.kills, files: files.length }, random, log),
    importUnderFire(workspace, files, scene, options.kills),
  ]).finally(() => (over = true));
  const [[, imports], runs] = await Promise.all([firing, recomputeUnderFire(workspace, scene, () => over)]);
  log(
    `${options.kills} kills are done; ${files.length} imports and ${runs} runs that were waited for have come through.`,
  );

  await untilQuiet(workspace);
  const last = await runAsOf(workspace, asOf);
  const before = await readStored(stack, workspace.id);
  checkImport(checks, files, imports, before);
  const meaning = meaningOf(files, before, workspace.definitions);
  checkRuns(checks, before, meaning);
  const endless = before.runs.filter((run) => run.status !== 'completed' && run.status !== 'failed').length;
  log(
    `${before.runs.length} runs in all, ${before.runs.filter((run) => run.status === 'failed').length} of them cut off and done again, ${endless} otherwise`,
  );

  // The same (asOf, known) again, with everything killed in between.
  for (const victim of random.shuffle(['worker', 'clickhouse', 'temporal', 'api'] as const)) await stack.kill(victim);
  const again = await runAsOf(workspace, asOf);
  checks.equal('the same (asOf, known) after four kills: known', again.known, last.known);
  checks.equal('the same (asOf, known) after four kills: changes', again.changes, { entered: 0, left: 0 });
  await untilQuiet(workspace);
  const after = await readStored(stack, workspace.id);
  const untouched = (stored: typeof after): unknown[] => [
    stored.changes.length,
    stored.events.length,
    ...[...stored.heads].map(([id, head]) => [id, head.members]).sort(),
  ];
  checks.equal(
    'the same (asOf, known) after four kills: events, changes and sizes',
    untouched(after),
    untouched(before),
  );
  checks.equal('the last run is the one asked for', (await latestRuns(workspace, 1))[0]?.number, again.number);
  checkRuns(checks, after, meaning);
  checks.none('no answer of the API with the status 500', workspace.api.internalErrors);
} catch (error) {
  checks.add('the test ran to its end', error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
  await clean();
}
log(`${checks.passed} passed, ${checks.failed} failed`);
process.exitCode = checks.failed > 0 ? 1 : 0;
