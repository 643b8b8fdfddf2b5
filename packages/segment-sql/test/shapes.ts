import {
  comparisonsOf,
  formatVersion,
  type Aggregate,
  type Aggregator,
  type Comparison,
  type Condition,
  type Definition,
  type EventFilter,
  type Formula,
  type Measure,
  type Parameter,
  type Refinement,
  type Segment,
  type ValueType,
  type Window,
} from '@cutline/segment-definition';

/** A definition of which one construct is the point, with what it refers to. `point` is what is looked at. */
export interface Shape {
  name: string;
  definitions: Map<string, Definition>;
  point: string;
}

export const shapeId = (ordinal: number): string => `00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}`;

const lastYear: Window = { type: 'last', count: 365, unit: 'day' };
const parameterOf: Readonly<Record<ValueType, Parameter>> = {
  string: { name: 'store', type: 'string' },
  boolean: { name: 'gift', type: 'boolean' },
  integer: { name: 'units', type: 'integer' },
  number: { name: 'weight', type: 'number' },
  money: { name: 'revenue', type: 'money' },
  datetime: { name: 'delivery', type: 'datetime' },
  list: { name: 'tags', type: 'list' },
};

export function aggregateWith(aggregator: Aggregator, more: Partial<Aggregate> = {}): Aggregate {
  const actions = ['transaction.charge'];
  return { formatVersion, kind: 'aggregate', name: 'Aggregate', actions, aggregator, window: lastYear, ...more };
}

function segmentWith(where: Condition, more: Partial<Segment> = {}): Segment {
  return { formatVersion, kind: 'segment', name: 'Segment', where, ...more };
}

const constant = (value: number | string) => ({ type: 'constant', value }) as const;
const isSet: Comparison = { type: 'isSet' };

/** Every aggregator: plain, and over distinct orders. */
export const aggregators: Aggregator[] = [
  { type: 'count' },
  { type: 'exists' },
  { type: 'daysSinceFirst' },
  { type: 'daysSinceLast' },
  ...(['sum', 'average', 'min', 'max', 'median', 'first', 'last', 'distinctCount', 'mostFrequent'] as const).map(
    (type): Aggregator => ({ type, parameter: parameterOf.money }),
  ),
  { type: 'average', parameter: parameterOf.integer },
  { type: 'sum', parameter: { name: 'products[].quantity', type: 'integer' } },
  { type: 'distinctCount', parameter: { name: 'products[].category', type: 'string' } },
  { type: 'mostFrequent', parameter: parameterOf.string },
  { type: 'max', parameter: parameterOf.datetime },
  { type: 'quantile', parameter: parameterOf.number, level: 0.7, method: 'linear' },
  { type: 'quantile', parameter: parameterOf.number, level: 0.7, method: 'inverted_cdf' },
  { type: 'lastValues', parameter: parameterOf.string, count: 3 },
  { type: 'gaps', statistic: 'mean' },
  { type: 'gaps', statistic: 'median' },
];

export const windows: Window[] = [
  lastYear,
  { type: 'last', count: 24, unit: 'hour' },
  { type: 'between', start: '2025-01-01', end: '2025-07-01' },
  { type: 'since', start: '2025-01-01' },
  { type: 'until', end: '2025-01-01T10:00:00Z' },
  { type: 'this', unit: 'quarter' },
  { type: 'previous', unit: 'month' },
  { type: 'allTime' },
  { type: 'allTime', onlyOn: { weekdays: [6, 7], hours: { from: 22, to: 6 } } },
];

