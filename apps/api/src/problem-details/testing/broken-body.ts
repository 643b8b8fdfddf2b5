/** Where a body goes, what is broken about it, the body, and what is answered: status, code, where it is wrong. */
export type BrokenBody = [path: string, what: string, body: unknown, status: number, code: string, at?: string];

export const someId = '00000000-0000-4000-8000-000000000000';
const count = { type: 'count' };
export const aggregate = {
  kind: 'aggregate',
  name: 'Purchases',
  actions: ['buy'],
  aggregator: count,
  window: { type: 'allTime' },
};
export const segment = (where: unknown) => ({ kind: 'segment', name: 'Some', where });
export const leaf = (operand: unknown, type = 'moreThan') =>
  segment({ type: 'aggregate', aggregate: someId, comparison: { type, operand } });
