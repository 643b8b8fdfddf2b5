import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { waitingTime } from './waiting-time.ts';

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') }));
afterEach(() => vi.useRealTimers());

describe('waitingTime', () => {
  it('doubles up to five minutes, less up to a half', () => {
    expect([1, 2, 3, 9, 10, 60].map((failures) => waitingTime(failures, null, () => 0))).toEqual([
      1_000, 2_000, 4_000, 256_000, 300_000, 300_000,
    ]);
    expect(waitingTime(3, null, () => 1)).toBe(2_000);
  });

  it('is what the server asks for, in seconds or as a date, and not all visitors at once', () => {
    expect(waitingTime(5, '7', () => 0)).toBe(7_000);
    expect(waitingTime(5, '7', () => 0.5)).toBe(7_500);
    expect(waitingTime(5, 'Fri, 01 May 2026 12:00:20 GMT', () => 0)).toBe(20_000);
  });

  it('is not longer than an hour, nor before now', () => {
    expect(waitingTime(1, '86400', () => 0)).toBe(3_600_000);
    expect(waitingTime(1, 'Fri, 01 May 2026 11:00:00 GMT', () => 0)).toBe(0);
  });

  it('is as without one where the header says nothing', () => {
    expect(waitingTime(2, 'soon', () => 0)).toBe(2_000);
  });
});
