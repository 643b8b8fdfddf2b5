import { expect, it } from 'vitest';
import { everyConstruct } from '../test/every-construct.ts';
import { constructs } from './constructs.ts';
import { gaps, rows } from './page.ts';
import { columnNames, placesOf } from './places.ts';

const all = rows();

it('finds the constructs of every table of the language', () => {
  const names = all.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(150);
  expect(names).toEqual(
    expect.arrayContaining([
      'Definition kind expression',
      'Comparison type withinNext',
      'Window type previous',
      'Window onlyOn',
      'Aggregator type mostFrequent',
      'Quantile method approximate',
      'Formula type daysBetween',
      'EventFilter quantifier every',
      'Condition type sequence',
      'Population type active',
      'Refinement keep bottom',
      'Refinement ties thenBy',
    ]),
  );
  expect(new Set(names).size).toBe(names.length);
});

it('leaves no construct without a compiler, an evaluator, an editor or a test', () => {
  expect(gaps(all)).toEqual([]);
});

it('sees when nothing speaks of a construct', () => {
  const invented = { of: 'Window', field: 'type', value: 'fortnightly' };
  const others = [{ of: 'Window', field: 'type', value: 'monthly' }];
  for (const column of columnNames) expect(placesOf(invented, others, column)).toEqual([]);
  const places = { compiler: [], evaluator: [], editor: [], tests: [] };
  expect(gaps([{ construct: invented, name: 'Window type fortnightly', places, reasons: {} }])).toHaveLength(4);
});

it('has an example of every construct among the documents that validation and sentences are tried with', () => {
  const text = JSON.stringify(everyConstruct);
  const without = constructs().filter(({ field, value }) =>
    value === null ? !text.includes(`"${field}":`) : !text.includes(`"${field}":"${value}"`),
  );
  expect(without.map(({ of, field, value }) => `${of} ${field} ${value}`)).toEqual([]);
});
