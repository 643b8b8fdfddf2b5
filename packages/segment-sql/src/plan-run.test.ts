import type { Definition, EventFilter } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { showStatement } from '../test/show-statement.ts';
import { compileCountedEvents, compilePatternEvents } from './compile-evidence.ts';
import { compileSegmentPreview, compileValuesPreview } from './compile-preview.ts';
import { compileLive, compileLiveCounts, compileLiveMemberships, compileLooked } from './compile-live.ts';
import { compileMembers, compileProfileValues, compileSegmentsOfProfile } from './compile-profile.ts';
import { compileWhy } from './compile-why.ts';
import { planRun } from './plan-run.ts';
import type { Step } from './plan.ts';
import { bindThresholds, type Statement } from './statement.ts';

const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const lastYear = { type: 'last', count: 365, unit: 'day' } as const;
const purchases = (name: string, window: Extract<Definition, { kind: 'aggregate' }>['window']): Definition => ({
  formatVersion: 2,
  kind: 'aggregate',
  name,
  actions: ['transaction.charge'],
  aggregator: { type: 'count' },
  window,
});
const line = (name: string, aggregate: string, level: number): Definition => ({
  formatVersion: 2,
  kind: 'metric',
  name,
  measure: {
    type: 'values',
    of: { type: 'aggregate', aggregate },
    population: { type: 'active' },
    statistic: { type: 'quantile', level, method: 'linear' },
  },
});
const story: [string, Definition][] = [
  [id(1), purchases('Purchases, the year before last', { ...lastYear, before: { count: 365, unit: 'day' } })],
  [id(2), line('Heavy-buyer line', id(1), 0.7)],
  [
    id(3),
    {
      formatVersion: 2,
      kind: 'segment',
      name: 'Heavy buyers',
      where: {
        type: 'aggregate',
        aggregate: id(1),
        comparison: { type: 'moreThan', operand: { type: 'metric', metric: id(2) } },
      },
    },
  ],
  [id(4), purchases('Purchases, last year', lastYear)],
  [id(5), line('Declining line', id(4), 0.3)],
  [
    id(6),
    {
      formatVersion: 2,
      kind: 'segment',
      name: 'Declining heavy buyers',
      where: {
        type: 'all',
        of: [
          {
            type: 'aggregate',
            aggregate: id(4),
            comparison: { type: 'lessThan', operand: { type: 'metric', metric: id(5) } },
          },
          { type: 'segment', segment: id(3), is: true },
        ],
      },
    },
  ],
];
const evaluation = {
  workspace: 7,
  timeZone: 'Europe/Berlin',
  asOf: Date.parse('2026-03-10T12:00:00Z'),
  known: 12,
  currency: 'EUR',
  includeAnonymous: false,
  hasRates: false,
  hasAliases: false,
};
const planOf = (definitions: [string, Definition][]) =>
  planRun({
    ...evaluation,
    run: 3,
    definitions: new Map(definitions.map(([key, document]) => [key, { version: 1, document }])),
  });

const statementsOf = (step: Exclude<Step, { kind: 'timelines' }>): Statement[] => {
  if (step.kind === 'base') return step.statements;
  return step.kind === 'leaves' || step.kind === 'segments' ? step.statements('all') : [step.statement];
};

const showStep = (step: Step): string => {
  if (step.kind === 'timelines') return step.title;
  return statementsOf(step)
    .map((statement) => showStatement(`${step.kind}: ${step.title}`, statement))
    .join('\n\n');
};

describe('planRun', () => {
  it('puts what is needed first, and rules on the same actions into one scan', () => {
    expect(planOf([...story].reverse()).steps.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
      'base: Known profiles',
      'metrics: Declining line, Heavy-buyer line',
      'leaves: 2 rules on transaction.charge',
      'segments: Heavy buyers, Declining heavy buyers',
    ]);
  });

  it('computes a rule once that two segments share, whatever their aggregates are called', () => {
    const twin: [string, Definition][] = [
      [id(7), { ...story[3]![1], name: 'The same under another name' }],
      [
        id(8),
        {
          formatVersion: 2,
          kind: 'segment',
          name: 'Twin',
          where: {
            type: 'aggregate',
            aggregate: id(7),
            comparison: { type: 'lessThan', operand: { type: 'metric', metric: id(5) } },
          },
        },
      ],
    ];
    const leaves = planOf([...story, ...twin]).steps.filter((step) => step.kind === 'leaves');
    expect(leaves).toMatchObject([{ title: '2 rules on transaction.charge', definitions: [id(3), id(6), id(8)] }]);
  });

  it('waits for a segment that is a metric’s population', () => {
    const metric: Definition = {
      ...(line('Among the heavy', id(4), 0.5) as Extract<Definition, { kind: 'metric' }>),
      measure: {
        type: 'values',
        of: { type: 'aggregate', aggregate: id(4) },
        population: { type: 'segment', segment: id(3) },
        statistic: { type: 'median' },
      },
    };
    const { steps } = planOf([[id(9), metric], ...story]);
    const positions = [id(3), id(9)].map((each) =>
      steps.findIndex((step) =>
        'only' in step ? step.definitions.includes(each) : step.title === 'Among the heavy' && each === id(9),
      ),
    );
    expect(positions[0]).toBeGreaterThan(0);
    expect(positions[1]).toBeGreaterThan(positions[0]!);
  });

  it('writes this SQL for story 1', async () => {
    const text = planOf(story).steps.map(showStep).join('\n\n');
    await expect(`${text}\n`).toMatchFileSnapshot('../sql/heavy-buyers-run.sql');
  });
});

