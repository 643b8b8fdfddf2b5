import { describe, expect, it } from 'vitest';
import { levelAt, positionOf } from './histogram.ts';

const single = (value: number, profiles: number) => ({ from: String(value), to: String(value), profiles });
const wholes = [single(1, 50), single(2, 20), single(5, 30)];
const ranges = [
  { from: '0', to: '10', profiles: 80 },
  { from: '10', to: '100', profiles: 20 },
];

describe('a value on a histogram', () => {
  it('stands in the middle of a bar of its own, and between bars when there is none', () => {
    expect(positionOf(1, wholes)).toBe(0.5);
    expect(positionOf(2, wholes)).toBe(1.5);
    expect(positionOf(3.5, wholes)).toBe(2);
    expect(positionOf(99, wholes)).toBe(3);
  });

  it('stands within the bar of its range', () => {
    expect(positionOf(5, ranges)).toBe(0.5);
    expect(positionOf(10, ranges)).toBe(1);
    expect(positionOf(55, ranges)).toBe(1.5);
  });

  it('cuts off the share of profiles to its left', () => {
    expect(levelAt(0, wholes)).toBe(0);
    expect(levelAt(1, wholes)).toBe(0.5);
    expect(levelAt(1.5, wholes)).toBe(0.6);
    expect(levelAt(9, wholes)).toBe(1);
    expect(levelAt(1, [])).toBe(0);
  });
});
