import type { Aggregate, Definition, Segment } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { testEvaluation } from '../test/evaluation.ts';
import { id } from '../test/hand-made-definitions.ts';
import { showStatement } from '../test/show-statement.ts';
import { planRun } from './plan-run.ts';
import type { LeavesStep, PlanInput } from './plan.ts';
import { streamOf, streamsByKey } from './stream.ts';

const evaluation = testEvaluation();
const counted = (name: string, action: string): Aggregate => ({
  formatVersion: 2,
  kind: 'aggregate',
  name,
  actions: [action],
  window: { type: 'last', count: 30, unit: 'day' },
  aggregator: { type: 'count' },
});
const bought = counted('Purchases', 'transaction.charge');
const visited = counted('Visits', 'page.visit');
const segment = (where: Segment['where']): Segment => ({ formatVersion: 2, kind: 'segment', name: 'Segment', where });
const some = { type: 'atLeast', operand: { type: 'constant', value: 3 } } as const;
const buyers = segment({ type: 'aggregate', aggregate: id('bought'), comparison: some });
const active = segment({ type: 'expression', expression: id('together'), comparison: some });
const together: Definition = {
  formatVersion: 2,
  kind: 'expression',
  name: 'Together',
  formula: {
    type: 'add',
    left: { type: 'aggregate', aggregate: id('bought') },
    right: { type: 'aggregate', aggregate: id('visited') },
  },
};
const visitThenBuy: Segment['where'] = {
  type: 'sequence',
  window: { type: 'allTime' },
  steps: [{ actions: ['page.visit'] }, { actions: ['transaction.charge'] }],
};
const ofAge: Segment['where'] = {
  type: 'attribute',
  attribute: { name: 'age', type: 'number' },
  comparison: { type: 'atLeast', operand: { type: 'constant', value: 18 } },
};
/** Two chunks of profiles, of which a scan may hold nothing. */
const bounds = { profiles: 70_000, memory: 1 };

function leavesOf(named: Record<string, Definition>, more: Partial<PlanInput>): LeavesStep[] {
  const definitions = new Map(Object.entries(named).map(([name, document]) => [id(name), { version: 1, document }]));
  const { steps } = planRun({ ...evaluation, run: 3, definitions, bounds, ...more });
  return steps.filter((step) => step.kind === 'leaves');
}

describe('scans of more profiles than fit', () => {
  it('are made in ranges by this SQL, with the numbers that count for one of a range', async () => {
    const text = [false, true]
      .flatMap((hasAliases) => leavesOf({ bought, buyers }, { hasAliases }))
      .flatMap((step) => step.statements('all').map((each) => showStatement(step.title, each)))
      .join('\n\n');
    await expect(`${text}\n`).toMatchFileSnapshot('../sql/ranges.sql');
  });

  it('are made at once where nobody says how many profiles there are', () => {
    const [step] = planRun({
      ...evaluation,
      run: 3,
      definitions: new Map([
        [id('bought'), { version: 1, document: bought }],
        [id('buyers'), { version: 1, document: buyers }],
      ]),
    }).steps.filter(({ kind }) => kind === 'leaves') as LeavesStep[];
    expect(step!.statements('all')).toHaveLength(1);
  });

  it('are made at once of those to whom something happened', () => {
    const earlier = { asOf: evaluation.asOf - 60_000, known: 9, published: 2 };
    const [step] = leavesOf({ bought, buyers }, { earlier, scope: 'due' });
    expect(step!.statements(new Set())).toHaveLength(1);
    expect(step!.statements(new Set([id('buyers')]))).toHaveLength(2);
  });

  it('are made at once of timelines, but where rows of several streams are put together', () => {
    const streams = streamsByKey(
      [bought, visited].map((each, index) => ({
        stream: streamOf(each, evaluation)!,
        number: index + 1,
        known: evaluation.known,
        hasTail: false,
        quiet: true,
      })),
    );
    const [single] = leavesOf({ bought, buyers }, { streams });
    expect(single!.statements('all')).toHaveLength(1);
    const [several] = leavesOf({ bought, visited, together, active }, { streams });
    expect(several!.statements('all')).toHaveLength(2);
  });

  it('are made of as many ranges as columns need that are held', () => {
    // Two chunks of one number each, but not of two.
    const memory = 2 * 65_536 * 100;
    const statements = (named: Record<string, Definition>): number =>
      leavesOf(named, { bounds: { profiles: 70_000, memory } })[0]!.statements('all').length;
    expect(statements({ bought, buyers })).toBe(1);
    expect(statements({ bought, visited, together, active })).toBe(2);
    const gaps: Aggregate = { ...bought, aggregator: { type: 'gaps', statistic: 'median' } };
    expect(statements({ bought: gaps, buyers })).toBe(2);
    expect(statements({ bought: { ...bought, distinctBy: { name: 'orderId', type: 'string' } }, buyers })).toBe(2);
    expect(statements({ purchasers: segment(visitThenBuy) })).toBe(2);
    expect(statements({ adults: segment(ofAge) })).toBe(2);
  });
});