/** One of each comparison that a type has. */
export function comparisonsFor(type: ValueType): Comparison[] {
  return comparisonsOf[type].map((each): Comparison => {
    const value = type === 'string' ? 'Köln' : 2.5;
    switch (each) {
      case 'equals':
      case 'notEquals':
        return { type: each, operand: constant(value), ...(type === 'string' && { ignoreCase: true }) };
      case 'lessThan':
      case 'atMost':
      case 'moreThan':
      case 'atLeast':
        return { type: each, operand: constant(value) };
      case 'between':
        return { type: each, from: constant(1), to: constant(2.5) };
      case 'contains':
      case 'notContains':
      case 'startsWith':
      case 'endsWith':
        return { type: each, text: 'öl' };
      case 'matches':
        return { type: each, pattern: '^K.*n$' };
      case 'in':
      case 'notIn':
        return { type: each, values: type === 'string' ? ['Köln', 'Bonn'] : [1, 2.5] };
      case 'before':
      case 'after':
      case 'on':
        return { type: each, moment: '2025-05-01' };
      case 'within':
        return { type: each, window: { type: 'last', count: 3, unit: 'month' } };
      case 'withinNext':
        return { type: each, count: 7, unit: 'day' };
      case 'containsAny':
      case 'containsAll':
      case 'containsNone':
        return { type: each, values: ['a', 'b'] };
      case 'lengthEquals':
      case 'lengthAtLeast':
      case 'lengthAtMost':
        return { type: each, length: 2 };
      default:
        return { type: each };
    }
  });
}

const filters: [string, EventFilter][] = [
  ...(Object.keys(parameterOf) as ValueType[]).map((type): [string, EventFilter] => [
    `parameter of type ${type}`,
    { type: 'parameter', parameter: parameterOf[type], comparison: { type: 'isSet' } },
  ]),
  [
    'nested groups',
    {
      type: 'any',
      of: [
        { type: 'not', of: { type: 'parameter', parameter: parameterOf.boolean, comparison: { type: 'isTrue' } } },
        { type: 'all', of: [] },
        { type: 'any', of: [] },
      ],
    },
  ],
  ...(['some', 'every'] as const).map((quantifier): [string, EventFilter] => [
    `${quantifier} product line`,
    {
      type: 'products',
      quantifier,
      where: {
        type: 'all',
        of: [
          { type: 'field', field: 'category', comparison: { type: 'equals', operand: constant('shoes') } },
          {
            type: 'any',
            of: [
              { type: 'field', field: 'price', comparison: { type: 'moreThan', operand: constant(100) } },
              {
                type: 'not',
                of: { type: 'field', field: 'quantity', comparison: { type: 'lessThan', operand: constant(2) } },
              },
            ],
          },
        ],
      },
    },
  ]),
];

const a = (n: number): Formula => ({ type: 'aggregate', aggregate: shapeId(n) });
const formulas: [string, Formula][] = [
  [
    'arithmetic',
    {
      type: 'divide',
      left: { type: 'subtract', left: { type: 'add', left: a(1), right: { type: 'number', value: 1 } }, right: a(2) },
      right: { type: 'multiply', left: a(1), right: { type: 'number', value: 12 } },
    },
  ],
  [
    'several',
    {
      type: 'coalesce',
      of: [
        { type: 'min', of: [a(1), a(2)] },
        { type: 'max', of: [a(1), { type: 'number', value: 0 }] },
      ],
    },
  ],
  [
    'one',
    { type: 'abs', of: { type: 'round', of: { type: 'floor', of: { type: 'ceil', of: { type: 'ln', of: a(2) } } } } },
  ],
  [
    'days',
    {
      type: 'daysBetween',
      from: { type: 'attribute', attribute: { name: 'birthday', type: 'datetime' } },
      to: { type: 'asOf' },
    },
  ],
  [
    'if',
    {
      type: 'if',
      left: a(1),
      comparison: 'atLeast',
      right: { type: 'number', value: 3 },
      then: a(2),
      else: { type: 'attribute', attribute: { name: 'points', type: 'number' } },
    },
  ],
];

