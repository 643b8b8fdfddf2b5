import { expect, it } from 'vitest';
import type { DueMeasurement, ScopeMeasurement } from '../due/measure-due.ts';
import { dueSection } from './due-section.ts';

const scope = (of: Partial<ScopeMeasurement>): ScopeMeasurement => ({
  scope: 'full',
  milliseconds: [100, 300, 200],
  requests: 40,
  rowsRead: 1_000,
  bytesRead: 2 ** 20,
  peakMemory: 2 ** 29,
  mistake: undefined,
  ...of,
});
const measurement = (due: Partial<ScopeMeasurement>): DueMeasurement => ({
  segments: 100,
  leaves: 38,
  streams: 6,
  metrics: 2,
  behind: 6,
  looked: 1_976,
  moved: 1,
  whole: 3,
  comparable: 80,
  scopes: [scope({}), scope({ scope: 'due', milliseconds: [20, 10, 30], ...due })],
});
const run = { events: 1_000_000, rounds: 3, measured: 'Measured.' };

it('a refresh is said as a part of a full run, by medians', () => {
  const text = dueSection('refresh', measurement({}), run);
  expect(text).toContain('### Refresh after 10,000 new events, over 1,000,000');
  expect(text).toContain('What is due takes 0.10 × a full run');
  expect(text).toMatch(/\| What is due \| +20 ms \| +10–30 ms \|/);
});

it('a live run is said as a part of a full run likewise, with what it was compared for', () => {
  const { scopes, ...rest } = measurement({});
  const live = scope({ scope: 'live', milliseconds: [5, 10, 15] });
  const text = dueSection('refresh', { ...rest, scopes: [...scopes, live] }, run);
  expect(text).toContain('The live run takes 0.050 × a full run');
  expect(text).toContain('the 80 segments');
  expect(text).toMatch(/\| Live run +\| +10 ms \| +5\.0–15 ms \|/);
});

it('a wrong answer voids its row, and nothing is said of how long it took', () => {
  const text = dueSection('slide', measurement({ mistake: 'the members differ' }), run);
  expect(text).toMatch(/\| What is due \| +– \| +– \|.*\*\*void\*\*: the members differ/);
  expect(text).not.toContain('×');
});
