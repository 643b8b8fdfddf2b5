import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { type Example, rowsOf } from './example.ts';

const area = 'Inserting';

export const inserting: Example[] = [
  {
    area,
    title: '`JSONEachRow` from an array, with `summary` and `query_id`',
    async run({ client, table }) {
      const name = await table('id UInt32, name String');
      const values = [
        { id: 42, name: 'foo' },
        { id: 43, name: 'bär' },
      ];
      const result = await client.insert({ table: name, values, format: 'JSONEachRow' });
      assert.equal(result.executed, true);
      assert.equal(result.summary?.written_rows, '2');
      assert.deepEqual(await rowsOf(client, `SELECT * FROM ${name} ORDER BY id`), values);
    },
  },
  {
    area,
    title: '`JSONEachRow` from an object stream',
    async run({ client, table }) {
      const name = await table('id UInt32');
      const values = Readable.from(
        Array.from({ length: 1_000 }, (_, id) => ({ id })),
        { objectMode: true },
      );
      await client.insert({ table: name, values, format: 'JSONEachRow' });
      assert.deepEqual(await rowsOf(client, `SELECT count() AS n, sum(id) AS s FROM ${name}`), [
        { n: 1_000, s: 499_500 },
      ]);
    },
  },
  {
    area,
    title: '`JSONCompactEachRow`, also with names and types, and `JSONStringsEachRow`',
    async run({ client, table }) {
      const name = await table('id UInt32, name String, sku Array(UInt32)');
      await client.insert({ table: name, values: [[1, 'a', [1]]], format: 'JSONCompactEachRow' });
      await client.insert({
        table: name,
        values: [
          ['id', 'name', 'sku'],
          ['UInt32', 'String', 'Array(UInt32)'],
          [2, 'b', [2, 3]],
        ],
        format: 'JSONCompactEachRowWithNamesAndTypes',
      });
      await client.insert({ table: name, values: [{ id: '3', name: 'c', sku: '[4]' }], format: 'JSONStringsEachRow' });
      assert.deepEqual(
        await rowsOf(client, `SELECT groupArray(sku) AS skus FROM (SELECT * FROM ${name} ORDER BY id)`),
        [{ skus: [[1], [2, 3], [4]] }],
      );
    },
  },
  {
    area,
    title: 'documents: `JSON`, `JSONCompact`, `JSONObjectEachRow`',
    async run({ client, table }) {
      const name = await table('id UInt32, name String');
      const meta = [
        { name: 'id', type: 'UInt32' },
        { name: 'name', type: 'String' },
      ];
      await client.insert({ table: name, values: { meta, data: [{ id: 1, name: 'a' }] }, format: 'JSON' });
      await client.insert({ table: name, values: { meta, data: [[2, 'b']] }, format: 'JSONCompact' });
      await client.insert({ table: name, values: { row: { id: 3, name: 'c' } }, format: 'JSONObjectEachRow' });
      assert.deepEqual(
        await rowsOf(client, `SELECT groupArray(name) AS names FROM (SELECT * FROM ${name} ORDER BY id)`),
        [{ names: ['a', 'b', 'c'] }],
      );
    },
  },
  {
    area,
    title: '`CSV` and `CSVWithNames` from a byte stream, line breaks in quotes included',
    async run({ client, table }) {
      const name = await table('id UInt32, name String');
      const csv = Readable.from(['1,"two\n', 'lines"\n2,plain\n'], { objectMode: false });
      await client.insert({ table: name, values: csv, format: 'CSV' });
      const named = Readable.from(['"name","id"\n', '"third",3\n'], { objectMode: false });
      await client.insert({ table: name, values: named, format: 'CSVWithNames' });
      assert.deepEqual(await rowsOf(client, `SELECT * FROM ${name} ORDER BY id`), [
        { id: 1, name: 'two\nlines' },
        { id: 2, name: 'plain' },
        { id: 3, name: 'third' },
      ]);
    },
  },
  {
    area,
    title: '`TabSeparated` and `CustomSeparated`',
    async run({ client, table }) {
      const name = await table('id UInt32, name String');
      await client.insert({
        table: name,
        values: Readable.from(['1\ta\\tb\n'], { objectMode: false }),
        format: 'TabSeparated',
      });
      await client.insert({
        table: name,
        values: Readable.from(['2^c\n'], { objectMode: false }),
        format: 'CustomSeparated',
        clickhouse_settings: { format_custom_field_delimiter: '^', format_custom_escaping_rule: 'CSV' },
      });
      assert.deepEqual(await rowsOf(client, `SELECT name FROM ${name} ORDER BY id`), [{ name: 'a\tb' }, { name: 'c' }]);
    },
  },
  {
    area,
    title: '`Parquet`, written by a query and read back byte for byte',
    async run({ client, table }) {
      const name = await table('id UInt32, name String');
      const written = await client.exec({
        query: 'SELECT toUInt32(number) AS id, toString(number) AS name FROM numbers(10000) FORMAT Parquet',
      });
      await client.insert({ table: name, values: written.stream, format: 'Parquet' });
      assert.deepEqual(await rowsOf(client, `SELECT count() AS n, max(name) AS name FROM ${name}`), [
        { n: 10_000, name: '9999' },
      ]);
    },
  },
  {
    area,
    title: 'some columns only, all but some, and an `EPHEMERAL` one',
    async run({ client, table }) {
      const name = await table(
        "id UInt64, message String DEFAULT concat('from ', source), source String EPHEMERAL 'nowhere'",
      );
      await client.insert({ table: name, values: [{ id: 1 }], columns: ['id'], format: 'JSONEachRow' });
      await client.insert({
        table: name,
        values: [{ message: 'own' }],
        columns: { except: ['id'] },
        format: 'JSONEachRow',
      });
      await client.insert({
        table: name,
        values: [{ id: 2, source: 'a' }],
        columns: ['id', 'source'],
        format: 'JSONEachRow',
      });
      assert.deepEqual(await rowsOf(client, `SELECT message FROM ${name} ORDER BY id`), [
        { message: 'own' },
        { message: 'from nowhere' },
        { message: 'from a' },
      ]);
    },
  },
  {
    area,
    title: '`INSERT … VALUES` with functions and parameters, and `INSERT … SELECT`',
    async run({ client, table }) {
      const name = await table('id String, name Nullable(String)');
      await client.command({
        query: `INSERT INTO ${name} (id, name) VALUES (unhex({id: String}), {name: Nullable(String)})`,
        query_params: { id: '4142', name: null },
        clickhouse_settings: { wait_end_of_query: 1 },
      });
      const copied = await client.command({ query: `INSERT INTO ${name} SELECT 'C', 'copied'` });
      assert.deepEqual(await rowsOf(client, `SELECT * FROM ${name} ORDER BY id`), [
        { id: 'AB', name: null },
        { id: 'C', name: 'copied' },
      ]);
      assert.equal(copied.summary?.written_rows, '1');
    },
  },
  {
    area,
    title: 'JS dates, decimals as strings, big integers',
    async run({ client, table }) {
      const name = await table("id UInt64, at DateTime64(3, 'UTC'), price Decimal(38, 10)");
      const at = new Date('2026-01-02T03:04:05.678Z');
      await client.insert({
        table: name,
        values: [{ id: '18446744073709551615', at, price: '1234567890.0123456789' }],
        format: 'JSONEachRow',
        clickhouse_settings: { date_time_input_format: 'best_effort' },
      });
      assert.deepEqual(await rowsOf(client, `SELECT toString(id) AS id, at, toString(price) AS price FROM ${name}`), [
        { id: '18446744073709551615', at: '2026-01-02 03:04:05.678', price: '1234567890.0123456789' },
      ]);
    },
  },
  {
    area,
    title: '`async_insert` with `wait_for_async_insert`: ten at once',
    async run({ connect, table, client }) {
      const name = await table('id UInt32');
      const asynchronous = connect({ clickhouse_settings: { async_insert: 1, wait_for_async_insert: 1 } });
      const inserts = Array.from({ length: 10 }, (_, id) =>
        asynchronous.insert({ table: name, values: [{ id }], format: 'JSONEachRow' }),
      );
      await Promise.all(inserts);
      assert.deepEqual(await rowsOf(client, `SELECT count() AS n FROM ${name}`), [{ n: 10 }]);
    },
  },
  {
    area,
    title: 'the same `insert_deduplication_token` again writes nothing',
    async run({ client, table }) {
      const name = await table('id UInt32', 'SETTINGS non_replicated_deduplication_window = 100');
      for (let time = 0; time < 3; time += 1) {
        await client.insert({
          table: name,
          values: [{ id: 1 }],
          format: 'JSONEachRow',
          clickhouse_settings: { insert_deduplication_token: 'batch 1' },
        });
      }
      assert.deepEqual(await rowsOf(client, `SELECT count() AS n FROM ${name}`), [{ n: 1 }]);
    },
  },
  {
    area,
    title: 'more rows than `max_partitions_per_insert_block` allows partitions: code 252, then with more allowed',
    async run({ client, table }) {
      const name = await table('id UInt32', 'PARTITION BY id');
      const values = Array.from({ length: 150 }, (_, id) => ({ id }));
      await assert.rejects(client.insert({ table: name, values, format: 'JSONEachRow' }), {
        code: '252',
        type: 'TOO_MANY_PARTS',
      });
      await client.insert({
        table: name,
        values,
        format: 'JSONEachRow',
        clickhouse_settings: { max_partitions_per_insert_block: '200' },
      });
      assert.deepEqual(await rowsOf(client, `SELECT count() AS n FROM ${name}`), [{ n: 150 }]);
    },
  },
];
