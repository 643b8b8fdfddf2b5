import { commerceEvents } from './commerce-events.ts';
import { ga4Events } from './ga4-events.ts';
import type { SourceMapping, WholeMapping } from './source-mapping.ts';

/** What holds for a source that says nothing else. */
export const defaultMapping: WholeMapping = {
  events: [
    ...commerceEvents,
    ...ga4Events,
    { from: 'Signed Up', to: 'account.signUp' },
    { from: 'Signed In', to: 'account.signIn' },
  ],
  otherwise: 'keep',
  page: 'page.visit',
  screen: 'screen.visit',
  group: 'group.join',
  fields: {
    revenue: ['revenue'],
    currency: ['currency'],
    orderId: ['order_id', 'orderId', 'transaction_id'],
    products: ['products', 'items'],
  },
  context: {
    pageUrl: 'page.url',
    referrer: 'page.referrer',
    'campaign.name': 'campaign.name',
    'campaign.source': 'campaign.source',
    'campaign.medium': 'campaign.medium',
    device: 'device.type',
  },
};

/** The default mapping with what a source says otherwise. */
export function wholeMapping(own: SourceMapping | null): WholeMapping {
  if (!own) return defaultMapping;
  const spoken = new Set(own.events?.map(({ from }) => from.toLowerCase()));
  const { events: _, fields, ...rest } = own;
  return {
    ...defaultMapping,
    ...withoutUndefined(rest),
    events: [...defaultMapping.events.filter(({ from }) => !spoken.has(from.toLowerCase())), ...(own.events ?? [])],
    fields: { ...defaultMapping.fields, ...withoutUndefined(fields ?? {}) },
  };
}

function withoutUndefined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
