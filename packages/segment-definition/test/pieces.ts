import { ids } from './every-construct.ts';

/** Pieces of documents, right and wrong, as short as cases of validation want them. */
export const aggregate = {
  kind: 'aggregate',
  name: 'A',
  actions: ['buy'],
  aggregator: { type: 'count' },
  window: { type: 'allTime' },
};
export const filtered = (filter: unknown) => ({ ...aggregate, filter });
export const by = (name: string, type: string, comparison: unknown) =>
  filtered({ type: 'parameter', parameter: { name, type }, comparison });
export const made = (type: string, parameter?: unknown, more: object = {}) => ({
  ...aggregate,
  formatVersion: 2,
  aggregator: { type, ...(parameter !== undefined && { parameter }), ...more },
});
export const during = (window: unknown) => ({ ...aggregate, window });
export const expression = (formula: unknown) => ({ kind: 'expression', name: 'E', formula });
export const metric = (measure: unknown) => ({ kind: 'metric', name: 'M', measure });
export const segment = (where: unknown, refine?: unknown) => ({
  kind: 'segment',
  name: 'S',
  where,
  ...(refine ? { refine } : {}),
});
export const constant = (value: unknown, currency?: string) => ({
  type: 'constant',
  value,
  ...(currency && { currency }),
});
export const compared = (aggregateId: string, comparison: unknown) =>
  segment({ type: 'aggregate', aggregate: aggregateId, comparison });
export const moreThan = (operand: unknown) => ({ type: 'moreThan', operand });
export const spendMetric = { type: 'metric', metric: ids.spendLine };
export const refine = {
  keep: 'top',
  take: { type: 'count', count: 10 },
  by: { type: 'aggregate', aggregate: ids.spend },
  ties: { type: 'include' },
};
export const everyone = { type: 'all', of: [] };
export const n = (value: number) => ({ type: 'number', value });
export const statistic = { type: 'median' };
