import { addEvents, type GeneratedShop } from '../generate-events.ts';
import type { ClickHouseStore } from '../stores/clickhouse-store.ts';
import { asOf } from '../story.ts';

/** Up to where a run reads: UTC milliseconds, and a batch. */
export interface Clock {
  asOf: number;
  known: number;
}

/** What goes on in a shop between two runs. */
export interface DueChange {
  part: 'refresh' | 'slide';
  /** Lets it happen to a shop; says up to where the next run reads. */
  happen(client: ClickHouseStore['client'], shop: GeneratedShop, seed: number): Promise<Clock>;
}

const minutes = 60_000;
const day = 86_400_000;

/** New events are those of a day before the next run, which comes ten minutes after the last one: most of them are late. */
export const arrived = { events: 10_000, batches: 10, span: day, after: 10 * minutes };

export const refresh: DueChange = {
  part: 'refresh',
  async happen(client, shop, seed) {
    const end = asOf + arrived.after;
    const { events, batches, span } = arrived;
    return { asOf: end, known: await addEvents(client, shop, seed, { events, batches, begin: end - span, end }) };
  },
};

/** The same time on the next day, which is neither the first of a week nor of a month. */
export const slide: DueChange = {
  part: 'slide',
  happen: (_, { known }) => Promise.resolve({ asOf: asOf + day, known }),
};
