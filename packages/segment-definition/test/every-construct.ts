import type {
  Aggregator,
  Comparison,
  Condition,
  Definition,
  EventFilter,
  Formula,
  Measure,
  Refinement,
  ValueType,
  Window,
} from '../src/index.ts';

/** Ids of the definitions below, by what they are. */
export const ids = {
  purchases: '018f4a52-0000-7000-8000-000000000001',
  spend: '018f4a52-0000-7000-8000-000000000002',
  firstStore: '018f4a52-0000-7000-8000-000000000003',
  lastOrder: '018f4a52-0000-7000-8000-000000000004',
  recentStores: '018f4a52-0000-7000-8000-000000000005',
  bought: '018f4a52-0000-7000-8000-000000000006',
  perMonth: '018f4a52-0000-7000-8000-000000000007',
  heavyLine: '018f4a52-0000-7000-8000-000000000008',
  orders: '018f4a52-0000-7000-8000-000000000009',
  heavyBuyers: '018f4a52-0000-7000-8000-00000000000a',
  spendLine: '018f4a52-0000-7000-8000-00000000000b',
} as const;

const constant = <V extends number | string>(value: V) => ({ type: 'constant', value }) as const;

/** Windows of every type, with everything they can have. */
export const windows: Window[] = [
  { type: 'last', count: 365, unit: 'day' },
  { type: 'last', count: 1, unit: 'week', before: { count: 2, unit: 'month' } },
  { type: 'last', count: 24, unit: 'hour' },
  { type: 'last', count: 90, unit: 'minute', before: { count: 1, unit: 'day' } },
  { type: 'last', count: 2, unit: 'quarter', exact: true },
  { type: 'last', count: 1, unit: 'year', exact: false },
  { type: 'between', start: '1997-01-01', end: '1997-10-01' },
  { type: 'between', start: '1997-01-01T00:00:00Z', end: '1997-10-01T12:00:00+02:00' },
  { type: 'since', start: '2026-01-01' },
  { type: 'until', end: '2026-01-01' },
  { type: 'this', unit: 'month' },
  { type: 'previous', unit: 'quarter' },
  { type: 'allTime' },
  { type: 'allTime', onlyOn: { weekdays: [6, 7], hours: { from: 22, to: 6 } } },
];

const ordered: Comparison[] = [
  { type: 'equals', operand: constant(3) },
  { type: 'notEquals', operand: constant(3) },
  { type: 'lessThan', operand: constant(3) },
  { type: 'atMost', operand: constant(2.5) },
  { type: 'moreThan', operand: constant(3) },
  { type: 'atLeast', operand: constant(3) },
  { type: 'between', from: constant(1), to: constant(5) },
  { type: 'in', values: [1, 2, 3] },
  { type: 'notIn', values: [1] },
];
const always: Comparison[] = [{ type: 'isSet' }, { type: 'isNotSet' }];

/** Comparisons with constants, of every type of value. */
export const comparisons: Record<ValueType, Comparison[]> = {
  string: [
    { type: 'equals', operand: constant('Paris') },
    { type: 'notEquals', operand: constant('Paris'), ignoreCase: true },
    { type: 'contains', text: 'ar' },
    { type: 'notContains', text: 'ar', ignoreCase: true },
    { type: 'startsWith', text: 'P' },
    { type: 'endsWith', text: 's' },
    { type: 'matches', pattern: '^P.*s$' },
    { type: 'in', values: ['Paris', 'Rome'] },
    { type: 'notIn', values: ['Paris', 'Rome', 'Oslo'], ignoreCase: true },
    ...always,
  ],
  boolean: [{ type: 'isTrue' }, { type: 'isFalse' }, ...always],
  integer: [...ordered, ...always],
  number: [...ordered, ...always],
  money: [...ordered, { type: 'atLeast', operand: { ...constant(1234.5), currency: 'EUR' } }, ...always],
  datetime: [
    { type: 'before', moment: '2026-01-01' },
    { type: 'after', moment: '2026-01-01T10:00:00Z' },
    { type: 'on', moment: '2026-01-01' },
    { type: 'within', window: { type: 'last', count: 30, unit: 'day' } },
    { type: 'withinNext', count: 7, unit: 'day' },
    { type: 'sameDay' },
    { type: 'sameMonth' },
    ...always,
  ],
  list: [
    { type: 'containsAny', values: ['a', 'b'] },
    { type: 'containsAll', values: ['a', 'b'] },
    { type: 'containsNone', values: ['a'] },
    { type: 'lengthEquals', length: 2 },
    { type: 'lengthAtLeast', length: 2 },
    { type: 'lengthAtMost', length: 1 },
    ...always,
  ],
};

