import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Definition } from '@cutline/segment-definition';
import { schema } from '@cutline/postgres';
import type { DefinitionDetail } from '../definitions/definitions.schemas.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import type { SegmentSize } from './segments.schemas.ts';

let api: TestApi;
let segment: string;
beforeAll(async () => {
  api = await createTestApi();
  const document: Definition = { formatVersion: 2, kind: 'segment', name: 'All', where: { type: 'all', of: [] } };
  const made = await api.call<DefinitionDetail>('POST', path('/definitions'), { key: api.key, body: document });
  segment = made.body.id;
  // Run 3 changed nothing between two runs, 5 and 6 were after the last.
  const runs: [
    number,
    'full' | 'due' | 'live',
    { members: number; entered: number; left: number; corrected?: number },
  ][] = [
    [1, 'full', { members: 10, entered: 10, left: 0 }],
    [2, 'live', { members: 12, entered: 3, left: 1 }],
    [3, 'live', { members: 12, entered: 0, left: 0 }],
    [4, 'due', { members: 13, entered: 2, left: 1, corrected: 1 }],
    [5, 'live', { members: 14, entered: 1, left: 0 }],
    [6, 'live', { members: 20, entered: 7, left: 1 }],
  ];
  const workspaceId = api.workspace.id;
  for (const [number, scope, size] of runs) {
    const asOf = new Date(`2026-03-01T0${number}:00:00Z`);
    const run = {
      workspaceId,
      number,
      scope,
      trigger: 'schedule' as const,
      status: 'completed' as const,
      asOf,
      known: 1,
    };
    await api.database.insert(schema.run).values(run);
    const point = { definitionId: segment, run: number, version: 1, asOf, ...size };
    await api.database.insert(schema.segmentSize).values(point);
  }
});
afterAll(() => api.drop());

function path(rest: string): string {
  return `/api/v1/workspaces/${api.workspace.id}${rest}`;
}

it('has a point for each run, and one for what changed since; what changed between two counts with the later', async () => {
  const { body } = await api.call<SegmentSize[]>('GET', path(`/segments/${segment}/sizes`), { key: api.key });
  expect(
    body.map(({ run, members, entered, left, corrected }) => ({ run, members, entered, left, corrected })),
  ).toEqual([
    { run: 1, members: 10, entered: 10, left: 0, corrected: null },
    { run: 4, members: 13, entered: 5, left: 2, corrected: 1 },
    { run: 6, members: 20, entered: 8, left: 1, corrected: null },
  ]);
});

it('has points of runs only in lists', async () => {
  const { body } = await api.call<DefinitionDetail>('GET', path(`/definitions/${segment}`), { key: api.key });
  expect(body.segment!.sizes.map(({ members }) => members)).toEqual([10, 13]);
});
