import { readFileSync } from 'node:fs';
import type { TimelineEvent } from './sources.ts';

/** An event of Segment's e-commerce specification, and how the timeline must show it. */
export interface ShopEvent {
  event: string;
  properties: Record<string, unknown>;
  shown: Shown;
}

export type Shown = Pick<TimelineEvent, 'action' | 'revenue' | 'currency' | 'orderId' | 'products'>;

interface Line {
  event: string;
  properties: Record<string, unknown>;
  shown?: Partial<Shown>;
}

const nothing = { revenue: null, currency: '', orderId: '', products: [] };

/** What a customer of an invented shop for tea does, in the words of the specification. */
export const shopEvents: ShopEvent[] = readLines(new URL('../fixtures/shop-events.jsonl', import.meta.url)).map(
  ({ event, properties, shown }) => ({ event, properties, shown: { ...nothing, ...shown } as Shown }),
);

/**
 * Examples from elsewhere, one JSON object a line with `event` and `properties`, of the file that SEGMENT_EXAMPLES names; of these only
 * what the specification itself says is expected.
 */
export const givenEvents: Omit<ShopEvent, 'shown'>[] = process.env['SEGMENT_EXAMPLES']
  ? readLines(process.env['SEGMENT_EXAMPLES'])
  : [];

export function shownOf({ action, revenue, currency, orderId, products }: TimelineEvent): Shown {
  return { action, revenue, currency, orderId, products };
}

function readLines(file: URL | string): Line[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}
