import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { ClickHouseClient } from '@clickhouse/client';
import { type Example, rowsOf } from './example.ts';

const area = 'Cancelling';

/** A statement that would take minutes, recognisable among those that run. */
function endless(mark: string): string {
  return `SELECT max(sipHash64(number)) AS ${mark} FROM numbers(100000000000)`;
}

/** Waits until a statement with the mark runs, or until none does. */
async function untilRunning(client: ClickHouseClient, mark: string, wanted: boolean): Promise<void> {
  const query =
    "SELECT count() > 0 AS running FROM system.processes WHERE position(query, {mark: String}) > 0 AND query NOT LIKE '%processes%'";
  for (;;) {
    const [row] = await rowsOf(client, query, { mark });
    if (Boolean((row as { running: number }).running) === wanted) return;
  }
}

const mark = (): string => `m${randomUUID().replaceAll('-', '')}`;

export const cancelling: Example[] = [
  {
    area,
    title: '`abort_signal` ends the request, and with `readonly` the query as well',
    async run({ client }) {
      const name = mark();
      const controller = new AbortController();
      const aborted = assert.rejects(
        client.command({
          query: endless(name),
          abort_signal: controller.signal,
          clickhouse_settings: { readonly: '2', cancel_http_readonly_queries_on_client_close: 1 },
        }),
        /abort/,
      );
      await untilRunning(client, name, true);
      controller.abort();
      await aborted;
      await untilRunning(client, name, false);
    },
  },
  {
    area,
    title: '`KILL QUERY WHERE query_id = …` from another connection: code 394',
    async run({ client }) {
      const name = mark();
      const query_id = randomUUID();
      const killed = assert.rejects(client.command({ query: endless(name), query_id }), {
        code: '394',
        type: 'QUERY_WAS_CANCELLED',
      });
      await untilRunning(client, name, true);
      await client.command({
        query: 'KILL QUERY WHERE query_id = {query_id: String} SYNC',
        query_params: { query_id },
      });
      await killed;
    },
  },
  {
    area,
    title: '`query_id` in `system.processes`',
    async run({ client }) {
      const query_id = randomUUID();
      const result = await client.query({
        query: 'SELECT query_id FROM system.processes',
        query_id,
        format: 'JSONEachRow',
      });
      assert.ok((await result.text()).includes(query_id));
    },
  },
  {
    area,
    title: 'the same `query_id` twice at a time: code 216',
    async run({ client }) {
      const name = mark();
      const query_id = randomUUID();
      const controller = new AbortController();
      const first = assert.rejects(client.command({ query: endless(name), query_id, abort_signal: controller.signal }));
      await untilRunning(client, name, true);
      await assert.rejects(client.command({ query: 'SELECT 1', query_id }), { code: '216' });
      controller.abort();
      await first;
      await client.command({
        query: 'KILL QUERY WHERE query_id = {query_id: String} SYNC',
        query_params: { query_id },
      });
    },
  },
];
