import {
  isNumeric,
  type Aggregate,
  type Aggregator,
  type EventPattern,
  type EventSelection,
  type Parameter,
  type ValueType,
} from '@cutline/segment-definition';
import fc from 'fast-check';
import type { ComparisonSurroundings } from './generate-comparisons.ts';
import { eventFilter, parameterOf } from './generate-filters.ts';
import { window } from './generate-windows.ts';
import { sometimes } from './sometimes.ts';

export const actions = ['transaction.charge', 'page.visit', 'ünïcode ’ "quoted" 😀'];
const someActions = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...actions).map((action) => [action]) },
  fc.uniqueArray(fc.constantFrom(...actions, 'never sent'), { minLength: 1, maxLength: 3 }),
);

const lines: Partial<Record<ValueType, string[]>> = {
  string: ['products[].productId', 'products[].name', 'products[].category'],
  integer: ['products[].quantity'],
  money: ['products[].price'],
};
const numeric: ValueType[] = ['integer', 'number', 'number', 'money', 'money'];
const anyButList: ValueType[] = ['string', 'string', 'boolean', 'integer', 'number', 'money', 'datetime'];

/** The event's own parameters, and those of its product lines. */
function valuesOf(types: ValueType[]): fc.Arbitrary<Parameter> {
  const ofLines = types.flatMap((type) => (lines[type] ?? []).map((name): Parameter => ({ name, type })));
  return fc.oneof({ weight: 4, arbitrary: parameterOf(types) }, fc.constantFrom(...ofLines));
}

export const exactMethod = fc.constantFrom('linear', 'lower', 'higher', 'inverted_cdf');
export const level = fc.oneof(
  fc.constantFrom(0, 0.25, 0.3, 0.5, 0.7, 1),
  fc.integer({ min: 0, max: 10_000 }).map((a) => a / 10_000),
);

const aggregator = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ type: 'count' }) },
  fc.constant({ type: 'exists' }),
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('daysSinceFirst', 'daysSinceLast') }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constantFrom('sum', 'average', 'median'), parameter: valuesOf(numeric) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constantFrom('min', 'max'), parameter: valuesOf([...numeric, 'datetime']) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('quantile'), parameter: valuesOf(numeric), level, method: exactMethod }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom('first', 'last', 'distinctCount', 'mostFrequent'),
      parameter: valuesOf(anyButList),
    }),
  },
  fc.record({
    type: fc.constant('lastValues'),
    parameter: valuesOf(['string']),
    count: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ type: fc.constant('gaps'), statistic: fc.constantFrom('mean', 'median') }),
) as fc.Arbitrary<Aggregator>;

/** Which events count. */
export function selection(surroundings: ComparisonSurroundings): fc.Arbitrary<EventSelection> {
  return fc.record({
    actions: someActions,
    filter: sometimes(eventFilter(surroundings), { in: 3 }),
    distinctBy: sometimes(parameterOf(anyButList), { in: 5 }),
    window: window(surroundings.calendar),
  });
}

export function eventPattern(surroundings: ComparisonSurroundings): fc.Arbitrary<EventPattern> {
  return fc.record({
    actions: someActions,
    filter: sometimes(eventFilter(surroundings), { in: 5 }),
  });
}

export function aggregate(surroundings: ComparisonSurroundings, name: string): fc.Arbitrary<Aggregate> {
  return fc.tuple(selection(surroundings), aggregator).map(([selected, aggregator]) => ({
    formatVersion: 2,
    kind: 'aggregate',
    name,
    ...selected,
    aggregator,
  }));
}

/** What a metric over events can be made of: numbers only. */
export const numericAggregator = aggregator.filter(
  (each) => each.type !== 'exists' && each.type !== 'lastValues' && isOfNumbers(each),
);

function isOfNumbers(aggregator: Aggregator): boolean {
  if (!('parameter' in aggregator) || aggregator.type === 'distinctCount') return true;
  return isNumeric(aggregator.parameter.type);
}
