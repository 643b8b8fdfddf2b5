import {
  windowEdges,
  type Aggregate,
  type Condition,
  type Definition,
  type EvaluatedEvent,
  type EvaluatedProfile,
  type Metric,
  type Segment,
  type Window,
} from '@cutline/segment-definition';
import fc from 'fast-check';

/** A small workspace with data on every edge that its definitions have. */
export interface GeneratedWorkspace {
  timeZone: string;
  /** Instants of successive evaluations, ascending, and how much each has read. */
  evaluations: { asOf: number; known: number }[];
  definitions: Map<string, Definition>;
  profiles: EvaluatedProfile[];
  events: EvaluatedEvent[];
}

const zones = [
  'UTC',
  'Europe/Berlin',
  'Asia/Beirut',
  'America/Havana',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Africa/Casablanca',
];
/** Days with something about them: clock changes, leap days, ends of months and years. */
const instants = [
  '2024-02-29T12:00:00Z',
  '2024-03-30T22:00:00Z',
  '2024-03-31T01:00:00Z',
  '2024-10-27T00:30:00Z',
  '2024-11-03T04:30:00Z',
  '2023-12-31T23:59:59.999Z',
  '2024-01-01T00:00:00Z',
  '2025-03-31T10:00:00Z',
  '2025-05-31T23:30:00Z',
].map((text) => Date.parse(text));
/** Profiles in three chunks of the membership bitmaps. */
const profileNumbers = [1, 2, 3, 65_535, 65_536, 65_537, 131_073];
const actions = ['transaction.charge', 'page.visit', 'ünïcode ’ "quoted"'];
const dayLong = 86_400_000;

const id = (ordinal: number): string => `00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}`;

const unit = fc.constantFrom('day', 'week', 'month', 'quarter', 'year');
const date = fc
  .integer({ min: 0, max: 1_200 })
  .map((days) => new Date(Date.parse('2022-06-01') + days * dayLong).toISOString().slice(0, 10));
const window: fc.Arbitrary<Window> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('last'),
      count: fc.integer({ min: 1, max: 14 }),
      unit,
      before: fc.option(fc.record({ count: fc.integer({ min: 0, max: 14 }), unit }), { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(date, date)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => ({ type: 'between', start: a < b ? a : b, end: a < b ? b : a })),
  },
  fc.record({ type: fc.constant('since'), start: date }),
  fc.record({ type: fc.constant('until'), end: date }),
  fc.constant({ type: 'allTime' }),
) as fc.Arbitrary<Window>;

const aggregate: fc.Arbitrary<Aggregate> = fc.record({
  formatVersion: fc.constant(1),
  kind: fc.constant('aggregate'),
  name: fc.constant('Aggregate'),
  actions: fc.uniqueArray(fc.constantFrom(...actions), { minLength: 1, maxLength: 2 }),
  aggregator: fc.oneof(
    fc.constant({ type: 'count' }),
    fc.record({
      type: fc.constant('sum'),
      parameter: fc.constantFrom('revenue', 'amount', 'odd name', 'basket.weight'),
    }),
  ),
  window,
}) as fc.Arbitrary<Aggregate>;

function metric(aggregates: string[], segments: string[]): fc.Arbitrary<Metric> {
  return fc.record({
    formatVersion: fc.constant(1),
    kind: fc.constant('metric'),
    name: fc.constant('Metric'),
    aggregate: fc.constantFrom(...aggregates),
    population: fc.oneof(
      fc.constant({ type: 'active' }),
      fc.constant({ type: 'all' }),
      ...(segments.length > 0
        ? [fc.record({ type: fc.constant('segment'), segment: fc.constantFrom(...segments) })]
        : []),
    ),
    measure: fc.record({
      type: fc.constant('quantile'),
      level: fc.oneof(
        fc.constantFrom(0, 0.3, 0.5, 0.7, 1),
        fc.integer({ min: 0, max: 10_000 }).map((a) => a / 10_000),
      ),
      method: fc.constantFrom('linear', 'lower', 'higher', 'inverted_cdf'),
    }),
  }) as fc.Arbitrary<Metric>;
}

