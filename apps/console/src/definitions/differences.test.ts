import { expect, it } from 'vitest';
import { differences } from './differences.ts';

it('names every place where two documents differ, and nothing else', () => {
  const before = { name: 'A', where: { type: 'all', of: [{ value: 1 }, { value: 2 }] } };
  const after = { name: 'A', where: { type: 'any', of: [{ value: 1 }] }, description: 'new' };
  expect(differences(before, after)).toEqual([
    { path: 'rules › kind', before: 'all', after: 'any' },
    { path: 'rules › 2 › value', before: '2', after: undefined },
    { path: 'description', before: undefined, after: 'new' },
  ]);
  expect(differences(before, structuredClone(before))).toEqual([]);
});

it('says what is better said whole as one', () => {
  const window = (count: number) => ({ where: { window: { type: 'last', count, unit: 'day' } } });
  const inDays = (key: string, value: unknown): string | undefined =>
    key === 'window' ? `last ${(value as { count: number }).count} days` : undefined;
  expect(differences(window(30), window(90), inDays)).toEqual([
    { path: 'rules › window', before: 'last 30 days', after: 'last 90 days' },
  ]);
});
