import { describe, expect, it } from 'vitest';
import { secondsOf, speedOf, type MeasuredStep } from './estimate-seconds.ts';

const rows = 10_000_000;
const read = { rows, bytes: 25 * rows };
const steps = (seconds: number, count: number): MeasuredStep[] =>
  Array.from({ length: count }, (_, i) => ({ ...read, seconds: i % 5 === 0 ? 100 * seconds : seconds }));

describe('the time that a statement takes', () => {
  it('follows what the last runs took, whatever single steps did', () => {
    const usual = speedOf(steps(2, 40));
    const slower = speedOf(steps(6, 40));
    expect(slower.factor / usual.factor).toBeCloseTo(3, 5);
    const effort = { ...read, functions: [] };
    expect(secondsOf(effort, slower) / secondsOf(effort, usual)).toBeCloseTo(3, 5);
  });

  it('is that of the reference where too few steps are known', () => {
    expect(speedOf(steps(50, 19))).toEqual({ factor: 1 });
  });

  it('is longer for what copies texts than for what adds numbers', () => {
    const of = (name: string, type: string) => secondsOf({ ...read, functions: [{ name, type }] }, { factor: 1 });
    expect(of('groupArrayIf', 'Array(Tuple(Int64, String))')).toBeGreaterThan(2 * of('sumIf', 'Decimal(38, 8)'));
    expect(of('countIf', 'UInt64')).toBeLessThan(of('sumIf', 'Decimal(38, 8)'));
  });
});
