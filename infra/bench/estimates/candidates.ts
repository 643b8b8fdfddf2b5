import type { Aggregator, Condition, Definition, EventFilter, Parameter } from '@cutline/segment-definition';
import { randomOf } from '../random.ts';
import {
  aggregateOf,
  buyers,
  formatVersion,
  line,
  own,
  purchase,
  revenue,
  segmentOf,
  spent,
  where,
  windows,
} from './around.ts';

/** Definitions of every kind that somebody might be about to publish, with what is peculiar about each. The same seed gives the same. */
export function candidates(seed: number, count: number): { name: string; document: Definition }[] {
  const random = randomOf(seed);
  const one = <T>(items: readonly T[]): T => items[Math.floor(items.length * random())]!;
  const makers = [
    aggregator,
    filtered,
    distinct,
    event,
    sequence,
    given,
    compared,
    metric,
    eventsMetric,
    refined,
    expression,
    built,
  ];
  return Array.from({ length: count }, (_, index) => makers[index % makers.length]!(one));
}

type Pick = <T>(items: readonly T[]) => T;
interface Candidate {
  name: string;
  document: Definition;
}

function aggregator(one: Pick): Candidate {
  const of: Aggregator = one([
    { type: 'count' },
    { type: 'daysSinceLast' },
    { type: 'gaps', statistic: 'median' },
    ...(['sum', 'average', 'max', 'median', 'first', 'distinctCount', 'mostFrequent'] as const).map(
      (type): Aggregator => ({ type, parameter: one(own) }),
    ),
    { type: 'lastValues', parameter: { name: 'store', type: 'string' }, count: 3 },
  ]);
  const reading = 'parameter' in of ? ` of ${of.parameter.name}` : '';
  return { name: `${of.type}${reading}`, document: aggregateOf(of, [purchase], one(windows)) };
}

function filtered(one: Pick): Candidate {
  const filter: EventFilter = one<EventFilter>([
    where('path', 'matches', '^/1.*9$'),
    where('referrer', 'contains', 'q=77'),
    {
      type: 'parameter',
      parameter: { name: 'seconds', type: 'number' },
      comparison: { type: 'moreThan', operand: { type: 'constant', value: 60 } },
    },
  ]);
  const document = aggregateOf({ type: 'count' }, [one(['page.visit', 'product.view'])], one(windows), filter);
  return { name: `count where ${JSON.stringify(filter)}`, document };
}

function distinct(one: Pick): Candidate {
  const of: Aggregator = one([{ type: 'count' }, { type: 'average', parameter: one(own) }]);
  const distinctBy: Parameter = { name: 'orderId', type: 'string' };
  return {
    name: `${of.type} of distinct orders`,
    document: { ...aggregateOf(of, [purchase], one(windows)), distinctBy },
  };
}

function event(one: Pick): Candidate {
  const actions = one([
    ['page.visit'],
    ['product.addToCart'],
    ['page.visit', purchase],
    ['product.view', 'product.addToCart'],
  ]);
  const where: Condition = {
    type: 'event',
    actions,
    window: one(windows),
    times: { type: 'atLeast', operand: { type: 'constant', value: one([1, 3, 10]) } },
  };
  return { name: `events ${actions.join(', ')}`, document: segmentOf(where) };
}

function sequence(one: Pick): Candidate {
  const where: Condition = {
    type: 'sequence',
    steps: [{ actions: ['product.view'] }, { actions: ['product.addToCart'] }, { actions: [purchase] }].slice(
      one([0, 1]),
    ),
    within: { count: one([1, 7, 30]), unit: 'day' },
    window: one(windows.slice(0, 4)),
  };
  return { name: `sequence of ${where.steps.length}`, document: segmentOf(where) };
}

function given(one: Pick): Candidate {
  const where: Condition = one<Condition>([
    { type: 'consent', channel: 'email', is: true },
    {
      type: 'attribute',
      attribute: { name: 'city', type: 'string' },
      comparison: { type: 'matches', pattern: 'of [1-3]+$' },
    },
    {
      type: 'attribute',
      attribute: { name: 'limit', type: 'number' },
      comparison: { type: 'moreThan', operand: { type: 'aggregate', aggregate: spent } },
    },
  ]);
  return { name: `${where.type} given`, document: segmentOf(where) };
}

function compared(one: Pick): Candidate {
  return {
    name: 'compared with a metric',
    document: segmentOf({
      type: 'aggregate',
      aggregate: spent,
      comparison: { type: one(['moreThan', 'lessThan']), operand: { type: 'metric', metric: line } },
    }),
  };
}

function metric(one: Pick): Candidate {
  const method = one(['linear', 'approximate'] as const);
  return {
    name: `quantile, ${method}`,
    document: {
      formatVersion,
      kind: 'metric',
      name: 'Candidate',
      measure: {
        type: 'values',
        of: { type: 'aggregate', aggregate: spent },
        population: one([{ type: 'all' }, { type: 'segment', segment: buyers }]),
        statistic: { type: 'quantile', level: one([0.5, 0.9]), method },
      },
    },
  };
}

function eventsMetric(one: Pick): Candidate {
  const of = one([
    { type: 'average', parameter: revenue },
    { type: 'distinctProfiles' },
    { type: 'median', parameter: own[0]! },
  ] as const);
  return {
    name: `${of.type} over events`,
    document: {
      formatVersion,
      kind: 'metric',
      name: 'Candidate',
      measure: {
        type: 'events',
        actions: [purchase],
        window: one(windows),
        population: one([{ type: 'all' }, { type: 'segment', segment: buyers }]),
        aggregator: of,
      },
    },
  };
}

function refined(one: Pick): Candidate {
  const ties = one([{ type: 'exact' }, { type: 'include' }] as const);
  const document = segmentOf(
    { type: 'event', actions: ['page.visit'], window: windows[2]! },
    {
      refine: {
        keep: 'top',
        take: { type: 'share', percent: one([1, 10]) },
        by: { type: 'aggregate', aggregate: spent },
        inheritFilters: true,
        ties,
      },
    },
  );
  return { name: `refined, ties ${ties.type}`, document };
}

function expression(one: Pick): Candidate {
  return {
    name: 'expression',
    document: {
      formatVersion,
      kind: 'expression',
      name: 'Candidate',
      formula: {
        type: one(['add', 'multiply']),
        left: { type: 'aggregate', aggregate: spent },
        right: { type: 'number', value: one([1, 7]) },
      },
    },
  };
}

function built(one: Pick): Candidate {
  const where: Condition = {
    type: 'all',
    of: [
      { type: 'segment', segment: buyers, is: one([true, false]) },
      { type: 'event', actions: [one([purchase, 'product.view'])], window: one(windows) },
    ],
  };
  return { name: 'built upon a segment', document: segmentOf(where) };
}
