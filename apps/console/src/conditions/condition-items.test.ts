import { describe, expect, it } from 'vitest';
import type { DefinitionSummary } from '../api/contract.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { conditionItems, type ConditionItem } from './condition-items.ts';

const catalogue: Catalogue = {
  events: [
    { action: 'transaction.charge', events: 900, profiles: 300, parameters: [] },
    { action: 'page.visit', events: 100, profiles: 100, parameters: [] },
  ],
  attributes: [{ name: 'country', type: 'string', types: ['string'], share: 0.4, examples: ['FI', 'SE'] }],
  channels: [{ channel: 'email', profiles: 12, agreed: 7 }],
};
const summary = (id: string, kind: DefinitionSummary['kind'], name: string): DefinitionSummary => ({
  id,
  kind,
  name,
  sentence: `About ${name}`,
  version: 1,
  document: { formatVersion: 2, kind: 'segment', name, where: { type: 'all', of: [] } },
  valueType: null,
  createdAt: '2026-11-21T00:00:00Z',
  updatedAt: '2026-11-21T00:00:00Z',
  createdBy: null,
  usedBy: 0,
});
const definitions = [
  summary('a', 'aggregate', 'Purchases, last year'),
  summary('m', 'metric', 'Heavy-buyer line'),
  summary('s', 'segment', 'Heavy buyers'),
];
const found = (search: string, exclude: string | null = null): ConditionItem[][] =>
  conditionItems({
    catalogue,
    definitions,
    search,
    exclude,
    sentenceOf: ({ name }) => `About ${name}`,
    creatable: true,
  });
const headings = (groups: ConditionItem[][]): string[] =>
  groups.flatMap((group) => group.filter(({ type }) => type === 'label').map(({ label }) => label));
const ids = (groups: ConditionItem[][]): string[] =>
  groups.flatMap((group) => group.filter(({ type }) => type !== 'label').map(({ id }) => id));

describe('what a condition can be about', () => {
  it('is grouped by kind; kinds without anything are left out', () => {
    expect(headings(found(''))).toEqual(['Attributes', 'Events', 'Sequences', 'Aggregates', 'Segments', 'Consents']);
  });

  it('is found by all words, in name, description, example or kind', () => {
    expect(ids(found('heavy segments'))).toContain('s');
    expect(ids(found('country'))).toContain('attribute:country');
    expect(ids(found('FI'))).toContain('attribute:country');
    expect(ids(found('last purchases'))).toContain('a');
    expect(ids(found('last sales'))).not.toContain('a');
  });

  it('can be a name that was never seen, as it is typed, and marks it', () => {
    const items = found(' loyalty.tier ').flat();
    expect(items.find(({ id }) => id === 'unseen:attribute')?.begin?.()).toMatchObject({
      attribute: { name: 'loyalty.tier', type: 'string' },
    });
    expect(items.find(({ id }) => id === 'unseen:event')).toMatchObject({ description: 'Never seen so far' });
    expect(ids(found('country'))).not.toContain('unseen:attribute');
    expect(ids(found(''))).not.toContain('unseen:event');
  });

  it('is not the segment itself', () => {
    expect(ids(found('', 's'))).not.toContain('s');
  });
});