describe('a live run', () => {
  it('has this SQL for story 1', async () => {
    const segments = [id(3), id(6)];
    const earlier = { asOf: evaluation.asOf - 60_000, known: 10, published: 2 };
    const definitions = new Map(story.map(([key, document]) => [key, { version: 1, document }]));
    const input = { ...evaluation, run: 3, earlier, definitions };
    const compared = segments.map((definition) => ({ definition, version: 1 }));
    const { changes, base } = compileLive(compared, { touched: [5, 6], slid: [7] }, input);
    const text = [
      showStatement('to whom something happened', compileLooked(input, 1_000)),
      ...changes.map((each) => showStatement('changes', each)),
      showStatement('base', base),
      showStatement('changes of more than are named', compileLive(compared, 'found', input).changes[0]!),
      showStatement('how many changed', compileLiveCounts(segments, input)),
      showStatement('members', compileLiveMemberships(segments, input)),
    ].join('\n\n');
    await expect(`${text}\n`).toMatchFileSnapshot('../sql/heavy-buyers-live.sql');
  });
});

describe('what the API reads', () => {
  const definitions = new Map(story);
  const input = { ...evaluation, definitions, heads: new Map([[id(3), 2]]) };

  it('compiles to this SQL', async () => {
    const segment = compileSegmentPreview(story[5]![1] as Extract<Definition, { kind: 'segment' }>, input);
    expect(segment.paths).toEqual(['/where', '/where/of/0', '/where/of/1']);
    const measure = (story[1]![1] as Extract<Definition, { kind: 'metric' }>).measure;
    if (measure.type !== 'values') throw new Error('The line is over values');
    const store = { name: 'store', type: 'string' } as const;
    const online: EventFilter = {
      type: 'parameter',
      parameter: store,
      comparison: { type: 'equals', operand: { type: 'constant', value: 'E-commerce' } },
    };
    const charge = { actions: ['transaction.charge'], filter: online };
    const text = [
      showStatement('preview of a segment', segment.statement),
      showStatement(
        'preview of a segment that refers to one without members',
        compileSegmentPreview(story[5]![1] as Extract<Definition, { kind: 'segment' }>, { ...input, heads: new Map() })
          .statement,
      ),
      showStatement('preview of a metric', compileValuesPreview(measure, input)),
      showStatement('preview of an aggregate', compileValuesPreview({ type: 'aggregate', aggregate: id(1) }, input)),
      showStatement(
        'preview of a metric over all profiles',
        compileValuesPreview({ ...measure, population: { type: 'all' } }, input),
      ),
      showStatement(
        'values of one profile',
        compileProfileValues(
          [
            { type: 'aggregate', aggregate: id(1) },
            { type: 'aggregate', aggregate: id(4) },
          ],
          5,
          definitions,
          evaluation,
        ),
      ),
      showStatement('why', compileWhy(story[5]![1] as Extract<Definition, { kind: 'segment' }>, 5, input).statement),
      showStatement(
        'events that count',
        compileCountedEvents({ ...charge, distinctBy: store, window: lastYear }, 5, { before: null, limit: 11 }, input),
      ),
      showStatement(
        'events of a sequence, a later page',
        compilePatternEvents(
          [{ actions: ['page.visit'] }, charge],
          lastYear,
          5,
          { before: { time: 1_767_225_600_000, messageId: 'm1' }, limit: 11 },
          input,
        ),
      ),
      showStatement('members', compileMembers({ id: id(3), run: 2, workspace: 7 }, { after: 100, limit: 50 })),
      showStatement('segments of a profile', compileSegmentsOfProfile(input.heads, 65_537, 7)),
    ].join('\n\n');
    await expect(`${text}\n`).toMatchFileSnapshot('../sql/reads.sql');
  });
});

describe('bindThresholds', () => {
  const statement: Statement = {
    sql: 'SELECT {metric_0:Nullable(Decimal(38, 8))}',
    params: {},
    thresholds: { metric_0: id(2) },
  };

  it('puts values in, and null for no value', () => {
    expect(bindThresholds(statement, new Map([[id(2), '2.5']])).query_params).toEqual({ metric_0: '2.5' });
    expect(bindThresholds(statement, new Map([[id(2), null]])).query_params).toEqual({ metric_0: null });
  });

  it('refuses to run without a metric that the statement needs', () => {
    expect(() => bindThresholds(statement, new Map())).toThrow(id(2));
  });
});