const measures: [string, Measure][] = [
  ...(['linear', 'lower', 'higher', 'inverted_cdf', 'approximate'] as const).map((method): [string, Measure] => [
    `quantile, ${method}`,
    {
      type: 'values',
      of: { type: 'aggregate', aggregate: shapeId(1) },
      population: { type: 'active' },
      statistic: { type: 'quantile', level: 0.7, method },
    },
  ]),
  ...(['count', 'sum', 'average', 'min', 'max', 'median'] as const).map((type): [string, Measure] => [
    `${type} over an expression of all profiles`,
    {
      type: 'values',
      of: { type: 'expression', expression: shapeId(3) },
      population: { type: 'all' },
      statistic: { type },
    },
  ]),
  [
    'count over texts',
    {
      type: 'values',
      of: { type: 'aggregate', aggregate: shapeId(6) },
      population: { type: 'all' },
      statistic: { type: 'count' },
    },
  ],
  [
    'events of a segment',
    {
      type: 'events',
      actions: ['transaction.charge'],
      window: lastYear,
      population: { type: 'segment', segment: shapeId(4) },
      aggregator: { type: 'average', parameter: parameterOf.money },
    },
  ],
  [
    'distinct profiles',
    {
      type: 'events',
      actions: ['transaction.charge'],
      window: lastYear,
      population: { type: 'all' },
      aggregator: { type: 'distinctProfiles' },
    },
  ],
  [
    'distinct orders of everyone',
    {
      type: 'events',
      actions: ['transaction.charge'],
      window: lastYear,
      distinctBy: { name: 'orderId', type: 'string' },
      population: { type: 'all' },
      aggregator: { type: 'sum', parameter: parameterOf.money },
    },
  ],
  [
    'formula',
    {
      type: 'formula',
      formula: { type: 'divide', left: { type: 'metric', metric: shapeId(5) }, right: { type: 'number', value: 2 } },
    },
  ],
];

const refinements: [string, Refinement][] = [
  [
    'top 100, exact',
    {
      keep: 'top',
      take: { type: 'count', count: 100 },
      by: { type: 'aggregate', aggregate: shapeId(1) },
      inheritFilters: true,
      ties: { type: 'exact' },
    },
  ],
  [
    'bottom 10 %, with ties, in a window of its own',
    {
      keep: 'bottom',
      take: { type: 'share', percent: 10 },
      by: { type: 'aggregate', aggregate: shapeId(1) },
      window: { type: 'allTime' },
      inheritFilters: false,
      ties: { type: 'include' },
    },
  ],
  [
    'top 5, then by another value',
    {
      keep: 'top',
      take: { type: 'count', count: 5 },
      by: { type: 'expression', expression: shapeId(3) },
      inheritFilters: true,
      ties: { type: 'exact', thenBy: { type: 'aggregate', aggregate: shapeId(2) } },
    },
  ],
];

const webOnly: EventFilter = {
  type: 'parameter',
  parameter: parameterOf.string,
  comparison: { type: 'equals', operand: constant('E-commerce') },
};

/** What the shapes refer to. */
const around: [string, Definition][] = [
  [shapeId(1), aggregateWith({ type: 'sum', parameter: parameterOf.money })],
  [shapeId(2), aggregateWith({ type: 'last', parameter: parameterOf.number })],
  [
    shapeId(3),
    {
      formatVersion,
      kind: 'expression',
      name: 'Expression',
      formula: { type: 'coalesce', of: [a(2), { type: 'number', value: 1 }] },
    },
  ],
  [shapeId(4), segmentWith({ type: 'consent', channel: 'email', is: true })],
  [shapeId(5), { formatVersion, kind: 'metric', name: 'Metric', measure: measures[0]![1] }],
  [shapeId(6), aggregateWith({ type: 'last', parameter: parameterOf.string })],
];

const point = shapeId(9);
const shape = (name: string, document: Definition, more: [string, Definition][] = []): Shape => ({
  name,
  definitions: new Map([...around, ...more, [point, document]]),
  point,
});
const ruleOn = (name: string, aggregate: Aggregate): Shape =>
  shape(name, segmentWith({ type: 'aggregate', aggregate: shapeId(8), comparison: isSet }), [[shapeId(8), aggregate]]);

