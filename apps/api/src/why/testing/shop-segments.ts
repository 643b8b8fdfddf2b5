const window = { type: 'last', count: 365, unit: 'day' };
const constant = (value: number | string) => ({ type: 'constant', value });
const charge = { actions: ['transaction.charge'], window };
const storeIs = (store: string) => ({
  type: 'parameter',
  parameter: { name: 'storeCategory', type: 'string' },
  comparison: { type: 'equals', operand: constant(store) },
});
const attribute = (name: string, type: string, comparison: object) => ({
  type: 'attribute',
  attribute: { name, type },
  comparison,
});
const consent = (channel: string, is = true) => ({ type: 'consent', channel, is });

/** Publishes segments of the demo shop, with every kind of condition and of refinement; returns their ids. */
export async function shopSegments(publish: (document: unknown) => Promise<string>): Promise<string[]> {
  const aggregate = (name: string, aggregator: object, more: object = {}) =>
    publish({ kind: 'aggregate', name, ...charge, aggregator, ...more });
  const revenue = { name: 'revenue', type: 'money' };
  const before = { count: 365, unit: 'day' };
  const purchases = await aggregate('Purchases, last year', { type: 'count' });
  const earlier = await aggregate('Purchases, the year before', { type: 'count' }, { window: { ...window, before } });
  const spend = await aggregate('Spend', { type: 'sum', parameter: revenue });
  const recency = await aggregate('Days since the last', { type: 'daysSinceLast' }, { window: { type: 'allTime' } });
  const value = (id: string) => ({ type: 'aggregate', aggregate: id });
  const formula = { type: 'divide', left: value(spend), right: value(purchases) };
  const basket = await publish({ kind: 'expression', name: 'Basket', formula });
  const line = (name: string, of: object, level: number) =>
    publish({
      kind: 'metric',
      name,
      measure: { type: 'values', of, statistic: { type: 'quantile', level, method: 'linear' } },
    });
  const heavyLine = await line('Heavy line', value(earlier), 0.7);
  const fewLine = await line('Few line', value(purchases), 0.3);
  const basketLine = await line('Basket line', { type: 'expression', expression: basket }, 0.5);
  const metric = (id: string) => ({ type: 'metric', metric: id });
  const compares = (id: string, type: string, operand: object) => ({ ...value(id), comparison: { type, operand } });
  const segment = (name: string, where: object, refine?: object) => publish({ kind: 'segment', name, where, refine });
  const largeBasket = {
    type: 'expression',
    expression: basket,
    comparison: { type: 'atLeast', operand: metric(basketLine) },
  };
  const online = { type: 'event', ...charge, filter: storeIs('E-commerce') };
  const leftBehind = {
    type: 'sequence',
    steps: [{ actions: ['product.addToCart'] }, { actions: ['page.visit'] }],
    without: { actions: ['transaction.charge'] },
    within: { count: 30, unit: 'day' },
    window,
  };
  const heavy = await segment('Heavy', compares(earlier, 'moreThan', metric(heavyLine)));
  const everyone = { type: 'all', of: [] };
  const best = { keep: 'top', take: { type: 'count', count: 40 }, by: value(spend), ties: { type: 'include' } };
  return [
    heavy,
    await segment('Declining', {
      type: 'all',
      of: [compares(purchases, 'lessThan', metric(fewLine)), { type: 'segment', segment: heavy, is: true }],
    }),
    await segment('Large baskets or growing', {
      type: 'any',
      of: [largeBasket, compares(purchases, 'moreThan', value(earlier)), { type: 'not', of: consent('email') }],
    }),
    await segment('Left something behind, reachable', {
      type: 'all',
      of: [leftBehind, { type: 'any', of: [consent('email'), consent('sms'), consent('push')] }],
    }),
    await segment('Gold or not heard of', {
      type: 'any',
      of: [
        attribute('loyaltyTier', 'string', { type: 'in', values: ['gold'] }),
        { type: 'all', of: [attribute('birthday', 'datetime', { type: 'isNotSet' }), consent('push', false)] },
        attribute('interests', 'list', { type: 'lengthAtLeast', length: 3 }),
        { type: 'not', of: { type: 'any', of: [attribute('household', 'integer', { type: 'isSet' }), online] } },
      ],
    }),
    await segment('Two to four online, not too long ago', {
      type: 'all',
      of: [
        { ...online, times: { type: 'between', from: constant(2), to: constant(4) } },
        { type: 'not', of: compares(recency, 'atLeast', constant(90)) },
        { type: 'not', of: { type: 'segment', segment: heavy, is: true } },
      ],
    }),
    await segment('Best online', online, best),
    await segment('The least of all', everyone, {
      ...best,
      keep: 'bottom',
      take: { type: 'share', percent: 12.5 },
      by: value(purchases),
      ties: { type: 'exact', thenBy: value(spend) },
    }),
    await segment('Best baskets of three years', consent('email'), {
      ...best,
      by: { type: 'expression', expression: basket },
      window: { type: 'last', count: 3, unit: 'year' },
      inheritFilters: false,
    }),
    await segment('Nobody', { type: 'any', of: [] }),
  ];
}
