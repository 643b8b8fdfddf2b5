import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from './random.ts';
import { victims, type Stack, type Victim } from './stack.ts';
import { until } from './until.ts';

/** What the work under fire is at, for the log and for pacing. */
export interface Scene {
  kills: number;
  /** Files whose import has begun. */
  begun: number;
  importing: string;
  computing: string;
}

/**
 * Kills at random moments until the number is reached; every victim gets its share, and so does every one of the `files`: no kill
 * comes before the import of the file whose turn it is has begun.
 */
export async function fire(
  stack: Stack,
  scene: Scene,
  { kills, files }: { kills: number; files: number },
  random: Random,
  log: (line: string) => void,
): Promise<void> {
  const start = performance.now();
  let order: Victim[] = [];
  for (let kill = 1; kill <= kills; kill += 1) {
    const turn = Math.floor(((kill - 1) * files) / kills);
    await until(`the import of file ${turn + 1} to begin`, () => (scene.begun > turn ? true : undefined), 600_000);
    // More often soon than late: an import begins right after a kill.
    await delay(100 + 3_000 * random.next() ** 2);
    if (order.length === 0) order = random.shuffle(victims);
    const victim = order.pop()!;
    const moment = ((performance.now() - start) / 1000).toFixed(1);
    const doing = `${scene.importing}; ${scene.computing}`;
    const healthy = await stack.kill(victim);
    scene.kills = kill;
    const columns = [
      `kill ${String(kill).padStart(3)}/${kills}`,
      `+${moment} s`.padStart(9),
      victim.padEnd(10),
      `ready again after ${(healthy / 1000).toFixed(1)} s`,
      doing,
    ];
    log(columns.join('  '));
  }
}
