import {
  isNumeric,
  metric,
  population,
  quantileMethod,
  statistic,
  validateDefinition,
  valueType,
  type Aggregate,
  type Measure,
  type Metric,
  type Statistic,
  type ValueType,
} from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { roundLevel, topShare } from '../figures/level.ts';
import { blankMetric, formAsMetric, metricAsForm } from './metric-form.ts';
import { methods } from './methods.ts';
import { fittingStatistic, liesAmongNumbers, populations, statistics } from './measures.ts';

const id = (last: number): string => `0192e0a0-0000-7000-8000-00000000000${last}`;
const of = { type: 'aggregate', aggregate: id(2) } as const;
const active = { type: 'active' } as const;
const events: Extract<Measure, { type: 'events' }> = {
  type: 'events',
  actions: ['transaction.charge'],
  window: { type: 'last', count: 30, unit: 'day' },
  population: { type: 'all' },
  aggregator: { type: 'distinctProfiles' },
};
const measures: Measure[] = [
  { type: 'values', of, population: active, statistic: { type: 'quantile', level: 0.7, method: 'approximate' } },
  { type: 'values', of, population: { type: 'all' }, statistic: { type: 'quantile', level: 1, method: 'linear' } },
  {
    type: 'values',
    of: { type: 'expression', expression: id(3) },
    population: { type: 'segment', segment: id(1) },
    statistic: { type: 'quantile', level: 0.3333, method: 'inverted_cdf' },
  },
  ...statistic.options[1].shape.type.options.map((type): Measure => ({
    type: 'values',
    of,
    population: active,
    statistic: { type },
  })),
  events,
  { ...events, population: active, aggregator: { type: 'count' } },
  {
    ...events,
    filter: { type: 'any', of: [] },
    distinctBy: { name: 'orderId', type: 'string' },
    population: { type: 'segment', segment: id(1) },
    aggregator: { type: 'quantile', parameter: { name: 'revenue', type: 'money' }, level: 0.5, method: 'higher' },
  },
  {
    type: 'formula',
    formula: {
      type: 'divide',
      left: { type: 'metric', metric: id(4) },
      right: {
        type: 'coalesce',
        of: [
          { type: 'metric', metric: id(5) },
          { type: 'number', value: 1 },
        ],
      },
    },
  },
];
const document = (measure: Measure): Metric => ({ formatVersion: 2, kind: 'metric', name: 'Line', measure });

describe('the form of a metric', () => {
  it.each(measures.map(document))('gives back the document it was opened with: %j', (line) => {
    expect(metric.parse(line)).toEqual(line);
    expect(formAsMetric(metricAsForm(line))).toEqual(line);
    expect(formAsMetric(metricAsForm({ ...line, description: 'Of 1997.' }))).toEqual({
      ...line,
      description: 'Of 1997.',
    });
  });

  it('makes no document before what it measures, and the segment of its population, are chosen', () => {
    const form = blankMetric('Line');
    expect(formAsMetric(form)).toBeNull();
    form.values.of = of;
    expect(formAsMetric(form)).toMatchObject({ measure: { population: active, statistic: { level: 0.7 } } });
    form.values.population.type = 'segment';
    expect(formAsMetric(form)).toBeNull();
    form.measure = 'events';
    expect(formAsMetric(form)).toBeNull();
    form.events.selection.actions = ['order'];
    expect(formAsMetric(form)).toMatchObject({ measure: { population: { type: 'all' } } });
    form.measure = 'formula';
    expect(formAsMetric(form)).toBeNull();
  });

  it('offers every statistic, method and population', () => {
    const all = ['quantile', ...statistic.options[1].shape.type.options];
    expect(new Set(statistics().map(({ value }) => value))).toEqual(new Set(all));
    expect(new Set(methods().map(({ value }) => value))).toEqual(new Set(quantileMethod.options));
    const whose = population.options.map(({ shape }) => shape.type.value);
    expect(new Set(populations('aggregate').map(({ value }) => value))).toEqual(new Set(whose));
  });

  it('offers for values of each type just the statistics that the definition language takes', () => {
    const aggregate = (type: ValueType): Aggregate => ({
      formatVersion: 2,
      kind: 'aggregate',
      name: 'Of a type',
      actions: ['order'],
      window: { type: 'allTime' },
      aggregator:
        type === 'list'
          ? { type: 'lastValues', parameter: { name: 'store', type: 'string' }, count: 3 }
          : { type: 'last', parameter: { name: 'value', type } },
    });
    const line = (type: Statistic['type']): Metric =>
      formAsMetric({ ...blankMetric('Line'), values: { ...blankMetric().values, of, statistic: type } })!;
    for (const type of valueType.options) {
      const definitions = new Map([[of.aggregate, aggregate(type)]]);
      const taken = statistics().filter(
        ({ value }) => validateDefinition(line(value), { definitions, currency: 'EUR' }).valid,
      );
      expect(statistics(type)).toEqual(taken);
      expect(taken.map(({ value }) => value)).toContain(fittingStatistic('median', type));
      expect(liesAmongNumbers(line('count').measure, definitions)).toBe(isNumeric(type));
    }
    expect(statistics('string').map(({ value }) => value)).toEqual(['count']);
  });

  it('keeps levels that the definition language takes: four places, 0 to 1', () => {
    expect([roundLevel(0.1 + 0.2), roundLevel(0.123456), roundLevel(1.2), roundLevel(-1)]).toEqual([0.3, 0.1235, 1, 0]);
  });

  it('says the level as the top share above the line', () => {
    expect([topShare(0.7), topShare(0.9999), topShare(0), topShare(0.3)]).toEqual([30, 0.01, 100, 70]);
  });
});
