import { eq } from 'drizzle-orm';
import { schema } from '@cutline/postgres';
import { tailOf } from '@cutline/segment-sql';
import type { Landing } from '../../ingestion/land-batch.ts';
import type { StreamRow } from '../../timelines/stream-state.ts';
import { LiveStory, moreThan, purchases } from './live-story.ts';

const { run, runStep, stream } = schema;

/** What a timeline says of a customer in all, e.g. `1 c2: 3` for three events in stream 1; its tail is `1+`. */
export type Told = string;

/** A workspace whose segments can be read from two streams: of all purchases, and of the dear ones. */
export class StreamStory extends LiveStory {
  /** Who bought three times within 30 days, and who bought twice for more than five points. */
  async publishBoth(): Promise<{ often: string; dear: string }> {
    const window = { type: 'last', count: 30, unit: 'day' };
    const points = { name: 'points', type: 'number' };
    const filter = {
      type: 'parameter',
      parameter: points,
      comparison: { type: 'moreThan', operand: { type: 'constant', value: 5 } },
    };
    const all = await this.publish(purchases(window));
    const filtered = { ...purchases(window), name: 'Dear purchases', filter: { type: 'all', of: [filter] } };
    const aboveFive = await this.publish(filtered);
    const above = (name: string, aggregate: string, value: number) =>
      this.publish({ kind: 'segment', name, where: moreThan(aggregate, { type: 'constant', value }) });
    return { often: await above('Often', all, 2), dear: await above('Dear', aboveFive, 1) };
  }

  /** Each customer buys something for each of so many points. */
  async buy(origin: string, customers: Record<number, number[]>, more: Partial<Landing> = {}): Promise<void> {
    const events = Object.entries(customers).flatMap(([customer, worth]) =>
      worth.map((points, n) => ({
        action: 'buy',
        time: '2026-02-20T10:00:00.000Z',
        messageId: `${origin}-${customer}-${n}`,
        identifiers: { customId: `c${customer}` },
        revenue: null,
        currency: '',
        orderId: '',
        products: [],
        parameters: { points },
      })),
    );
    await this.land(origin, {}, undefined, { events, ...more });
  }

  /** A run, and all that it has built beside. */
  async runAndBuild(asOf?: string): Promise<void> {
    await this.run(asOf === undefined ? {} : { asOf });
    await this.worker!.client.workflow.result(`timelines-${this.workspace.id}`);
  }

  streams(): Promise<StreamRow[]> {
    const own = eq(stream.workspaceId, this.workspace.id);
    return this.stage.database.select().from(stream).where(own).orderBy(stream.number);
  }

  /** Number, last batch and events of the tail of each stream, and `adding` where that was cut off. */
  async state(): Promise<string[]> {
    return (await this.streams()).map(
      ({ number, known, tailEvents, adding }) =>
        `${number}: ${known}, tail ${tailEvents}${adding === null ? '' : `, adding ${adding}`}`,
    );
  }

  /** What the last run read of streams, and how many steps it had that add to them. */
  async lastRunRead(): Promise<{ streams: string[]; adding: number }> {
    const last = (await this.runs()).at(-1)!;
    const steps = await this.stage.database
      .select({ kind: runStep.kind })
      .from(runStep)
      .where(eq(runStep.runId, last.id));
    const streams = last.settings!.streams!.map(
      ({ number, known, hasTail }) => `${number}: ${known}${hasTail ? '+' : ''}`,
    );
    return { streams, adding: steps.filter(({ kind }) => kind === 'timelines').length };
  }

  /** What timelines hold, tails apart. */
  async told(): Promise<Told[]> {
    // ClickHouse puts rows together when it likes.
    const rows = await this.stage.rows<{ stream: number; customer: string; n: string }>(`
      SELECT stream, value AS customer, toString(sum(arraySum(daysMap.events))) AS n
      FROM timelines JOIN identifiers ON identifiers.workspace = timelines.workspace AND identifiers.profile = timelines.profile
      WHERE timelines.workspace = ${this.workspace.number}
      GROUP BY stream, customer
      ORDER BY stream, customer`);
    const first = tailOf(0);
    return rows.map((row) => `${row.stream < first ? row.stream : `${row.stream - first}+`} ${row.customer}: ${row.n}`);
  }

  /** Takes a customer's events away behind the back of everyone: what is said of them afterwards tells whether timelines or events were read. */
  async forget(origin: string, ...customers: number[]): Promise<void> {
    for (const customer of customers)
      await this.stage.clickhouse.command({
        query: `DELETE FROM events WHERE workspace = ${this.workspace.number} AND message_id LIKE '${origin}-${customer}-%'`,
      });
  }

  /** A run that is under way for as long as `work` takes. */
  async whileRunning<T>(work: () => Promise<T>): Promise<T> {
    const values = { workspaceId: this.workspace.id, number: 900, trigger: 'schedule', scope: 'due' } as const;
    const [begun] = await this.stage.database
      .insert(run)
      .values({ ...values, status: 'running', asOf: new Date(), known: 1, versions: {} })
      .returning();
    try {
      return await work();
    } finally {
      await this.stage.database.delete(run).where(eq(run.id, begun!.id));
    }
  }
}
