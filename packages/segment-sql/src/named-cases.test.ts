import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, it } from 'vitest';
import type { GeneratedWorkspace } from '../test/generate-workspace.ts';
import { openLane, type Lane } from '../test/lane.ts';

/** Workspaces in which SQL and evaluator once disagreed, as small as they could be made. A file's name says about what. */
const folder = new URL('../test/cases/', import.meta.url);
const cases = readdirSync(folder).filter((file) => file.endsWith('.json'));

let lane: Lane;
beforeAll(async () => {
  lane = await openLane();
});
afterAll(() => lane.close());

it.each(cases)('SQL and the reference evaluator agree on %s', async (file) => {
  const workspace = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as GeneratedWorkspace;
  await lane.agree(workspace);
});
