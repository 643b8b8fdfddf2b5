import { describe, expect, it } from 'vitest';
import type { CatalogueName } from './catalogue.ts';
import { asksForType } from './type-choice.ts';

const points = (...types: CatalogueName['types']): CatalogueName => ({
  name: 'points',
  type: types[0]!,
  types,
  share: 1,
  examples: [],
});

describe('the type a name is read as', () => {
  it('need not be said where all values came in it', () => {
    expect(asksForType(points('integer'), 'integer')).toBe(false);
  });

  it('is asked for where values came in several, or never, and where another is read', () => {
    expect(asksForType(points('integer', 'string'), 'integer')).toBe(true);
    expect(asksForType(undefined, 'string')).toBe(true);
    expect(asksForType(points('integer'), 'number')).toBe(true);
  });
});
