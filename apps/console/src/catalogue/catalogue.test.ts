import { describe, expect, it } from 'vitest';
import { lineFieldsOf, parametersOf, type Catalogue } from './catalogue.ts';

const catalogue: Catalogue = {
  events: [
    {
      action: 'charge',
      events: 10,
      profiles: 5,
      parameters: [
        { name: 'store', type: 'string', types: ['string'], share: 0.5, examples: ['E-commerce'] },
        { name: 'revenue', type: 'money', types: ['money'], share: 1, examples: [] },
        { name: 'products[].category', type: 'string', types: ['string'], share: 0.9, examples: ['Shoes'] },
      ],
    },
    {
      action: 'visit',
      events: 10,
      profiles: 5,
      parameters: [
        { name: 'store', type: 'string', types: ['string'], share: 0.8, examples: ['App', 'E-commerce'] },
        { name: 'path', type: 'string', types: ['string'], share: 1, examples: [] },
      ],
    },
  ],
  attributes: [],
  channels: [],
};
const names = (actions: string[]): string[] => parametersOf(catalogue, actions).map(({ name }) => name);

describe('parameters to choose from', () => {
  it('are those of the chosen events, the most frequent first, then what every event has', () => {
    expect(names(['charge'])).toEqual([
      'revenue',
      'products[].category',
      'store',
      'currency',
      'orderId',
      'source',
      'time',
    ]);
    expect(names(['charge'])).not.toContain('path');
  });

  it('of several events are joined, with the examples of all', () => {
    expect(parametersOf(catalogue, []).find(({ name }) => name === 'store')).toMatchObject({
      share: 0.8,
      examples: ['E-commerce', 'App'],
    });
  });

  it('of product lines are always the same, with the examples that came', () => {
    expect(lineFieldsOf(catalogue, ['charge']).find(({ name }) => name === 'category')?.examples).toEqual(['Shoes']);
    expect(lineFieldsOf(catalogue, ['visit'])).toHaveLength(5);
  });
});
