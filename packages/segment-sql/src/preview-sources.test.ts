import type { Definition, Refinement } from '@cutline/segment-definition';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testEvaluation } from '../test/evaluation.ts';
import { aggregate, everyone, id, inSegment, ofAggregate, points, segment } from '../test/hand-made-definitions.ts';
import { startHandMadeRuns, type HandMadeRuns } from '../test/hand-made-run.ts';
import { people, purchases } from '../test/hand-made-world.ts';
import { compileSegmentPreview, type RefinedPreviewRow } from './compile-preview.ts';
import type { PreviewInput } from './preview-sources.ts';
import type { Statement } from './statement.ts';

let runs: HandMadeRuns;
beforeAll(async () => {
  runs = await startHandMadeRuns();
});
afterAll(() => runs.close());

const asOf = '2024-07-01T12:00:00Z';

/** Counts the last of unpublished segments of which each takes the best of the one before: `steps` of them, the first the best nine. */
function previewOf(steps: number, workspace: number): Statement {
  const names = Array.from({ length: steps }, (_, step) => `best${step}`);
  const segments = names.map((name, step): [string, Definition] => {
    const refine: Refinement = {
      keep: 'top',
      take: { type: 'count', count: 9 - step },
      by: ofAggregate('total'),
      inheritFilters: true,
      ties: { type: 'exact' },
    };
    return [id(name), segment(step === 0 ? everyone : inSegment(names[step - 1]!), { refine })];
  });
  const total = aggregate({ type: 'sum', parameter: points });
  const definitions = new Map<string, Definition>([[id('total'), total], ...segments]);
  const input: PreviewInput = { ...testEvaluation({ asOf, workspace }), definitions, heads: new Map() };
  const last = segments.at(-1)![1];
  if (last.kind !== 'segment') throw new Error('The last of the chain is a segment');
  return compileSegmentPreview(last, input).refined!.members;
}

it('a segment at the end of four that rank the members of the one before is previewed', async () => {
  const workspace = await runs.load({ profiles: people(10), events: purchases(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) });
  const { sql, params } = previewOf(4, workspace);
  const result = await runs.client.query({ query: sql, query_params: params, format: 'JSONEachRow' });
  expect(await result.json<RefinedPreviewRow>()).toEqual([{ members: '6', sample: [5, 6, 7, 8, 9, 10] }]);
});

it('each segment more that ranks adds as much to the statement as the one before it', () => {
  const lengths = [2, 3, 4, 5].map((steps) => previewOf(steps, 1).sql.length);
  const added = lengths.slice(1).map((length, i) => length - lengths[i]!);
  expect(Math.max(...added) - Math.min(...added)).toBeLessThan(20);
});
