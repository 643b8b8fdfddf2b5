import { expect, test } from 'vitest';
import type { Condition, Definition } from '@cutline/segment-definition';
import type { MetricRow, PlanInput } from '@cutline/segment-sql';
import { reasonsOf, type ChangeReason, type Head } from './change-reasons.ts';
import type { Run } from './run-plan.ts';

const [last, line, plain, compared, referring, best, below] = Array.from(
  { length: 7 },
  (_, n) => `00000000-0000-4000-8000-00000000000${n}`,
) as [string, string, string, string, string, string, string];
const segment = (name: string, where: Condition): Extract<Definition, { kind: 'segment' }> => ({
  formatVersion: 2,
  kind: 'segment',
  name,
  where,
});
const everyone: Condition = { type: 'all', of: [] };
const moreThanLine: Condition = {
  type: 'aggregate',
  aggregate: last,
  comparison: { type: 'moreThan', operand: { type: 'metric', metric: line } },
};
const documents = new Map(
  Object.entries<Definition>({
    [last]: {
      formatVersion: 2,
      kind: 'aggregate',
      name: 'Days since the last purchase',
      actions: ['buy'],
      aggregator: { type: 'daysSinceLast' },
      window: { type: 'allTime' },
    },
    [plain]: segment('Everyone', everyone),
    [compared]: segment('Late', moreThanLine),
    [referring]: segment('Not late', { type: 'segment', segment: compared, is: false }),
    [best]: {
      ...segment('Latest', everyone),
      refine: {
        keep: 'bottom',
        take: { type: 'count', count: 1 },
        by: { type: 'aggregate', aggregate: last },
        inheritFilters: false,
        ties: { type: 'include' },
      },
    },
    [below]: segment('Of the latest', { type: 'segment', segment: best, is: true }),
  }).map(([id, document]) => [id, { version: 1, document }]),
);
const ids = [plain, compared, referring, best, below];
const asOf = Date.parse('2026-03-01T12:00:00Z');

interface Changed {
  /** Of each head. */
  head?: Partial<Head>;
  changed?: string[];
  /** What the line is now; it was 3. */
  value?: string;
  /** When the run before was; null where there was none. */
  before?: string | null;
  known?: number;
}

/** Why each of the segments changes, and whether what happened explains it. */
function reasons({ head, changed = [], value = '3', before = '2026-03-01T11:00:00Z', known = 6 }: Changed = {}) {
  const heads = ids.map((id) => {
    const state = { version: 1, run: 1, sequence: 1, known: 5, status: 'current', thresholds: { [line]: '3' } };
    return [id, { ...state, ...(id !== compared && { thresholds: {} }), ...head } as Head] as const;
  });
  const earlier = before === null ? undefined : { asOf: Date.parse(before), known: 5, published: 1 };
  const found = reasonsOf(
    {
      run: { known, versions: Object.fromEntries(ids.map((id) => [id, 1])) } as Run,
      input: { asOf, timeZone: 'Europe/Berlin', ...(earlier && { earlier }) } as PlanInput,
      documents,
      changed: new Set(changed),
    },
    ids,
    new Map(heads),
    { [line]: { value } as MetricRow },
  );
  const told = ({ reason, explained }: ChangeReason): string => (explained ? reason : `${reason}, whatever happened`);
  return ids.map((id) => told(found.get(id)!));
}

test('a line that moved is why, that of a metric or of a ranking, in the segment or in one that it refers to', () => {
  expect(reasons()).toEqual(['corrected', 'corrected', 'corrected', 'threshold-moved', 'threshold-moved']);
  expect(reasons({ value: '4' })).toEqual([
    'corrected',
    'threshold-moved',
    'threshold-moved',
    'threshold-moved',
    'threshold-moved',
  ]);
});

test('a day that began is why, where a segment looks at days', () => {
  expect(reasons({ before: '2026-02-28T11:00:00Z' })).toEqual([
    'corrected',
    'time-passed',
    'corrected',
    'threshold-moved',
    'threshold-moved',
  ]);
});

test('what is new of a definition, or of what it is made of, is why, and so is the first run', () => {
  const [whatever] = ['whatever happened'];
  expect(reasons({ changed: [compared] })[1]).toBe(`new-version, ${whatever}`);
  expect(reasons({ head: { version: 2 } })).toEqual(ids.map(() => `new-version, ${whatever}`));
  expect(reasons({ head: { sequence: 0 } })).toEqual(ids.map(() => `first-run, ${whatever}`));
});

test('where the run before says nothing to compare with, new batches are why, and else time', () => {
  const all = (reason: string): string[] => ids.map(() => `${reason}, whatever happened`);
  expect(reasons({ before: null })).toEqual(all('new-events'));
  expect(reasons({ before: null, known: 5 })).toEqual(all('time-passed'));
  expect(reasons({ head: { status: 'stale' } })).toEqual(all('new-events'));
  expect(reasons({ head: { thresholds: null } })).toEqual(all('new-events'));
});
