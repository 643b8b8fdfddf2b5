import { describe, expect, it } from 'vitest';
import { parseTags } from './tags.ts';

describe('entered values', () => {
  it('are cut of blanks and kept once', () => {
    expect(parseTags([' a', 'b', 'a', ''], false)).toEqual({ values: ['a', 'b'], wrong: [] });
  });

  it('are numbers where numbers are asked for; the rest is named', () => {
    expect(parseTags(['1', '2.50', '2.5', 'x'], true)).toEqual({ values: [1, 2.5], wrong: ['x'] });
  });
});
