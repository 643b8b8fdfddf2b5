import { describe, expect, it } from 'vitest';
import type { Estimate } from '../api/contract.ts';
import { costWords, warningWords } from './cost-words.ts';

const estimate = (more: Partial<Estimate> = {}): Estimate => ({
  rows: 1_234_567,
  bytes: 45_678_901,
  seconds: 2.345,
  onceUsed: false,
  steps: [],
  sharedWith: [],
  warnings: [],
  elapsedMs: 20,
  ...more,
});
const other = (name: string) => ({ id: crypto.randomUUID(), kind: 'segment' as const, name });

describe('what a definition costs', () => {
  it('is said to two digits', () => {
    expect(costWords(estimate())).toBe(
      'Each full run reads about 1.2M rows (46 MB) for it and takes about 2.3 s longer.',
    );
  });

  it('names with how many others it shares', () => {
    expect(costWords(estimate({ sharedWith: [other('One')] }))).toMatch(/shares .* 1 other definition\.$/);
    expect(costWords(estimate({ sharedWith: [other('One'), other('Two')] }))).toMatch(/2 other definitions\.$/);
  });

  it('is nothing worth a figure where it reads what is read anyway', () => {
    const shared = { rows: 12, seconds: 0.001, sharedWith: [other('One')] };
    expect(costWords(estimate(shared))).not.toMatch(/12|ms/);
    expect(costWords(estimate({ ...shared, onceUsed: true }))).toMatch(/^Once something uses it/);
  });

  it('warns with the figure and the limit', () => {
    const warnings: Estimate['warnings'] = [
      { code: 'statement-seconds', limit: 1_800, estimate: 4_000 },
      { code: 'statement-rows', limit: 1_000_000, estimate: 7_400_000 },
    ];
    const [seconds, rows] = warningWords(estimate({ warnings }));
    expect(seconds).toMatch(/about 1 h 6 min.* after 30 min/);
    expect(rows).toMatch(/about 7\.4M rows.* allows 1,000,000/);
  });
});
