import type { Scene } from './fire.ts';
import { importFile, type ImportState } from './import-files.ts';
import { latestRuns, runAsOf } from './runs.ts';
import type { SalesFile } from './sales-files.ts';
import { instants } from './story.ts';
import { until } from './until.ts';
import type { PreparedWorkspace } from './workspace.ts';

/** Imports the files one after another, spread over the kills so that each is under fire: see `fire`. */
export async function importUnderFire(
  workspace: PreparedWorkspace,
  files: SalesFile[],
  scene: Scene,
  kills: number,
): Promise<ImportState[]> {
  const imports: ImportState[] = [];
  for (const [index, file] of files.entries()) {
    const turn = Math.ceil((index * kills) / files.length);
    await until(`kill ${turn}`, () => (scene.kills >= turn ? true : undefined), 3_600_000);
    scene.begun = index + 1;
    const ended = await importFile(workspace, file, (state) => {
      scene.importing = `${file.name}: ${state.accepted + state.rejected} of ${file.rows} rows`;
    });
    imports.push(ended);
    scene.importing = `${file.name} is in`;
  }
  return imports;
}

/** Recomputes as of one instant after another until told to stop; returns how many runs it saw through. */
export async function recomputeUnderFire(
  workspace: PreparedWorkspace,
  scene: Scene,
  stop: () => boolean,
): Promise<number> {
  let runs = 0;
  while (!stop()) {
    const asOf = instants[runs % instants.length]!;
    scene.computing = `run as of ${new Date(asOf).toISOString().slice(0, 10)}`;
    await runAsOf(workspace, asOf);
    runs += 1;
  }
  const [latest] = await latestRuns(workspace, 1);
  scene.computing = `run ${latest?.number} ${latest?.status}`;
  return runs;
}
