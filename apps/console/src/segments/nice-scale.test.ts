import { describe, expect, it } from 'vitest';
import { niceScale } from './nice-scale.ts';

describe('the axis of sizes', () => {
  it('begins at zero when sizes come near it', () => {
    expect(niceScale([3, 40])).toEqual({ low: 0, high: 50 });
  });

  it('begins just below when a large segment changes a little', () => {
    const { low, high } = niceScale([10_020, 10_080]);
    expect(low).toBeGreaterThan(9_900);
    expect(low).toBeLessThanOrEqual(10_020);
    expect(high).toBeGreaterThanOrEqual(10_080);
  });

  it('has a height even when nothing changed, or nothing is there', () => {
    for (const { low, high } of [niceScale([5, 5]), niceScale([0]), niceScale([])]) expect(high).toBeGreaterThan(low);
  });
});
