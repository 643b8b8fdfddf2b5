import { expect, it } from 'vitest';
import type { Definition } from './definition.ts';
import { dependantsOf, topologicalOrder } from './topological-order.ts';

const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const segment = (name: string, ...of: string[]): Definition => ({
  formatVersion: 2,
  kind: 'segment',
  name,
  where: { type: 'all', of: of.map((each) => ({ type: 'segment', segment: each, is: true })) },
});
const definitions = new Map([
  [id(3), segment('Three', id(2))],
  [id(2), segment('Two', id(1))],
  [id(1), segment('One')],
]);

it('orders what is referred to first', () => {
  expect(topologicalOrder(definitions)).toEqual([id(1), id(2), id(3)]);
});

it('finds dependants, near ones first', () => {
  expect(dependantsOf(id(1), definitions)).toEqual([id(2), id(3)]);
  expect(dependantsOf(id(3), definitions)).toEqual([]);
});
