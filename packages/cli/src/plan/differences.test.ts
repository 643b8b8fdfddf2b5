import { describe, expect, it } from 'vitest';
import { differencesOf } from './differences.ts';

describe('differences', () => {
  it('are said as deep down as they are', () => {
    const before = { name: 'A', window: { type: 'last', count: 365, unit: 'day' } };
    const after = { name: 'A', window: { type: 'last', count: 180, unit: 'day', exact: true }, description: 'B' };
    expect(differencesOf(before, after)).toEqual([
      { path: '/window/count', before: 365, after: 180 },
      { path: '/window/exact', after: true },
      { path: '/description', after: 'B' },
    ]);
    expect(differencesOf(after, after)).toEqual([]);
  });

  it('of another type are of the whole', () => {
    const before = { window: { type: 'last', count: 365, unit: 'day' } };
    const after = { window: { type: 'allTime' } };
    expect(differencesOf(before, after)).toEqual([{ path: '/window', before: before.window, after: after.window }]);
  });

  it('of lists pass over what stands alike at both ends', () => {
    const rule = (name: string) => ({ type: 'attribute', attribute: { name } });
    const [a, b, c] = [rule('a'), rule('b'), rule('c')];
    expect(differencesOf({ of: [b, c] }, { of: [a, b, c] })).toEqual([{ path: '/of/0', after: a }]);
    expect(differencesOf({ of: [a, b, c] }, { of: [a, c] })).toEqual([{ path: '/of/1', before: b }]);
    expect(differencesOf({ of: [a, b] }, { of: [a, c] })).toEqual([
      { path: '/of/1/attribute/name', before: 'b', after: 'c' },
    ]);
    expect(differencesOf({ actions: ['x', 'y'] }, { actions: ['x', 'z'] })).toEqual([
      { path: '/actions', before: ['x', 'y'], after: ['x', 'z'] },
    ]);
  });
});