const revenue = { name: 'revenue', type: 'money' } as const;
const store = { name: 'store', type: 'string' } as const;

/** Every aggregator. */
export const aggregators: Aggregator[] = [
  { type: 'count' },
  { type: 'exists' },
  { type: 'sum', parameter: revenue },
  { type: 'average', parameter: { name: 'products[].price', type: 'money' } },
  { type: 'min', parameter: { name: 'time', type: 'datetime' } },
  { type: 'max', parameter: revenue },
  { type: 'median', parameter: { name: 'weight', type: 'number' } },
  { type: 'quantile', parameter: revenue, level: 0.9, method: 'linear' },
  { type: 'quantile', parameter: revenue, level: 0.9, method: 'lower' },
  { type: 'quantile', parameter: revenue, level: 0.9, method: 'higher' },
  { type: 'quantile', parameter: revenue, level: 0.9, method: 'inverted_cdf' },
  { type: 'first', parameter: store },
  { type: 'last', parameter: store },
  { type: 'distinctCount', parameter: { name: 'products[].productId', type: 'string' } },
  { type: 'mostFrequent', parameter: store },
  { type: 'lastValues', parameter: store, count: 5 },
  { type: 'daysSinceFirst' },
  { type: 'daysSinceLast' },
  { type: 'gaps', statistic: 'mean' },
  { type: 'gaps', statistic: 'median' },
];

const online: EventFilter = {
  type: 'parameter',
  parameter: store,
  comparison: { type: 'equals', operand: constant('E-commerce') },
};

/** Every kind of event filter. */
export const filters: EventFilter[] = [
  online,
  { type: 'all', of: [online, { type: 'not', of: online }] },
  { type: 'any', of: [online, { type: 'parameter', parameter: revenue, comparison: ordered[4]! as never }] },
  {
    type: 'products',
    quantifier: 'some',
    where: {
      type: 'all',
      of: [
        { type: 'field', field: 'price', comparison: { type: 'atLeast', operand: constant(100) } },
        { type: 'not', of: { type: 'field', field: 'category', comparison: { type: 'contains', text: 'Shoes' } } },
        { type: 'field', field: 'name', comparison: { type: 'isSet' } },
      ],
    },
  },
  {
    type: 'products',
    quantifier: 'every',
    where: {
      type: 'any',
      of: [
        { type: 'field', field: 'quantity', comparison: { type: 'lessThan', operand: constant(2) } },
        { type: 'field', field: 'productId', comparison: { type: 'in', values: ['sku-1', 'sku-2'] } },
      ],
    },
  },
];

const n = (value: number): Formula => ({ type: 'number', value });
const purchases: Formula = { type: 'aggregate', aggregate: ids.purchases };
const birthday: Formula = { type: 'attribute', attribute: { name: 'birthday', type: 'datetime' } };

/** Every node of an expression's formula. */
export const formulas: Formula[] = [
  n(-1.5),
  purchases,
  { type: 'expression', expression: ids.perMonth },
  { type: 'attribute', attribute: { name: 'score', type: 'number' } },
  ...(['add', 'subtract', 'multiply', 'divide'] as const).map((type): Formula => ({
    type,
    left: purchases,
    right: n(12),
  })),
  ...(['min', 'max', 'coalesce'] as const).map((type): Formula => ({ type, of: [purchases, n(0)] })),
  ...(['abs', 'round', 'floor', 'ceil', 'ln'] as const).map((type): Formula => ({ type, of: purchases })),
  { type: 'daysBetween', from: birthday, to: { type: 'asOf' } },
  ...(['equals', 'notEquals', 'lessThan', 'atMost', 'moreThan', 'atLeast'] as const).map((comparison): Formula => ({
    type: 'if',
    left: purchases,
    comparison,
    right: n(3),
    then: n(1),
    else: n(0),
  })),
];

