import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { ClickHouseError } from '@clickhouse/client';
import { type Example, rowsOf } from './example.ts';

const area = 'Errors';

export const failing: Example[] = [
  {
    area,
    title: 'a `ClickHouseError` with `code`, `type` and a message',
    async run({ client }) {
      const error = await rowsOf(client, 'SELECT * FROM nowhere').then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      assert.ok(error instanceof ClickHouseError);
      assert.deepEqual([error.code, error.type], ['60', 'UNKNOWN_TABLE']);
      assert.match(error.message, /nowhere/);
    },
  },
  {
    area,
    title: 'the HTTP status and text of an exception',
    async run({ client }) {
      const response = await client.exec({ query: 'SELEC 1', ignore_error_response: true });
      assert.equal(response.http_status_code, 400);
      assert.equal(response.response_headers['x-clickhouse-exception-code'], '62');
      const text = Buffer.concat(await response.stream.toArray()).toString();
      assert.match(text, /^Code: 62\. DB::Exception: Syntax error.*\(SYNTAX_ERROR\) \(version \d+\./s);
    },
  },
  {
    area,
    title: 'two statements in one request are refused: code 62',
    async run({ client, table }) {
      const name = await table('id UInt32');
      await assert.rejects(client.command({ query: `SELECT 1; DROP TABLE ${name}` }), {
        code: '62',
        type: 'SYNTAX_ERROR',
      });
      await client.command({ query: `INSERT INTO ${name} VALUES (1); DROP TABLE ${name}` }).catch(() => {});
      assert.deepEqual(await rowsOf(client, `EXISTS TABLE ${name}`), [{ result: 1 }]);
    },
  },
  {
    area,
    title: 'a malformed row of an insert: code 27 with its line, and nothing is written',
    async run({ client, table }) {
      const name = await table('id UInt32');
      const values = Readable.from(['{"id":1}\n{"id":"two"}\n'], { objectMode: false });
      const insert = client.exec({ query: `INSERT INTO ${name} FORMAT JSONEachRow`, values });
      await assert.rejects(insert, { code: '27', message: /at row 2/ });
      assert.deepEqual(await rowsOf(client, `SELECT count() AS n FROM ${name}`), [{ n: 0 }]);
    },
  },
  {
    area,
    title: '`max_execution_time`: code 159; `max_memory_usage`: code 241',
    async run({ client }) {
      const long = client.command({
        query: 'SELECT max(sipHash64(number)) FROM numbers(100000000000)',
        clickhouse_settings: { max_execution_time: 1 },
      });
      await assert.rejects(long, { code: '159', type: 'TIMEOUT_EXCEEDED' });
      const large = client.command({
        query: 'SELECT length(groupArray(number)) FROM numbers(50000000)',
        clickhouse_settings: { max_memory_usage: '50000000' },
      });
      await assert.rejects(large, { code: '241', type: 'MEMORY_LIMIT_EXCEEDED' });
    },
  },
  {
    area,
    title: 'a reading request (GET) may not write: code 164',
    async run({ client, table }) {
      const name = await table('id UInt32');
      await assert.rejects(
        client.command({ query: `INSERT INTO ${name} VALUES (1)`, clickhouse_settings: { readonly: '2' } }),
        { code: '164' },
      );
    },
  },
];
