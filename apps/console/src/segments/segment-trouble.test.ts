import { expect, it } from 'vitest';
import { adviceFor } from './segment-trouble.ts';

it.each([
  [{ code: 'dependency-failed', detail: 'x' }, 'dependency'],
  [{ code: 'beyond-limits' }, 'limits'],
  [{ code: 'clickhouse-241' }, 'limits'],
  [{ code: 'internal' }, 'other'],
  ['The disk is full.', 'other'],
  [null, 'other'],
])('what to do about %o is known', (error, advice) => {
  expect(adviceFor(error)).toBe(advice);
});