const bought = { actions: ['transaction.charge'], window: windows[0]! };

/** Every condition. */
export const conditions: Condition[] = [
  { type: 'all', of: [] },
  { type: 'any', of: [] },
  { type: 'not', of: { type: 'segment', segment: ids.heavyBuyers, is: true } },
  ...(Object.keys(comparisons) as ValueType[])
    .filter((type) => type !== 'money')
    .flatMap((type) =>
      comparisons[type].map((comparison): Condition => ({
        type: 'attribute',
        attribute: { name: 'trait', type },
        comparison,
      })),
    ),
  ...comparisons.money.map((comparison): Condition => ({ type: 'aggregate', aggregate: ids.spend, comparison })),
  {
    type: 'aggregate',
    aggregate: ids.purchases,
    comparison: { type: 'moreThan', operand: { type: 'metric', metric: ids.heavyLine } },
  },
  {
    type: 'aggregate',
    aggregate: ids.purchases,
    comparison: {
      type: 'between',
      from: { type: 'aggregate', aggregate: ids.purchases },
      to: { type: 'expression', expression: ids.perMonth },
    },
  },
  { type: 'aggregate', aggregate: ids.firstStore, comparison: { type: 'equals', operand: constant('Paris') } },
  { type: 'aggregate', aggregate: ids.lastOrder, comparison: { type: 'withinNext', count: 1, unit: 'month' } },
  { type: 'aggregate', aggregate: ids.recentStores, comparison: { type: 'containsAny', values: ['Paris'] } },
  { type: 'aggregate', aggregate: ids.bought, comparison: { type: 'isTrue' } },
  { type: 'expression', expression: ids.perMonth, comparison: { type: 'atLeast', operand: constant(0.5) } },
  { type: 'event', ...bought },
  { type: 'event', ...bought, filter: online, distinctBy: { name: 'orderId', type: 'string' } },
  ...ordered
    .filter(({ type }) => type !== 'in' && type !== 'notIn' && type !== 'atMost')
    .map((times): Condition => ({ type: 'event', ...bought, times: times as never })),
  { type: 'event', ...bought, times: { type: 'atMost', operand: constant(2) } },
  {
    type: 'sequence',
    steps: [{ actions: ['product.addToCart'] }, { actions: ['transaction.charge'] }],
    window: windows[0]!,
  },
  {
    type: 'sequence',
    steps: [
      { actions: ['product.addToCart'], filter: online },
      { actions: ['cart.view'] },
      { actions: ['transaction.charge'] },
    ],
    within: { count: 3, unit: 'day' },
    without: { actions: ['cart.clear'], filter: online },
    window: { type: 'allTime' },
  },
  { type: 'segment', segment: ids.heavyBuyers, is: true },
  { type: 'segment', segment: ids.heavyBuyers, is: false },
  { type: 'consent', channel: 'email', is: true },
  { type: 'consent', channel: 'sms', is: false },
];

/** Every measure, statistic, method and population. */
export const measures: Measure[] = [
  ...(['linear', 'lower', 'higher', 'inverted_cdf', 'approximate'] as const).map((method): Measure => ({
    type: 'values',
    of: { type: 'aggregate', aggregate: ids.purchases },
    population: { type: 'active' },
    statistic: { type: 'quantile', level: 0.7, method },
  })),
  ...(['count', 'sum', 'average', 'min', 'max', 'median'] as const).map((type): Measure => ({
    type: 'values',
    of: { type: 'expression', expression: ids.perMonth },
    population: { type: 'all' },
    statistic: { type },
  })),
  { type: 'events', ...bought, population: { type: 'all' }, aggregator: { type: 'distinctProfiles' } },
  {
    type: 'events',
    ...bought,
    filter: filters[3]!,
    distinctBy: { name: 'orderId', type: 'string' },
    population: { type: 'segment', segment: ids.heavyBuyers },
    aggregator: { type: 'sum', parameter: revenue },
  },
  {
    type: 'formula',
    formula: {
      type: 'divide',
      left: { type: 'metric', metric: ids.heavyLine },
      right: { type: 'metric', metric: ids.orders },
    },
  },
];