/** Every construct once, by group: a group is a file of reviewed SQL. */
export const shapes: Record<string, Shape[]> = {
  aggregators: [
    ...aggregators.map((each) =>
      ruleOn(`${each.type}${'parameter' in each ? ` of ${each.parameter.name}` : ''}`, aggregateWith(each)),
    ),
    ...aggregators.map((each) =>
      ruleOn(
        `${each.type}${'parameter' in each ? ` of ${each.parameter.name}` : ''}, distinct orders`,
        aggregateWith(each, { distinctBy: { name: 'orderId', type: 'string' } }),
      ),
    ),
  ],
  windows: windows.map((window) => ruleOn(JSON.stringify(window), aggregateWith({ type: 'count' }, { window }))),
  filters: filters.map(([name, filter]) => ruleOn(name, aggregateWith({ type: 'count' }, { filter }))),
  comparisons: (Object.keys(comparisonsOf) as ValueType[]).flatMap((type) =>
    comparisonsFor(type).map((comparison) =>
      shape(
        `${type} ${comparison.type}`,
        segmentWith({ type: 'attribute', attribute: { name: 'attribute', type }, comparison }),
      ),
    ),
  ),
  conditions: [
    shape(
      'compared with a metric',
      segmentWith({
        type: 'aggregate',
        aggregate: shapeId(1),
        comparison: { type: 'moreThan', operand: { type: 'metric', metric: shapeId(5) } },
      }),
    ),
    shape(
      'compared with an aggregate',
      segmentWith({
        type: 'aggregate',
        aggregate: shapeId(1),
        comparison: { type: 'moreThan', operand: { type: 'aggregate', aggregate: shapeId(2) } },
      }),
    ),
    shape(
      'attribute compared with an expression',
      segmentWith({
        type: 'attribute',
        attribute: { name: 'limit', type: 'number' },
        comparison: { type: 'atMost', operand: { type: 'expression', expression: shapeId(3) } },
      }),
    ),
    shape(
      'event',
      segmentWith({
        type: 'event',
        actions: ['page.view', 'product.view'],
        window: lastYear,
        filter: webOnly,
        times: { type: 'between', from: constant(2), to: constant(5) },
      }),
    ),
    shape(
      'sequence',
      segmentWith({
        type: 'sequence',
        steps: [
          { actions: ['cart.add'] },
          { actions: ['checkout'] },
          { actions: ['transaction.charge'], filter: webOnly },
        ],
        within: { count: 2, unit: 'day' },
        without: { actions: ['cart.remove'] },
        window: lastYear,
      }),
    ),
    shape('consent', segmentWith({ type: 'not', of: { type: 'consent', channel: 'email', is: true } })),
    shape(
      'segment, anonymous profiles included',
      segmentWith(
        {
          type: 'any',
          of: [
            { type: 'segment', segment: shapeId(4), is: true },
            { type: 'segment', segment: shapeId(4), is: false },
          ],
        },
        { includeAnonymous: true },
      ),
    ),
  ],
  formulas: formulas.map(([name, formula]) =>
    shape(
      name,
      segmentWith({
        type: 'expression',
        expression: shapeId(8),
        comparison: { type: 'moreThan', operand: constant(1) },
      }),
      [[shapeId(8), { formatVersion, kind: 'expression', name: 'Expression', formula }]],
    ),
  ),
  metrics: measures.map(([name, measure]) => shape(name, { formatVersion, kind: 'metric', name: 'Metric', measure })),
  refinements: refinements.map(([name, refine]) =>
    shape(
      name,
      segmentWith({ type: 'event', actions: ['transaction.charge'], window: lastYear, filter: webOnly }, { refine }),
    ),
  ),
};
