import type { ClickHouseClient } from '@clickhouse/client';
import { connectClickHouse, migrateClickHouse, type EventRow } from '@cutline/clickhouse';
import { createTestClickHouse } from '@cutline/embedded/vitest-database';
import { Parameters } from '../src/parameters.ts';
import type { Evaluation } from '../src/plan.ts';
import type { SqlContext } from '../src/sql-context.ts';

/** The real engine with the real tables, for tests of single expressions over hand-made rows. */
export interface ExpressionEngine {
  client: ClickHouseClient;
  /** Events with what is given; the rest is empty. Their message ids are `0`, `1` … in this order. */
  insertEvents(events: Partial<EventRow>[]): Promise<void>;
  insertRates(
    rates: { workspace?: number; currency: string; day: string; rate: string; batch: number }[],
  ): Promise<void>;
  /** Values of an expression, one for each row of what stands behind FROM, in the order of an event's message id. */
  values(expression: string, context: SqlContext, from?: string): Promise<unknown[]>;
  /** The value of an expression that reads no columns. */
  value(expression: string, context: SqlContext): Promise<unknown>;
  /** The rows of a whole statement. */
  rows<Row>(query: string, context: SqlContext): Promise<Row[]>;
  close(): Promise<void>;
}

/** As ingestion inserts: in JSON text stays text and a boolean among numbers a boolean; of two spellings of one path the first counts. */
const insertSettings = {
  input_format_try_infer_dates: 0,
  input_format_try_infer_datetimes: 0,
  input_format_json_read_bools_as_numbers: 0,
  type_json_skip_duplicated_paths: 1,
  max_partitions_per_insert_block: '0',
} as const;

export async function startExpressionEngine(): Promise<ExpressionEngine> {
  const database = await createTestClickHouse();
  const client = connectClickHouse(database);
  await migrateClickHouse(client);

  async function rows<Row>(query: string, { parameters }: SqlContext): Promise<Row[]> {
    const { sql, params } = parameters.statement(query);
    const result = await client.query({ query: sql, query_params: { ...params }, format: 'JSONEachRow' });
    return result.json<Row>();
  }

  async function read(query: string, context: SqlContext): Promise<unknown[]> {
    return (await rows<{ value: unknown }>(query, context)).map((row) => row.value);
  }

  return {
    client,
    rows,
    async insertEvents(events) {
      const values = events.map((event, index) => ({
        workspace: 1,
        action: 'purchase',
        time: '2026-05-01T12:00:00.000Z',
        profile: 1,
        message_id: `${index}`,
        received_at: '2026-05-01T12:00:00.000Z',
        batch: 1,
        source: '',
        revenue: null,
        currency: '',
        order_id: '',
        products: [],
        parameters: {},
        ...event,
      }));
      await client.insert({ table: 'events', values, format: 'JSONEachRow', clickhouse_settings: insertSettings });
    },
    async insertRates(rates) {
      const values = rates.map((rate) => ({ workspace: 1, ...rate }));
      await client.insert({ table: 'currency_rates', values, format: 'JSONEachRow' });
    },
    values: (expression, context, from = 'events') =>
      read(
        `SELECT ${expression} AS value FROM ${from} WHERE workspace = ${context.evaluation.workspace} ORDER BY toUInt32(message_id)`,
        context,
      ),
    async value(expression, context) {
      const [value] = await read(`SELECT ${expression} AS value`, context);
      return value;
    },
    async close() {
      await client.close();
      await database.drop();
    },
  };
}

/** A context for one statement. By default: workspace 1 in euros and UTC, at noon on 1 May 2026, having read batch 10, without rates. */
export function contextAt(evaluation: Partial<Evaluation> = {}): SqlContext {
  return {
    parameters: new Parameters(),
    evaluation: {
      workspace: 1,
      timeZone: 'UTC',
      asOf: Date.UTC(2026, 4, 1, 12),
      known: 10,
      currency: 'EUR',
      includeAnonymous: false,
      hasRates: false,
      hasAliases: false,
      ...evaluation,
    },
  };
}