/** Every refinement. */
export const refinements: Refinement[] = [
  {
    keep: 'top',
    take: { type: 'count', count: 100 },
    by: { type: 'aggregate', aggregate: ids.spend },
    inheritFilters: true,
    ties: { type: 'include' },
  },
  {
    keep: 'bottom',
    take: { type: 'share', percent: 2.5 },
    by: { type: 'expression', expression: ids.perMonth },
    window: { type: 'previous', unit: 'year' },
    inheritFilters: false,
    ties: { type: 'exact', thenBy: { type: 'aggregate', aggregate: ids.purchases } },
  },
  {
    keep: 'top',
    take: { type: 'count', count: 1 },
    by: { type: 'aggregate', aggregate: ids.purchases },
    inheritFilters: true,
    ties: { type: 'exact' },
  },
];

const described = (name: string) => ({ formatVersion: 2, name }) as const;
const aggregate = (name: string, aggregator: Aggregator): Definition => ({
  ...described(name),
  kind: 'aggregate',
  ...bought,
  aggregator,
});

/** The definitions that the constructs refer to. */
export const published: ReadonlyMap<string, Definition> = new Map<string, Definition>([
  [ids.purchases, aggregate('Purchases', { type: 'count' })],
  [ids.spend, aggregate('Spend', { type: 'sum', parameter: revenue })],
  [ids.firstStore, aggregate('First store', { type: 'first', parameter: store })],
  [ids.lastOrder, aggregate('Last order', { type: 'max', parameter: { name: 'time', type: 'datetime' } })],
  [ids.recentStores, aggregate('Recent stores', { type: 'lastValues', parameter: store, count: 5 })],
  [ids.bought, aggregate('Bought', { type: 'exists' })],
  [
    ids.perMonth,
    {
      ...described('Purchases per month'),
      kind: 'expression',
      formula: { type: 'divide', left: purchases, right: n(12) },
    },
  ],
  [ids.heavyLine, { ...described('Heavy-buyer line'), kind: 'metric', measure: measures[0]! }],
  [
    ids.orders,
    {
      ...described('Orders'),
      kind: 'metric',
      measure: { type: 'events', ...bought, population: { type: 'all' }, aggregator: { type: 'count' } },
    },
  ],
  [
    ids.heavyBuyers,
    { ...described('Heavy buyers'), kind: 'segment', where: conditions.find(({ type }) => type === 'aggregate')! },
  ],
  [
    ids.spendLine,
    {
      ...described('Spend line'),
      kind: 'metric',
      measure: {
        type: 'values',
        of: { type: 'aggregate', aggregate: ids.spend },
        population: { type: 'active' },
        statistic: { type: 'median' },
      },
    },
  ],
]);

/** Valid documents that hold every construct of the language between them. */
export const everyConstruct: Definition[] = [
  ...windows.map((window): Definition => ({ ...aggregate('W', { type: 'count' }), window }) as Definition),
  ...aggregators.map((each) => aggregate('A', each)),
  ...filters.map((filter): Definition => ({ ...aggregate('F', { type: 'count' }), filter }) as Definition),
  {
    ...aggregate('D', { type: 'count' }),
    description: 'Orders, each once.',
    distinctBy: { name: 'orderId', type: 'string' },
  } as Definition,
  ...formulas.map((formula): Definition => ({ ...described('E'), kind: 'expression', formula })),
  ...measures.map((measure): Definition => ({ ...described('M'), kind: 'metric', measure })),
  ...conditions.map((where): Definition => ({ ...described('S'), kind: 'segment', where })),
  ...refinements.map((refine): Definition => ({
    ...described('R'),
    kind: 'segment',
    where: { type: 'all', of: [] },
    refine,
    includeAnonymous: true,
  })),
];
