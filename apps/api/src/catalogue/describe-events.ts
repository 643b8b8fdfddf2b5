import { productFields, type ProductField, type ValueType } from '@cutline/segment-definition';
import type { CatalogueEvent, CatalogueParameter } from './catalogue.schemas.ts';
import { namedValues, typeOfValue, ValueTally } from './describe-values.ts';
import type { ActionRow, SampledEvent } from './events.queries.ts';

/** Parameters of an action that are listed. */
const mostParameters = 1_000;

/** Actions with what some of their events carry. */
export function describeEvents(rows: ActionRow[], sample: SampledEvent[]): CatalogueEvent[] {
  const all = rows.reduce((sum, { events }) => sum + Number(events), 0);
  const byAction = Map.groupBy(sample, ({ action }) => action);
  return rows.map(({ action, events, profiles, first, last }) => {
    const sampled = byAction.get(action) ?? [];
    return {
      action,
      events: Number(events),
      share: Number(events) / all,
      profiles: Number(profiles),
      firstSeen: first,
      lastSeen: last,
      lookedAt: sampled.length,
      parameters: describeParameters(sampled),
    };
  });
}

function describeParameters(sample: SampledEvent[]): CatalogueParameter[] {
  const tallies = new Map<string, ValueTally>();
  for (const event of sample) {
    const byName = new Map<string, [ValueType, string][]>();
    for (const [name, type, text] of valuesOf(event)) {
      const values = byName.get(name);
      if (values) values.push([type, text]);
      else byName.set(name, [[type, text]]);
    }
    for (const [name, values] of byName) {
      const tally = tallies.get(name) ?? new ValueTally();
      tallies.set(name, tally);
      tally.add(event.time, values);
    }
  }
  return [...tallies]
    .map(([name, tally]) => tally.describe(name, sample.length))
    .sort((one, other) => other.share - one.share || (one.name < other.name ? -1 : 1))
    .slice(0, mostParameters);
}

function* valuesOf(event: SampledEvent): Generator<[string, ValueType, string]> {
  if (event.revenue !== null) yield ['revenue', 'money', event.revenue];
  if (event.currency !== '') yield ['currency', 'string', event.currency];
  if (event.order_id !== '') yield ['orderId', 'string', event.order_id];
  if (event.source !== '') yield ['source', 'string', event.source];
  for (const line of event.products) {
    const fields: Record<ProductField, string | number | null> = {
      productId: line.product_id,
      name: line.name,
      category: line.category,
      price: line.price,
      quantity: line.quantity,
    };
    for (const [field, type] of Object.entries(productFields)) {
      const value = fields[field as ProductField];
      if (value !== null && value !== '') yield [`products[].${field}`, type, String(value)];
    }
  }
  for (const [name, value] of namedValues(event.parameters)) {
    const type = typeOfValue(value);
    if (type) yield [name, type, Array.isArray(value) ? textsOf(value).join(', ') : String(value)];
  }
}

function textsOf(list: unknown[]): string[] {
  return list.filter((each) => each !== null && typeof each !== 'object').map(String);
}
