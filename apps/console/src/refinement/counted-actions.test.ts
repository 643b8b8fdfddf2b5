import type { Definition, Definitions } from '@cutline/segment-definition';
import { describe, expect, it } from 'vitest';
import { countedActions } from './counted-actions.ts';

const count = (...actions: string[]): Definition => ({
  formatVersion: 2,
  kind: 'aggregate',
  name: actions.join(),
  actions,
  window: { type: 'allTime' },
  aggregator: { type: 'count' },
});
const definitions: Definitions = new Map<string, Definition>([
  ['a', count('order', 'charge')],
  ['b', count('charge', 'refund')],
  [
    'both',
    {
      formatVersion: 2,
      kind: 'expression',
      name: 'Both',
      formula: {
        type: 'add',
        left: { type: 'aggregate', aggregate: 'a' },
        right: { type: 'aggregate', aggregate: 'b' },
      },
    },
  ],
  [
    'twice',
    {
      formatVersion: 2,
      kind: 'expression',
      name: 'Twice',
      formula: { type: 'abs', of: { type: 'expression', expression: 'both' } },
    },
  ],
]);

describe('the events that a ranking counts', () => {
  it('are those of its aggregate, or of every aggregate under its expression', () => {
    expect(countedActions('a', definitions)).toEqual(['order', 'charge']);
    expect(countedActions('twice', definitions)).toEqual(['order', 'charge', 'refund']);
  });

  it('are none where the definition is not there', () => {
    expect(countedActions('gone', definitions)).toEqual([]);
  });
});
