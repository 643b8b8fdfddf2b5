import type { KillOptions } from './arguments.ts';
import { checkImport } from './check-import.ts';
import { checkRuns, meaningOf } from './check-runs.ts';
import type { Checks } from './checks.ts';
import { fire } from './fire.ts';
import { createRandom } from './random.ts';
import { latestRuns, runAsOf, untilQuiet } from './runs.ts';
import { makeSalesFiles } from './sales-files.ts';
import { victims, type Stack } from './stack.ts';
import { readStored } from './stored.ts';
import { asOf } from './story.ts';
import { importHasBegun, importUnderFire, recomputeUnderFire, type Scene } from './work.ts';
import { prepareWorkspace } from './workspace.ts';

const filesPerTest = 5;

/** Files are imported and segments recomputed under fire; then events, runs, members and changes are what the files say. */
export async function importsUnderFire(
  stack: Stack,
  options: KillOptions,
  checks: Checks,
  log: (line: string) => void,
): Promise<void> {
  const workspace = await prepareWorkspace(stack.url);
  const files = makeSalesFiles(options.rows, filesPerTest, options.seed);
  const random = createRandom(options.seed + 1);
  const { kills } = options;

  const scene: Scene = { kills: 0, begun: 0, importing: 'no import yet', computing: 'no run yet' };
  let over = false;
  const firing = Promise.all([
    fire(
      stack,
      {
        kills,
        victims,
        ready: (kill) => importHasBegun(scene, kill, { kills, files: files.length }),
        killed: (kill) => void (scene.kills = kill),
        doing: () => `${scene.importing}; ${scene.computing}`,
      },
      random,
      log,
    ),
    importUnderFire(workspace, files, scene, kills),
  ]).finally(() => (over = true));
  const [[, imports], runs] = await Promise.all([firing, recomputeUnderFire(workspace, scene, () => over)]);
  log(`${kills} kills are done; ${files.length} imports and ${runs} runs that were waited for have come through.`);

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
}
