import { importFile, type ImportState } from './import-files.ts';
import { latestRuns, runAsOf } from './runs.ts';
import type { SalesFile } from './sales-files.ts';
import { instants } from './story.ts';
import { until } from './until.ts';
import type { PreparedWorkspace } from './workspace.ts';

/** What the work under fire is at, for the log and for pacing. */
export interface Scene {
  kills: number;
  /** Files whose import has begun. */
  begun: number;
  importing: string;
  computing: string;
}

/** Resolves when a kill may come: not before the import of the file whose turn it is has begun, so that each file gets its share. */
export async function importHasBegun(
  scene: Scene,
  kill: number,
  { kills, files }: { kills: number; files: number },
): Promise<void> {
  const turn = Math.floor(((kill - 1) * files) / kills);
  await until(`the import of file ${turn + 1} to begin`, () => (scene.begun > turn ? true : undefined), 600_000);
}

/** Imports the files one after another, spread over the kills so that each is under fire: see `importHasBegun`. */
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