function condition(aggregates: string[], metrics: string[], segments: string[]): fc.Arbitrary<Condition> {
  const constant = fc.oneof(
    fc.integer({ min: -2, max: 4 }),
    fc.integer({ min: -20_000, max: 30_000 }).map((n) => n / 10_000),
  );
  const operand = fc.oneof(
    fc.record({ type: fc.constant('constant'), value: constant }),
    ...(metrics.length > 0 ? [fc.record({ type: fc.constant('metric'), metric: fc.constantFrom(...metrics) })] : []),
  );
  const comparison = fc.constantFrom('equals', 'notEquals', 'lessThan', 'atMost', 'moreThan', 'atLeast');
  const leaf = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant('aggregate'),
        aggregate: fc.constantFrom(...aggregates),
        comparison,
        operand,
      }),
    },
    ...(segments.length > 0
      ? [
          {
            weight: 1,
            arbitrary: fc.record({
              type: fc.constant('segment'),
              segment: fc.constantFrom(...segments),
              is: fc.boolean(),
            }),
          },
        ]
      : []),
  );
  return fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ type: fc.constantFrom('all', 'any'), of: fc.array(tie('tree'), { maxLength: 3 }) }),
      fc.record({ type: fc.constant('not'), of: tie('tree') }),
    ),
  })).tree as fc.Arbitrary<Condition>;
}

/** Two rounds of metrics and segments, so that each kind refers to the other. */
const definitions: fc.Arbitrary<Map<string, Definition>> = fc.gen().map((generate) => {
  const found = new Map<string, Definition>();
  const add = (document: Definition): void => void found.set(id(found.size + 1), document);
  const ids = (kind: Definition['kind']): string[] =>
    [...found].filter(([, each]) => each.kind === kind).map(([key]) => key);
  const addSegments = (count: number): void => {
    for (let i = 0; i < count; i++) {
      const where = generate(condition, ids('aggregate'), ids('metric'), ids('segment'));
      add({ formatVersion: 1, kind: 'segment', name: 'Segment', where } satisfies Segment);
    }
  };
  for (let i = 0; i < 3; i++) add(generate(() => aggregate));
  for (let i = 0; i < 2; i++) add(generate(metric, ids('aggregate'), ids('segment')));
  addSegments(2);
  add(generate(metric, ids('aggregate'), ids('segment')));
  addSegments(2);
  return found;
});

const revenue = fc.oneof(
  fc.constantFrom(null, '0', '1', '2', '2', '0.0001', '-3.5', '99999999999999.9999', '-99999999999999.9999'),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => (n / 100).toFixed(2)),
);
/** Numbers with digits beyond the fourth, and things that are no numbers. */
const amount = fc.constantFrom<unknown>(
  0,
  1,
  2,
  -7,
  1.005,
  0.00004,
  19.99995,
  -2.55559,
  123456789.12345,
  1e15,
  1e-9,
  '12',
  true,
  null,
  [3],
);

/** A workspace whose events lie on, just before and just after the edges of its windows. */
export const generatedWorkspace: fc.Arbitrary<GeneratedWorkspace> = fc
  .record({
    timeZone: fc.constantFrom(...zones),
    first: fc.oneof(fc.constantFrom(...instants), fc.integer({ min: instants[0]!, max: instants.at(-1)! })),
    later: fc.constantFrom(1, 3_600_000, dayLong, 40 * dayLong),
    definitions,
    base: fc.uniqueArray(
      fc.record({ profile: fc.constantFrom(...profileNumbers), batch: fc.integer({ min: 1, max: 3 }) }),
      {
        selector: (each) => each.profile,
      },
    ),
  })
  .chain(({ timeZone, first, later, definitions, base }) => {
    const evaluations = [
      { asOf: first, known: 2 },
      { asOf: first + later, known: 3 },
    ];
    const edges = evaluations.flatMap(({ asOf }) =>
      [...definitions.values()].flatMap((document) => {
        if (document.kind !== 'aggregate') return [];
        const { start, end } = windowEdges(document.window, asOf, timeZone);
        return [asOf, end, start ?? end];
      }),
    );
    const time = fc
      .oneof(
        {
          weight: 3,
          arbitrary: fc.tuple(fc.constantFrom(...edges), fc.constantFrom(-1, 0, 1)).map(([edge, step]) => edge + step),
        },
        fc.integer({ min: first - 800 * dayLong, max: first + 50 * dayLong }),
      )
      .map((instant) => Math.max(0, instant));
    const event: fc.Arbitrary<EvaluatedEvent> = fc.record({
      profile: fc.constantFrom(...profileNumbers),
      action: fc.constantFrom(...actions, 'another'),
      time,
      batch: fc.integer({ min: 1, max: 3 }),
      revenue,
      parameters: fc.oneof(
        fc.record({ amount, 'odd name': amount, basket: fc.record({ weight: amount }) }, { requiredKeys: [] }),
        fc.record({ 'basket.weight': amount }),
      ),
    });
    return fc.record({
      timeZone: fc.constant(timeZone),
      evaluations: fc.constant(evaluations),
      definitions: fc.constant(definitions),
      profiles: fc.constant(base),
      events: fc.array(event, { maxLength: 40 }),
    });
  });
