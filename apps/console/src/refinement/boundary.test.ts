import { describe, expect, it } from 'vitest';
import { boundaryWords, type Boundary } from './boundary.ts';

const said = (change: Partial<Boundary>): string =>
  boundaryWords({ line: '1350.59', above: 99, level: 1, kept: 1, ...change }, (value) => `€${value}`);

describe('where a refinement cuts', () => {
  it('says who ties with the last one in, and is left out', () => {
    expect(said({ level: 2 })).toBe('The last one in has €1350.59; 1 more customer ties with it and is left out.');
    expect(said({ level: 5, kept: 2 })).toBe(
      'The last one in has €1350.59; 3 more customers tie with it and are left out.',
    );
  });

  it('says when ties are all in, and when there are none', () => {
    expect(said({ level: 3, kept: 3 })).toBe(
      'The last one in has €1350.59; 3 are level there, and all of them are in.',
    );
    expect(said({})).toBe('The last one in has €1350.59, and nobody ties with it.');
    expect(said({ line: null, level: 0, kept: 0 })).toContain('Nobody has a value');
  });
});
