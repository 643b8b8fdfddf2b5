import { expect, it } from 'vitest';
import { monthsBetween } from './months-between.ts';

it('months follow one another, and share out all visits, more of them the later', () => {
  const [start, end] = [Date.parse('2024-01-02T12:00:00Z'), Date.parse('2026-01-01T12:00:00Z')];
  const months = [...monthsBetween(start, end, 1_000_000)];
  expect(months.map(({ partition }) => partition).slice(0, 2)).toEqual([202401, 202402]);
  expect(months.at(-1)!.partition).toBe(202601);
  let [instant, visit] = [start, 0];
  for (const month of months) {
    expect([month.begin, month.visit]).toEqual([instant, visit]);
    instant = month.end;
    visit += month.visits;
  }
  expect([instant, visit]).toEqual([end, 1_000_000]);
  const [early, late] = [months[1]!, months.at(-2)!];
  expect(late.visits / (late.end - late.begin)).toBeGreaterThan((2.5 * early.visits) / (early.end - early.begin));
});
