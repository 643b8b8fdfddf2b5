/**
 * `npm run test:change -- --scripts 100 --seed 1 [--lanes 4] [--scopes full,due,live] [--kill]`: random scripts of what happens to a workspace (definitions
 * published and edited, events, late ones and merges, erasures, the clock moved) with failures of the stores anywhere in them (`--kill`: `kill -9` of the worker's process and of ClickHouse), each held against
 * the reference evaluator after every step. A script follows from its seed, and the next one has the next seed: a series can be played in parts.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from './arguments.ts';
import { generateScript } from './generate-script.ts';
import { openKillingLane } from './killing-lane.ts';
import { playScript, type Played } from './play-script.ts';
import { reduceScript } from './reduce-script.ts';
import { describeStep, type Script } from './script.ts';
import { openLane, openServices, type Lane } from './stage.ts';

const options = readOptions(process.argv.slice(2));
const { scripts, seed: first, scopes } = options;
console.log(`seeds ${first} to ${first + scripts - 1}, runs: ${scopes.join(', ')}`);
const started = performance.now();
const { services, close } = await openServices();
const totals = { scripts: 0, steps: 0, runs: 0, failedRuns: 0, struck: 0, timelinesCompared: 0 };
const failed: number[] = [];
let next = first;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void close().finally(() => process.exit(1)));

async function playAll(lane: Lane): Promise<void> {
  while (next < first + scripts) {
    const seed = next;
    next += 1;
    const script = generateScript(seed, { scopes, faults: true });
    try {
      count(script, await playScript(lane, script));
    } catch (error) {
      failed.push(seed);
      console.log(`FAIL  seed ${seed}: ${String(error).slice(0, 4_000)}`);
      if (options.reduce > 0) await showLeast(lane, seed, script, error);
    }
  }
}

async function showLeast(lane: Lane, seed: number, script: Script, error: unknown): Promise<void> {
  const least = await reduceScript(lane, script, error, Date.now() + options.reduce * 1_000);
  const path = join(tmpdir(), `cutline-change-${seed}.json`);
  writeFileSync(path, JSON.stringify(least.script, null, 2));
  console.log(`seed ${seed}, the least that fails (${path}): ${String(least.error).slice(0, 4_000)}`);
  for (const step of least.script.steps) console.log(`      ${describeStep(step)}`);
}

function count({ steps }: Script, played: Played): void {
  totals.scripts += 1;
  totals.steps += steps.length;
  for (const each of ['runs', 'failedRuns', 'struck', 'timelinesCompared'] as const) totals[each] += played[each];
  if (totals.scripts % 10 === 0) console.log(`${totals.scripts} scripts agree, ${rate()} a minute`);
}

function rate(): string {
  return ((totals.scripts * 60_000) / (performance.now() - started)).toFixed(1);
}

const lanes = await Promise.all(
  Array.from({ length: Math.min(options.lanes, scripts) }, () =>
    options.kill ? openKillingLane(services) : openLane(),
  ),
);
await Promise.all(lanes.map(playAll));
await Promise.all(lanes.map((lane) => lane.close()));
await close();
console.log(
  `${totals.scripts} scripts agree (${rate()} a minute), ${failed.length} do not${failed.length > 0 ? `: ${failed.join(', ')}` : ''}. ` +
    `${totals.steps} steps, ${totals.runs} runs of which ${totals.failedRuns} failed, ${totals.struck} statements failed, ` +
    `timelines compared ${totals.timelinesCompared} times.`,
);
process.exit(failed.length > 0 ? 1 : 0);
