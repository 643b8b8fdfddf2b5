import { describe, expect, it } from 'vitest';
import { visibleRange } from './virtual-rows.ts';

describe('the rows in sight', () => {
  it('are those under the scroll position, and a few around them', () => {
    expect(visibleRange(0, 640, 64, 1000)).toEqual({ from: 0, to: 18 });
    expect(visibleRange(6400, 640, 64, 1000)).toEqual({ from: 92, to: 118 });
    expect(visibleRange(64_000 - 640, 640, 64, 1000)).toEqual({ from: 982, to: 1000 });
  });

  it('are never outside the list, however far it was scrolled before it became shorter', () => {
    expect(visibleRange(64_000, 640, 64, 3)).toEqual({ from: 3, to: 3 });
    expect(visibleRange(0, 640, 64, 0)).toEqual({ from: 0, to: 0 });
  });
});
