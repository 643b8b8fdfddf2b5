import type { EvaluatedAlias } from '@cutline/segment-definition';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testEvaluation } from '../test/evaluation.ts';
import { startHandMadeRuns, type HandMadeRuns } from '../test/hand-made-run.ts';
import { compileMerges, mergesOf, type MergeRow } from './merges.ts';
import type { PlanInput } from './plan.ts';
import type { StoredStream } from './stream.ts';

let runs: HandMadeRuns;
beforeAll(async () => {
  runs = await startHandMadeRuns();
});
afterAll(() => runs.close());

const alias = (number: number, batch: number, profile: number): EvaluatedAlias => ({ number, batch, profile });
/** Device 2 counted for customer 1, who counts for 3 by now, then for 4, and counts for 5. Device 8 counts for 7, and 9 for itself again. */
const aliases = [
  alias(2, 1, 1),
  alias(2, 2, 4),
  alias(1, 3, 3),
  alias(2, 4, 5),
  alias(8, 1, 7),
  alias(9, 1, 7),
  alias(9, 3, 9),
];

/** What is asked of some profiles, as of batch `known`, where timelines know merges up to batch `timelines`. */
async function rowsOf(looked: number[], { timelines = 9, known = 4, most = 9 } = {}): Promise<MergeRow[]> {
  const stream = { known: timelines, lacksMerges: timelines < known } as StoredStream;
  const evaluation = testEvaluation({ workspace: await runs.load({ aliases }), known, hasAliases: true });
  const input: PlanInput = { ...evaluation, run: 1, definitions: new Map(), streams: new Map([['all', stream]]) };
  const { sql, params } = compileMerges(looked, input, most);
  const result = await runs.client.query({ query: sql, query_params: params, format: 'JSONEachRow' });
  return result.json<MergeRow>();
}

const merged = async (looked: number[], more?: Parameters<typeof rowsOf>[1]) => {
  const { owners, moved } = mergesOf(await rowsOf(looked, more), looked);
  return { owners: [...owners].sort(([one], [other]) => one - other), moved: [...moved].sort((a, b) => a - b) };
};

it('tells for whom the numbers count that are looked at, and those that count for them', async () => {
  expect(await merged([7])).toEqual({ owners: [[8, 7]], moved: [] });
  expect(await merged([5])).toEqual({ owners: [[2, 5]], moved: [] });
  // Who once had the device counts for somebody else, who is not looked at.
  const owners = [
    [1, 3],
    [2, 5],
  ];
  expect(await merged([1, 2, 4, 5])).toEqual({ owners, moved: [] });
  expect(await merged([1, 2], { known: 1 })).toEqual({ owners: [[2, 1]], moved: [] });
  expect(await merged([6])).toEqual({ owners: [], moved: [] });
});

it('tells of whom timelines know other numbers than count for them', async () => {
  expect((await merged([2, 4, 5], { timelines: 3 })).moved).toEqual([4, 5]);
  expect((await merged([5], { timelines: 3 })).moved).toEqual([5]);
  expect((await merged([7, 9], { timelines: 2 })).moved).toEqual([7, 9]);
  expect((await merged([7, 9], { timelines: 3 })).moved).toEqual([]);
  expect((await merged([1, 2, 3, 4], { timelines: 0 })).moved).toEqual([1, 2, 3, 4]);
});

it('reads one more than it is allowed to, which tells that there are more', async () => {
  expect(await rowsOf([1, 2, 7, 9], { most: 2 })).toHaveLength(3);
});
