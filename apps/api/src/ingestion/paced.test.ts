import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { paced } from './paced.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('does it at once, and then once for all that was asked for in between', () => {
  const task = vi.fn();
  const ask = paced(1_000, task);
  ask();
  vi.advanceTimersByTime(1);
  expect(task).toHaveBeenCalledTimes(1);
  for (let time = 0; time < 900; time += 100) {
    ask();
    vi.advanceTimersByTime(100);
  }
  expect(task).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(100);
  expect(task).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5_000);
  expect(task).toHaveBeenCalledTimes(2);
  ask();
  vi.advanceTimersByTime(1);
  expect(task).toHaveBeenCalledTimes(3);
});
