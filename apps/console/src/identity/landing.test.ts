import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useLanding } from './landing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('asks until it is so, a failed answer being none', async () => {
  const answers = [() => Promise.reject(new Error('away')), () => Promise.resolve(false), () => Promise.resolve(true)];
  const asked = vi.fn(() => answers.shift()!());
  const { state, wait } = useLanding();
  const landed = wait(asked);
  expect(state.value).toBe('under-way');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await landed).toBe(true);
  expect(state.value).toBe('landed');
  expect(asked).toHaveBeenCalledTimes(3);
});

it('says that it is slow after half a minute', async () => {
  const { state, wait } = useLanding();
  const landed = wait(() => Promise.resolve(false));
  await vi.advanceTimersByTimeAsync(29_000);
  expect(state.value).toBe('under-way');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await landed).toBe(false);
  expect(state.value).toBe('slow');
});
