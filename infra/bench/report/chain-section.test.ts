import { expect, it } from 'vitest';
import type { Measurement } from '../run-rounds.ts';
import { chainSection } from './chain-section.ts';

const measurement = (name: string, of: Partial<Measurement>): Measurement => ({
  name,
  way: 'By hand.',
  milliseconds: [200, 100, 300],
  requests: 9,
  rowsRead: 1_000,
  bytesRead: 2 ** 20,
  peakMemory: 2 ** 30,
  idleMemory: 2 ** 28,
  mistake: undefined,
  ranOutOfMemory: false,
  answers: true,
  ...of,
});
const shop = { events: 1_000, purchases: 80, profiles: 20, known: 1, milliseconds: 2_000, bytes: 20_000 };

it('compares medians with those who came to a right answer, and says who had too little memory', () => {
  const text = chainSection(
    [
      measurement('Cutline', {}),
      measurement('Naive', { milliseconds: [], requests: 0, ranOutOfMemory: true, peakMemory: undefined }),
      measurement('Wrong', { mistake: 'nobody is left' }),
      measurement('Fused', { milliseconds: [400, 410, 390] }),
    ],
    shop,
    3,
    'Measured.',
  );
  expect(text).toContain('Cutline takes 0.50 × Fused (medians of 3 rounds).');
  expect(text).toMatch(/\| Naive +\| +– \| +– \| +– \|.*\| out of memory +\|/);
  expect(text).toMatch(/\| Wrong +\| +– \| +– \|.*void.*nobody is left/);
});
