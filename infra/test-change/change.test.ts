import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateScript } from './generate-script.ts';
import { playScript } from './play-script.ts';
import { openLane, type Lane } from './stage.ts';

/** A few scripts; `npm run test:change` plays as many as it is told to. */
const seeds = [2, 3];

let lanes: Lane[];
beforeAll(async () => {
  lanes = await Promise.all(seeds.map(() => openLane()));
});
afterAll(async () => {
  await Promise.all(lanes.map((lane) => lane.close()));
});

test(
  'whatever happens in whatever order, members, metrics, changes and earlier states are what the evaluator says',
  { timeout: 180_000 },
  async () => {
    const played = await Promise.all(
      seeds.map((seed, index) =>
        playScript(lanes[index]!, generateScript(seed, { scopes: ['full', 'due', 'live'], faults: true })),
      ),
    );
    for (const { runs } of played) {
      expect(runs).toBeGreaterThan(1);
    }
    expect(played.reduce((sum, { struck }) => sum + struck, 0)).toBeGreaterThan(0);
  },
);
