import type { Aggregate } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { aggregateAsForm, blankAggregate, formAsAggregate, suggestedName } from './aggregate-form.ts';

const spend: Aggregate = {
  formatVersion: 1,
  kind: 'aggregate',
  name: 'Spend, first nine months',
  description: 'As in the sample.',
  actions: ['transaction.charge', 'order'],
  aggregator: { type: 'sum', parameter: 'revenue' },
  window: { type: 'between', start: '1997-01-01', end: '1997-10-01' },
};

describe('the form of an aggregate', () => {
  it('gives back the document it was opened with', () => {
    expect(formAsAggregate(aggregateAsForm(spend, 'UTC'))).toEqual(spend);
  });

  it('makes no document before actions and what is summed are chosen', () => {
    const form = blankAggregate('Purchases');
    expect(formAsAggregate(form)).toBeNull();
    expect(formAsAggregate({ ...form, actions: ['order'], aggregator: 'sum' })).toBeNull();
    expect(formAsAggregate({ ...form, actions: ['order'] })).toMatchObject({
      name: 'Purchases',
      aggregator: { type: 'count' },
    });
  });

  it('suggests a name from what was chosen', () => {
    expect(suggestedName(blankAggregate())).toBe('');
    expect(suggestedName(aggregateAsForm(spend, 'UTC'), 'en-GB')).toBe('Sum of revenue, 1 Jan 1997 to 30 Sept 1997');
  });
});
