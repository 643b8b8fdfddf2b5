import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { definitionsInWorkspace, evaluatedAgain, type GeneratedWorkspace } from '../test/generate-workspace.ts';
import { openLane, type Lane } from '../test/lane.ts';

/** A case is one definition, brought from one evaluation to the next by a live run and one of what is due. */
const cases = Number(process.env['CUTLINE_CASES'] ?? 96);
const seed = Number(process.env['CUTLINE_SEED'] ?? Date.now() % 2 ** 31);
/** How long a counter-example may be made smaller. */
const seconds = Number(process.env['CUTLINE_REDUCE_SECONDS'] ?? 60);
const workspaces = Math.ceil(cases / definitionsInWorkspace);

let lane: Lane;
beforeAll(async () => {
  lane = await openLane([
    { streams: false, builds: true, values: false },
    { streams: true, builds: true, values: false },
  ]);
});
afterAll(() => lane.close());

it(
  'what live and due runs make of the run before is what the reference evaluator says from the beginning',
  async () => {
    const { counterexample, counterexamplePath, errorInstance } = await fc.check(
      fc.asyncProperty(evaluatedAgain, (generated) => lane.agree(generated)),
      { numRuns: workspaces, seed, endOnFailure: true },
    );
    if (!counterexample) return;
    const [failing] = counterexample as [GeneratedWorkspace];
    const reduced = await lane.reduce(failing, errorInstance, seconds);
    expect.fail(`Seed ${seed}, path ${counterexamplePath}: ${String(errorInstance)}\n${JSON.stringify(reduced)}`);
  },
  (cases * 2 + 300) * 1000,
);
