import { aggregate, aggregator, type Aggregate, type Aggregator, type EventFilter } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { aggregateAsForm, blankAggregate, formAsAggregate } from './aggregate-form.ts';
import { aggregatorGroups, parameterTypes } from './aggregators.ts';
import { aggregatorAsForm, formAsAggregator } from './aggregator-form.ts';

const spend: Aggregate = {
  formatVersion: 2,
  kind: 'aggregate',
  name: 'Spend, first nine months',
  description: 'As in the sample.',
  actions: ['transaction.charge', 'order'],
  aggregator: { type: 'sum', parameter: { name: 'revenue', type: 'money' } },
  window: { type: 'between', start: '1997-01-01', end: '1997-10-01' },
};
const filter: EventFilter = {
  type: 'all',
  of: [
    {
      type: 'parameter',
      parameter: { name: 'store', type: 'string' },
      comparison: { type: 'equals', operand: { type: 'constant', value: 'E-commerce' }, ignoreCase: true },
    },
    {
      type: 'not',
      of: {
        type: 'products',
        quantifier: 'every',
        where: { type: 'field', field: 'price', comparison: { type: 'between', from: constant(1), to: constant(9.5) } },
      },
    },
  ],
};
function constant(value: number) {
  return { type: 'constant' as const, value, currency: 'EUR' };
}

const price = { name: 'products[].price', type: 'money' } as const;
const store = { name: 'context.store', type: 'string' } as const;
const aggregators: Aggregator[] = [
  { type: 'count' },
  { type: 'exists' },
  { type: 'sum', parameter: price },
  { type: 'average', parameter: price },
  { type: 'min', parameter: { name: 'time', type: 'datetime' } },
  { type: 'max', parameter: price },
  { type: 'median', parameter: price },
  { type: 'quantile', parameter: price, level: 0.1234, method: 'inverted_cdf' },
  { type: 'quantile', parameter: price, level: 0, method: 'linear' },
  { type: 'first', parameter: store },
  { type: 'last', parameter: { name: 'newsletter', type: 'boolean' } },
  { type: 'distinctCount', parameter: store },
  { type: 'mostFrequent', parameter: store },
  { type: 'lastValues', parameter: store, count: 7 },
  { type: 'daysSinceFirst' },
  { type: 'daysSinceLast' },
  { type: 'gaps', statistic: 'mean' },
  { type: 'gaps', statistic: 'median' },
];

describe('the form of an aggregate', () => {
  it.each<Aggregate>([
    spend,
    { ...spend, filter },
    { ...spend, filter: { type: 'any', of: [] } },
    { ...spend, distinctBy: { name: 'orderId', type: 'string' } },
    ...aggregators.map((each) => ({ ...spend, aggregator: each })),
  ])('gives back the document it was opened with: %j', (document) => {
    expect(aggregate.parse(document)).toEqual(document);
    expect(formAsAggregate(aggregateAsForm(document))).toEqual(document);
  });

  it('knows every aggregator there is', () => {
    const types = new Set(
      aggregator.options.flatMap(({ shape }): string[] =>
        'options' in shape.type ? [...shape.type.options] : [shape.type.value],
      ),
    );
    expect(new Set(aggregators.map(({ type }) => type))).toEqual(types);
    const offered = aggregatorGroups.flatMap(({ of }): string[] => [...of]);
    expect(offered.toSorted()).toEqual([...types, 'distinctProfiles'].toSorted());
  });

  it('asks for a parameter exactly where the aggregator reads one', () => {
    for (const each of aggregators) expect(parameterTypes(each.type).length > 0).toBe('parameter' in each);
  });

  it('makes no document before actions and the parameter are chosen', () => {
    const form = blankAggregate('Purchases');
    expect(formAsAggregate(form)).toBeNull();
    form.events.actions = ['order'];
    expect(formAsAggregate(form)).toMatchObject({ name: 'Purchases', aggregator: { type: 'count' } });
    form.aggregator.type = 'sum';
    expect(formAsAggregate(form)).toBeNull();
    form.aggregator = { ...aggregatorAsForm({ type: 'lastValues', parameter: store, count: 3 }), count: 0 };
    expect(formAsAggregator(form.aggregator)).toBeNull();
  });

  it('keeps the parameter for when the aggregator needs it again', () => {
    const form = aggregatorAsForm({ type: 'sum', parameter: price });
    form.type = 'count';
    expect(formAsAggregator(form)).toEqual({ type: 'count' });
    form.type = 'max';
    expect(formAsAggregator(form)).toEqual({ type: 'max', parameter: price });
  });
});
