import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { definitionsInWorkspace, generatedWorkspace, type GeneratedWorkspace } from '../test/generate-workspace.ts';
import { openLane, type Lane } from '../test/lane.ts';

/** A case is one definition, evaluated at two instants or more. */
const cases = Number(process.env['CUTLINE_CASES'] ?? 400);
const seed = Number(process.env['CUTLINE_SEED'] ?? Date.now() % 2 ** 31);
/** How long a counter-example may be made smaller. */
const seconds = Number(process.env['CUTLINE_REDUCE_SECONDS'] ?? 60);
/** Two at a time: while one waits for the engine the other generates and evaluates. */
const laneCount = 2;
const perLane = Math.ceil(cases / definitionsInWorkspace / laneCount);

let lanes: Lane[];
beforeAll(async () => {
  lanes = await Promise.all(Array.from({ length: laneCount }, openLane));
});
afterAll(async () => {
  await Promise.all(lanes.map((lane) => lane.close()));
});

it(
  'SQL on the real engine and the reference evaluator agree on values, members, metrics, lines and changes',
  async () => {
    const started = Date.now();
    const failures = await Promise.all(lanes.map((lane, index) => firstFailure(lane, seed + index)));
    const took = Math.round((Date.now() - started) / 1000);
    const count = perLane * laneCount * definitionsInWorkspace;
    console.log(`${count} definitions in ${perLane * laneCount} workspaces, seed ${seed}: ${took} s`);
    expect(failures.filter((each) => each !== null).join('\n\n')).toBe('');
  },
  (cases * 2 + 300) * 1000,
);

/** One disagreement is enough: the other lanes need not go on. */
let found = false;

/** What the first disagreement of a lane is, with the least workspace that shows it; null where there is none. */
async function firstFailure(lane: Lane, laneSeed: number): Promise<string | null> {
  const property = fc.asyncProperty(generatedWorkspace, async (generated) => {
    if (found) return;
    await lane.agree(generated).catch((error: unknown) => {
      found = true;
      throw error;
    });
  });
  const { counterexample, counterexamplePath, errorInstance } = await fc.check(property, {
    numRuns: perLane,
    seed: laneSeed,
    endOnFailure: true,
  });
  if (!counterexample) return null;
  const [failing] = counterexample as [GeneratedWorkspace];
  const reduced = await lane.reduce(failing, errorInstance, seconds);
  return `Seed ${laneSeed}, path ${counterexamplePath}: ${String(errorInstance)}\n${JSON.stringify(reduced)}`;
}
