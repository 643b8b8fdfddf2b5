import assert from 'node:assert/strict';
import { createGzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { isException, isProgressRow, isRow } from '@clickhouse/client';
import { type Example, rowsOf } from './example.ts';

const area = 'Streaming';

export const streaming: Example[] = [
  {
    area,
    title: 'rows as they come: `for await` over `stream()`',
    async run({ client }) {
      const result = await client.query({ query: 'SELECT number FROM numbers(500000)', format: 'JSONEachRow' });
      let count = 0;
      for await (const rows of result.stream<{ number: number }>())
        for (const row of rows) count += row.json().number === count ? 1 : 0;
      assert.equal(count, 500_000);
    },
  },
  {
    area,
    title: 'the first rows arrive while the query still runs',
    async run({ client }) {
      const began = performance.now();
      const result = await client.query({
        query: 'SELECT number, sleepEachRow(0.2) FROM numbers(10) SETTINGS max_block_size = 1',
        format: 'JSONEachRow',
      });
      const stream = result.stream();
      let first = 0;
      for await (const _rows of stream) first ||= performance.now() - began;
      const all = performance.now() - began;
      assert.ok(first < all / 2, `first rows after ${first} ms of ${all} ms`);
    },
  },
  {
    area,
    title: 'leaving the loop early closes the stream, and the client stays usable',
    async run({ client }) {
      const result = await client.query({ query: 'SELECT number FROM numbers(100000000)', format: 'JSONEachRow' });
      for await (const rows of result.stream()) if (rows.length > 0) break;
      assert.deepEqual(await rowsOf(client, 'SELECT 1 AS n'), [{ n: 1 }]);
    },
  },
  {
    area,
    title: 'an exception in the middle of a result reaches the reader',
    async run({ client }) {
      const result = await client.query({
        query: "SELECT number, throwIf(number = 400000, 'boom') FROM numbers(1000000)",
        format: 'JSONEachRow',
      });
      let rows = 0;
      const read = async (): Promise<void> => {
        for await (const some of result.stream()) rows += some.length;
      };
      await assert.rejects(read(), { code: '395' });
      assert.ok(rows > 0, 'no rows came before the exception');
    },
  },
  {
    area,
    title: '`JSONEachRowWithProgress`',
    async run({ client }) {
      const result = await client.query({
        query: 'SELECT number, sleepEachRow(0.1) AS slept FROM numbers(6) SETTINGS max_block_size = 1',
        format: 'JSONEachRowWithProgress',
      });
      const [rows, progress] = [[] as unknown[], [] as unknown[]];
      for await (const some of result.stream())
        for (const row of some) {
          const value = row.json();
          assert.ok(!isException(value));
          if (isRow(value)) rows.push(value);
          if (isProgressRow(value)) progress.push(value);
        }
      assert.equal(rows.length, 6);
      assert.ok(progress.length > 1, `${progress.length} reports of progress`);
    },
  },
  {
    area,
    title: 'an insert larger than memory would like: a stream of 2,000,000 rows',
    async run({ client, table }) {
      const name = await table('id UInt32, text String');
      function* lines(): Generator<string> {
        for (let block = 0; block < 2_000; block += 1) {
          let text = '';
          for (let row = 0; row < 1_000; row += 1) text += `${block * 1_000 + row},"row of block ${block}"\n`;
          yield text;
        }
      }
      await client.insert({ table: name, values: Readable.from(lines(), { objectMode: false }), format: 'CSV' });
      assert.deepEqual(await rowsOf(client, `SELECT count() AS n, max(id) AS m FROM ${name}`), [
        { n: 2_000_000, m: 1_999_999 },
      ]);
    },
  },
  {
    area,
    title: '`exec` with `values`: an insert whose statement names the format',
    async run({ client, table }) {
      const name = await table('id UInt32, text String');
      const { stream } = await client.exec({
        query: `INSERT INTO ${name} (id) SETTINGS input_format_parallel_parsing = 0 FORMAT JSONCompactEachRow`,
        values: Readable.from(['[1]\n[2]\n'], { objectMode: false }),
      });
      stream.resume();
      assert.deepEqual(await rowsOf(client, `SELECT sum(id) AS s FROM ${name}`), [{ s: 3 }]);
    },
  },
  {
    area,
    title: 'bytes that are compressed already (`Content-Encoding` by hand)',
    async run({ client, table }) {
      const name = await table('id UInt32');
      const zipped = Readable.from(['1\n', '2\n'], { objectMode: false }).pipe(createGzip());
      const { stream } = await client.exec({
        query: `INSERT INTO ${name} FORMAT CSV`,
        values: zipped,
        http_headers: { 'Content-Encoding': 'gzip' },
      });
      stream.resume();
      assert.deepEqual(await rowsOf(client, `SELECT sum(id) AS s FROM ${name}`), [{ s: 3 }]);
    },
  },
];
