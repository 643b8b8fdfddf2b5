import { describe, expect, it } from 'vitest';
import { definition } from './definition.ts';
import { definition1 } from './format-1.ts';
import { upgradeDefinition } from './upgrade-definition.ts';

const id = '018f4a52-0000-7000-8000-000000000001';
const other = '018f4a52-0000-7000-8000-000000000002';
const head = { formatVersion: 1, name: 'N', description: 'D' };
const now = { formatVersion: 2, name: 'N', description: 'D' };

const aggregate = {
  ...head,
  kind: 'aggregate',
  actions: ['transaction.charge', 'buy'],
  aggregator: { type: 'count' },
  window: { type: 'allTime' },
};
const metric = {
  ...head,
  kind: 'metric',
  aggregate: id,
  population: { type: 'active' },
  measure: { type: 'quantile', level: 0.7, method: 'linear' },
};
const segmentWith = (where: unknown) => ({ ...head, kind: 'segment', where });

const units = ['day', 'week', 'month', 'quarter', 'year'];
const windows = [
  ...units.map((unit) => ({ type: 'last', count: 3, unit })),
  ...units.map((unit) => ({ type: 'last', count: 365, unit: 'day', before: { count: 2, unit } })),
  { type: 'between', start: '1997-01-01', end: '1997-10-01T00:00:00+02:00' },
  { type: 'since', start: '2026-01-01' },
  { type: 'until', end: '2026-01-01T12:30:00.500Z' },
  { type: 'allTime' },
];
const comparisons = ['equals', 'notEquals', 'lessThan', 'atMost', 'moreThan', 'atLeast'];
const leaf = (comparison: string, operand: unknown) => ({ type: 'aggregate', aggregate: id, comparison, operand });
const upgradedLeaf = (type: string, operand: unknown) => ({
  type: 'aggregate',
  aggregate: id,
  comparison: { type, operand },
});

/** Documents as format 1 wrote them, and what they are now. */
const kept: [string, Record<string, unknown>, Record<string, unknown>][] = [
  ...windows.map((window): (typeof kept)[number] => [
    `a count in ${JSON.stringify(window)}`,
    { ...aggregate, window },
    { ...aggregate, ...now, window },
  ]),
  ...(
    [
      ['revenue', 'money'],
      ['num_cds', 'number'],
      ['basket.weight', 'number'],
      ['time', 'number'],
    ] as const
  ).map(([name, type]): (typeof kept)[number] => [
    `a sum of ${name}`,
    { ...aggregate, aggregator: { type: 'sum', parameter: name } },
    { ...aggregate, ...now, aggregator: { type: 'sum', parameter: { name, type } } },
  ]),
  ...[{ type: 'active' }, { type: 'all' }, { type: 'segment', segment: other }].map(
    (population): (typeof kept)[number] => [
      `a quantile over ${population.type}`,
      { ...metric, population },
      {
        ...now,
        kind: 'metric',
        measure: {
          type: 'values',
          of: { type: 'aggregate', aggregate: id },
          population,
          statistic: { type: 'quantile', level: 0.7, method: 'linear' },
        },
      },
    ],
  ),
  ...['linear', 'lower', 'higher', 'inverted_cdf'].map((method): (typeof kept)[number] => [
    `a ${method} quantile`,
    { ...metric, measure: { type: 'quantile', level: 0.0001, method } },
    {
      ...now,
      kind: 'metric',
      measure: {
        type: 'values',
        of: { type: 'aggregate', aggregate: id },
        population: { type: 'active' },
        statistic: { type: 'quantile', level: 0.0001, method },
      },
    },
  ]),
  ...comparisons.map((comparison): (typeof kept)[number] => [
    `${comparison} a constant and a metric, in groups`,
    segmentWith({
      type: 'all',
      of: [
        leaf(comparison, { type: 'constant', value: -12.3456 }),
        { type: 'any', of: [{ type: 'not', of: leaf(comparison, { type: 'metric', metric: other }) }] },
      ],
    }),
    {
      ...now,
      kind: 'segment',
      where: {
        type: 'all',
        of: [
          upgradedLeaf(comparison, { type: 'constant', value: -12.3456 }),
          { type: 'any', of: [{ type: 'not', of: upgradedLeaf(comparison, { type: 'metric', metric: other }) }] },
        ],
      },
    },
  ]),
  ...[true, false].map((is): (typeof kept)[number] => [
    `another segment is ${is}`,
    segmentWith({ type: 'segment', segment: other, is }),
    { ...now, kind: 'segment', where: { type: 'segment', segment: other, is } },
  ]),
];

describe('upgradeDefinition', () => {
  describe.each(kept)('%s', (_, document, expected) => {
    it('was format 1 and is what it should be now', () => {
      expect(definition1.safeParse(document).success).toBe(true);
      expect(upgradeDefinition(document)).toEqual(expected);
    });

    it('is then valid, and upgrading again changes nothing', () => {
      const upgraded = upgradeDefinition(document);
      expect(definition.parse(upgraded)).toEqual(upgraded);
      expect(upgradeDefinition(upgraded)).toBe(upgraded);
    });

    it('is recognised without its version', () => {
      const { formatVersion: _said, ...unsaid } = document;
      expect(definition.parse(upgradeDefinition(unsaid))).toEqual(definition.parse(expected));
    });
  });

  it('says an action once that format 1 let one say twice', () => {
    const twice = { ...aggregate, actions: ['a', 'b', 'a'] };
    expect(upgradeDefinition(twice)).toEqual({ ...aggregate, ...now, actions: ['a', 'b'] });
  });

  it('fills in what format 1 let one leave out', () => {
    const short = { kind: 'metric', name: ' Line ', aggregate: id, measure: { type: 'quantile', level: 0.3 } };
    expect(upgradeDefinition(short)).toEqual({
      formatVersion: 2,
      kind: 'metric',
      name: 'Line',
      measure: {
        type: 'values',
        of: { type: 'aggregate', aggregate: id },
        population: { type: 'active' },
        statistic: { type: 'quantile', level: 0.3, method: 'linear' },
      },
    });
  });

  it.each([
    ['a later version', { ...aggregate, formatVersion: 3 }],
    ['version 0, which never was', { ...aggregate, formatVersion: 0 }],
    ['a version in quotes', { ...aggregate, formatVersion: '1' }],
    ['version 2, even when it is written like version 1', { ...metric, formatVersion: 2 }],
    ['what is no definition in either', { ...aggregate, window: { type: 'soon' } }],
    ['nothing', null],
    ['a text', 'aggregate'],
    ['a list', [aggregate]],
  ])('leaves %s as it is', (_, input) => {
    const before: unknown = JSON.parse(JSON.stringify(input));
    expect(upgradeDefinition(input)).toBe(input);
    expect(input).toEqual(before);
  });

  it('does not follow bottomless nesting down', () => {
    let where: unknown = { type: 'all', of: [] };
    for (let i = 0; i < 20_000; i++) where = { type: 'not', of: where };
    const document = { formatVersion: 1, kind: 'segment', name: 'Deep', where };
    expect(upgradeDefinition(document)).toBe(document);
  });
});
