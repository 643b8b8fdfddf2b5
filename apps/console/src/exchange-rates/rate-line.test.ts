import { expect, test } from 'vitest';
import { lineOf } from './rate-line.ts';

const box = { width: 100, height: 50 };

test('a rate holds until the next, so the line goes in steps, the highest on top', () => {
  const line = lineOf(
    [
      { day: '2026-01-11', rate: '2' },
      { day: '2026-01-06', rate: '3' },
      { day: '2026-01-01', rate: '1' },
    ],
    box,
  );
  expect(line?.path).toBe('M0.0 50.0H50.0V0.0H100.0V25.0');
  expect([line?.lowest.day, line?.highest.day]).toEqual(['2026-01-01', '2026-01-06']);
});

test('rates that never change lie in the middle, and one day alone is no line', () => {
  const same = [
    { day: '2026-01-01', rate: '1.10' },
    { day: '2026-01-02', rate: '1.1' },
  ];
  expect(lineOf(same, box)?.path).toBe('M0.0 25.0H100.0V25.0');
  expect(lineOf(same.slice(1), box)).toBeNull();
});
