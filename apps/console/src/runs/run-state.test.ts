import { expect, it } from 'vitest';
import { askedInstant } from './run-state.ts';

it.each([
  ['2026-03-01T11:59:58.000Z', null],
  ['2026-03-01T12:00:00.000Z', null],
  ['2026-02-01T22:59:59.999Z', '2026-02-01T22:59:59.999Z'],
])('a run of %s, begun at noon, was asked for %s', (asOf, asked) => {
  expect(askedInstant({ asOf, startedAt: '2026-03-01T12:00:00.000Z' })).toBe(asked);
});
