import { inject } from 'vitest';
import { call } from './api.ts';

/** Ids of the definitions that have, between them, every control of the editors in use. */
export interface EveryControl {
  aggregate: string;
  expression: string;
  segment: string;
  /** One for each kind of measure. */
  metrics: string[];
}

interface Made {
  id: string;
  name: string;
}

const charge = ['transaction.charge'];
const lastYear = { type: 'last', count: 365, unit: 'day' };
const constant = (value: number | string) => ({ type: 'constant', value });
const online = {
  type: 'parameter',
  parameter: { name: 'storeCategory', type: 'string' },
  comparison: { type: 'equals', operand: constant('E-commerce') },
};
const dearLine = {
  type: 'products',
  quantifier: 'some',
  where: {
    type: 'any',
    of: [
      { type: 'field', field: 'category', comparison: { type: 'in', values: ['Bath', 'Kitchen'] } },
      { type: 'field', field: 'quantity', comparison: { type: 'between', from: constant(2), to: constant(9) } },
    ],
  },
};
const events = {
  actions: charge,
  filter: { type: 'all', of: [online, { type: 'any', of: [dearLine, { type: 'not', of: online }] }] },
  distinctBy: { name: 'orderId', type: 'string' },
  window: { ...lastYear, onlyOn: { weekdays: [6, 7] } },
};

let made: Promise<EveryControl> | undefined;

/** Makes them in the demo workspace, once; those that an earlier run left there are taken. */
export function everyControl(): Promise<EveryControl> {
  return (made ??= make());
}

async function make(): Promise<EveryControl> {
  const { url, workspaceId, apiKey } = inject('credentials');
  const at = `${url}/api/v1/workspaces/${workspaceId}/definitions`;
  const { items } = await call<{ items: Made[] }>(`${at}?limit=100`, apiKey, 'GET');
  const publish = async (document: { kind: string; name: string; [field: string]: unknown }): Promise<string> =>
    items.find(({ name }) => name === document.name)?.id ?? (await call<Made>(at, apiKey, 'POST', document)).id;

  const aggregate = await publish({
    kind: 'aggregate',
    name: 'Spend, at weekends',
    ...events,
    aggregator: { type: 'sum', parameter: { name: 'revenue', type: 'money' } },
  });
  const number = await publish({
    kind: 'aggregate',
    name: 'Weekend orders',
    ...events,
    aggregator: { type: 'count' },
  });
  const orders = { type: 'aggregate', aggregate: number };
  const expression = await publish({
    kind: 'expression',
    name: 'Spend per weekend order',
    formula: {
      type: 'if',
      left: orders,
      comparison: 'moreThan',
      right: { type: 'number', value: 0 },
      then: { type: 'divide', left: { type: 'aggregate', aggregate }, right: orders },
      else: { type: 'number', value: 0 },
    },
  });
  const of = { type: 'expression', expression };
  const line = await publish({
    kind: 'metric',
    name: 'Weekend line',
    measure: {
      type: 'values',
      of,
      population: { type: 'active' },
      statistic: { type: 'quantile', level: 0.9, method: 'inverted_cdf' },
    },
  });
  const sum = await publish({
    kind: 'metric',
    name: 'Weekend orders, all together',
    measure: { type: 'events', ...events, population: { type: 'all' }, aggregator: { type: 'count' } },
  });
  const formula = await publish({
    kind: 'metric',
    name: 'Weekend line, doubled',
    measure: {
      type: 'formula',
      formula: { type: 'multiply', left: { type: 'metric', metric: line }, right: { type: 'number', value: 2 } },
    },
  });
  const segment = await publish({
    kind: 'segment',
    name: 'Weekend shoppers',
    where: {
      type: 'all',
      of: [
        { type: 'event', ...events, times: { type: 'atLeast', operand: constant(1) } },
        {
          type: 'any',
          of: [
            {
              type: 'sequence',
              steps: [{ actions: ['product.view'], filter: online }, { actions: charge }],
              within: { count: 7, unit: 'day' },
              without: { actions: ['product.addToCart'] },
              window: lastYear,
            },
            { type: 'consent', channel: 'email', is: true },
            {
              type: 'attribute',
              attribute: { name: 'neverSeen', type: 'datetime' },
              comparison: { type: 'withinNext', count: 30, unit: 'day' },
            },
          ],
        },
        { ...of, comparison: { type: 'moreThan', operand: { type: 'metric', metric: line } } },
        {
          type: 'not',
          of: {
            type: 'attribute',
            attribute: { name: 'country', type: 'string' },
            comparison: { type: 'in', values: ['DE', 'AT'], ignoreCase: true },
          },
        },
      ],
    },
    refine: {
      keep: 'top',
      take: { type: 'share', percent: 10 },
      by: of,
      window: { type: 'previous', unit: 'year' },
      inheritFilters: true,
      ties: { type: 'exact', thenBy: orders },
    },
  });
  return { aggregate, expression, segment, metrics: [line, sum, formula] };
}
