import { expect, it } from 'vitest';
import type { MetricState } from '../api/contract.ts';
import { turnsOf } from './metric-history.ts';

it('keeps the runs in which a metric turned, newest first', () => {
  const state = (run: number, value: string | null, version = 1): MetricState => ({
    run,
    value,
    version,
    asOf: '2026-11-21T20:00:00Z',
    profiles: null,
    below: null,
    on: null,
    above: null,
  });
  const states = [state(1, null), state(2, '2'), state(3, '2'), state(4, '2', 2), state(5, '2.5', 2), state(6, '2', 2)];
  expect(turnsOf(states).map(({ run }) => run)).toEqual([6, 5, 4, 2, 1]);
  expect(turnsOf([])).toEqual([]);
});
