import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type Example, rowsOf } from './example.ts';

const area = 'Sessions';

export const sessions: Example[] = [
  {
    area,
    title: 'a temporary table lives as long as its `session_id`',
    async run({ client, connect }) {
      const own = connect({ session_id: randomUUID(), max_open_connections: 1 });
      await own.command({ query: 'CREATE TEMPORARY TABLE temporary_example (i Int32)' });
      await own.insert({ table: 'temporary_example', values: [{ i: 42 }, { i: 144 }], format: 'JSONEachRow' });
      assert.deepEqual(await rowsOf(own, 'SELECT * FROM temporary_example ORDER BY i'), [{ i: 42 }, { i: 144 }]);
      await assert.rejects(rowsOf(client, 'SELECT * FROM temporary_example'), { code: '60' });
    },
  },
  {
    area,
    title: '`SET` holds within a session',
    async run({ connect }) {
      const own = connect({ session_id: randomUUID(), max_open_connections: 1 });
      await own.command({ query: 'SET output_format_json_quote_64bit_integers = 1' });
      assert.deepEqual(await rowsOf(own, 'SELECT toInt64(144) AS n'), [{ n: '144' }]);
    },
  },
  {
    area,
    title: 'a setting of one request does not stay in the session',
    async run({ connect }) {
      const own = connect({ session_id: randomUUID(), max_open_connections: 1 });
      await own.command({ query: 'SET max_threads = 3' });
      await own.command({ query: 'SELECT 1', clickhouse_settings: { max_threads: 1 } });
      assert.deepEqual(await rowsOf(own, "SELECT getSetting('max_threads') AS n"), [{ n: 3 }]);
    },
  },
  {
    area,
    title: 'two requests at once in one session: code 373',
    async run({ connect }) {
      const own = connect({ session_id: randomUUID() });
      const slow = rowsOf(own, 'SELECT sleep(1)');
      const other = Array.from({ length: 5 }, () => rowsOf(own, 'SELECT 1'));
      const results = await Promise.allSettled([slow, ...other]);
      const refused = results.flatMap((result) =>
        result.status === 'rejected' ? [(result.reason as { code: string }).code] : [],
      );
      assert.ok(refused.length > 0 && refused.every((code) => code === '373'), refused.join(' '));
    },
  },
  {
    area,
    title: 'a parameter of an earlier request of the session is unknown again: code 456',
    async run({ connect }) {
      const own = connect({ session_id: randomUUID(), max_open_connections: 1 });
      await rowsOf(own, 'SELECT {n: UInt8}', { n: 1 });
      await assert.rejects(rowsOf(own, 'SELECT {n: UInt8} AS n'), { code: '456' });
    },
  },
];
