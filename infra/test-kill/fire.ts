import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from './random.ts';
import type { Stack, Victim } from './stack.ts';

/** Kills, and what the work under them is at. */
export interface Firing {
  kills: number;
  /** Each gets its share. */
  victims: readonly Victim[];
  /** Resolves when the work is where kill number `kill` (from 1) may hit it. */
  ready(kill: number): Promise<void>;
  /** Milliseconds to wait then; up to three seconds where it is not said. */
  pause?(): number;
  /** Called right before each kill. */
  aim?(): Promise<void>;
  /** Told after each kill, when what took the victim's place is ready. */
  killed(kill: number): void;
  /** What the work is at, in words for the log. */
  doing(): string;
}

/** Kills at random moments, one victim at a time, until the number is reached. */
export async function fire(stack: Stack, firing: Firing, random: Random, log: (line: string) => void): Promise<void> {
  const start = performance.now();
  let order: Victim[] = [];
  for (let kill = 1; kill <= firing.kills; kill += 1) {
    await firing.ready(kill);
    // More often soon than late: work often begins right after a kill.
    await delay(firing.pause?.() ?? 100 + 3_000 * random.next() ** 2);
    if (order.length === 0) order = random.shuffle(firing.victims);
    const victim = order.pop()!;
    const moment = ((performance.now() - start) / 1000).toFixed(1);
    await firing.aim?.();
    const doing = firing.doing();
    const healthy = await stack.kill(victim);
    firing.killed(kill);
    const columns = [
      `kill ${String(kill).padStart(3)}/${firing.kills}`,
      `+${moment} s`.padStart(9),
      victim.padEnd(10),
      `ready again after ${(healthy / 1000).toFixed(1)} s`,
      doing,
    ];
    log(columns.join('  '));
  }
}
