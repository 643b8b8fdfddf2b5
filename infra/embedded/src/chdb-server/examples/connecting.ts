import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createClient } from '@clickhouse/client';
import { type Example, rowsOf } from './example.ts';

const area = 'Connecting';

export const connecting: Example[] = [
  {
    area,
    title: '`ping()` and `ping({ select: true })`',
    async run({ client }) {
      assert.deepEqual(await client.ping(), { success: true });
      assert.deepEqual(await client.ping({ select: true }), { success: true });
    },
  },
  {
    area,
    title: '`ping()` of a port where nothing listens gives `success: false`',
    async run() {
      const nobody = createClient({ url: 'http://127.0.0.1:1', request_timeout: 2_000 });
      const result = await nobody.ping();
      await nobody.close();
      assert.equal(result.success, false);
    },
  },
  {
    area,
    title: 'a wrong password is refused with code 516',
    async run({ connect }) {
      const stranger = connect({ password: 'wrong' });
      await assert.rejects(stranger.command({ query: 'SELECT 1' }), { code: '516', type: 'AUTHENTICATION_FAILED' });
    },
  },
  {
    area,
    title: 'user and password of one request (`auth`)',
    async run({ client }) {
      await assert.rejects(client.command({ query: 'SELECT 1', auth: { username: 'somebody', password: '' } }), {
        code: '516',
      });
    },
  },
  {
    area,
    title: '`database` of the client; an unknown one is code 81',
    async run({ client, connect }) {
      const [row] = await rowsOf(client, 'SELECT currentDatabase() AS name');
      assert.match(String((row as { name: string }).name), /^test_/);
      await assert.rejects(connect({ database: 'nowhere' }).command({ query: 'SELECT 1' }), { code: '81' });
    },
  },
  {
    area,
    title: '`query_id`: given, returned, made up when left out',
    async run({ client }) {
      const query_id = randomUUID();
      const result = await client.query({ query: 'SELECT 1', query_id });
      assert.equal(result.query_id, query_id);
      assert.equal(result.response_headers['x-clickhouse-query-id'], query_id);
      await result.text();
      assert.notEqual((await client.command({ query: 'SELECT 1' })).query_id, '');
    },
  },
  {
    area,
    title: 'settings of the client, overridden for one request',
    async run({ connect }) {
      const quoting = connect({ clickhouse_settings: { output_format_json_quote_64bit_integers: 1 } });
      assert.deepEqual(await rowsOf(quoting, 'SELECT toInt64(1) AS n'), [{ n: '1' }]);
      const once = await quoting.query({
        query: 'SELECT toInt64(1) AS n',
        format: 'JSONEachRow',
        clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
      });
      assert.deepEqual(await once.json(), [{ n: 1 }]);
    },
  },
  {
    area,
    title: 'an unknown setting is code 115',
    async run({ connect }) {
      const client = connect({ clickhouse_settings: { ['no_such_setting' as 'max_threads']: 1 } });
      await assert.rejects(client.command({ query: 'SELECT 1' }), { code: '115', type: 'UNKNOWN_SETTING' });
    },
  },
];
