import type { HrTime } from '@opentelemetry/api';

/** Milliseconds as seconds and nanoseconds. */
export function millisToHrTime(milliseconds: number): HrTime {
  const seconds = Math.floor(milliseconds / 1_000);
  return [seconds, Math.round((milliseconds - seconds * 1_000) * 1e6)];
}
