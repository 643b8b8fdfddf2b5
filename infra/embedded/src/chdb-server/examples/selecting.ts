import assert from 'node:assert/strict';
import { ResultSet } from '@clickhouse/client';
import { type Example, rowsOf } from './example.ts';

const area = 'Selecting';
const three = 'SELECT number, toString(number) AS text FROM numbers(3)';

export const selecting: Example[] = [
  {
    area,
    title: '`JSONEachRow` with `json()` and `text()`',
    async run({ client }) {
      assert.deepEqual(
        await rowsOf(client, three),
        [0, 1, 2].map((number) => ({ number, text: String(number) })),
      );
      const result = await client.query({ query: three, format: 'JSONEachRow' });
      assert.equal((await result.text()).split('\n')[0], '{"number":0,"text":"0"}');
    },
  },
  {
    area,
    title: '`JSON` with metadata and row count',
    async run({ client }) {
      const document = await (await client.query({ query: three })).json<{ number: number }>();
      assert.deepEqual(
        document.meta?.map(({ name, type }) => `${name} ${type}`),
        ['number UInt64', 'text String'],
      );
      assert.equal(document.rows, 3);
      assert.equal(document.data.length, 3);
    },
  },
  {
    area,
    title: 'a large `JSON` document is one document',
    async run({ client }) {
      const document = await (await client.query({ query: 'SELECT number FROM numbers(300000)' })).json();
      assert.equal(document.data.length, 300_000);
    },
  },
  {
    area,
    title: '`CSVWithNames`, `TabSeparatedWithNamesAndTypes` over many blocks: one heading',
    async run({ client }) {
      const query = 'SELECT number FROM numbers(200000)';
      const csv = (await (await client.query({ query, format: 'CSVWithNames' })).text()).trimEnd().split('\n');
      assert.deepEqual(
        [csv.length, csv[0], csv.filter((line) => line === '"number"').length],
        [200_001, '"number"', 1],
      );
      const tsv = (await (await client.query({ query, format: 'TabSeparatedWithNamesAndTypes' })).text())
        .trimEnd()
        .split('\n');
      assert.deepEqual([tsv.length, tsv[0], tsv[1], tsv[2]], [200_002, 'number', 'UInt64', '0']);
    },
  },
  {
    area,
    title: '`exec` with the raw stream, `default_format` and a `ResultSet`',
    async run({ client }) {
      const format = 'JSONCompactEachRowWithNamesAndTypes';
      const { stream, query_id } = await client.exec({ query: three, clickhouse_settings: { default_format: format } });
      const rows = await new ResultSet(stream, format, query_id).json();
      assert.deepEqual(rows, [
        ['number', 'text'],
        ['UInt64', 'String'],
        [0, '0'],
        [1, '1'],
        [2, '2'],
      ]);
    },
  },
  {
    area,
    title: '`command` for DDL: CREATE, ALTER, TRUNCATE, DROP, DESCRIBE, EXPLAIN',
    async run({ client, table }) {
      const name = await table('id UInt32');
      await client.command({ query: `ALTER TABLE ${name} ADD COLUMN extra String DEFAULT 'x'` });
      const described = await rowsOf(client, `DESCRIBE TABLE ${name}`);
      assert.deepEqual(
        described.map((row) => (row as { name: string }).name),
        ['id', 'extra'],
      );
      await client.command({ query: `TRUNCATE TABLE ${name}` });
      assert.match(
        await (await client.query({ query: `EXPLAIN SELECT * FROM ${name}`, format: 'TabSeparated' })).text(),
        /Read/,
      );
      await client.command({ query: `DROP TABLE ${name} SYNC` });
      assert.deepEqual(await rowsOf(client, `EXISTS TABLE ${name}`), [{ result: 0 }]);
    },
  },
  {
    area,
    title: 'mutations with `mutations_sync`, and lightweight deletes',
    async run({ client, table }) {
      const name = await table('id UInt32, v UInt32');
      await client.insert({ table: name, values: [1, 2, 3].map((id) => ({ id, v: 0 })), format: 'JSONEachRow' });
      await client.command({
        query: `ALTER TABLE ${name} UPDATE v = id WHERE id > 1`,
        clickhouse_settings: { mutations_sync: '2' },
      });
      await client.command({ query: `DELETE FROM ${name} WHERE id = 3` });
      assert.deepEqual(await rowsOf(client, `SELECT * FROM ${name} ORDER BY id`), [
        { id: 1, v: 0 },
        { id: 2, v: 2 },
      ]);
    },
  },
  {
    area,
    title: '`JSON`, `Dynamic` and `Variant` columns',
    async run({ client, table }) {
      const name = await table('id UInt64, var Variant(Int64, String), dynamic Dynamic, json JSON');
      await client.insert({
        table: name,
        values: [
          { id: 1, var: 42, dynamic: 'foo', json: { foo: 'x' } },
          { id: 2, var: 'str', dynamic: 144, json: { bar: 10 } },
        ],
        format: 'JSONEachRow',
      });
      assert.deepEqual(
        await rowsOf(
          client,
          `SELECT var, dynamicType(dynamic) AS type, json.foo AS foo, json FROM ${name} ORDER BY id`,
        ),
        [
          { var: 42, type: 'String', foo: 'x', json: { foo: 'x' } },
          { var: 'str', type: 'Int64', foo: null, json: { bar: 10 } },
        ],
      );
    },
  },
  {
    area,
    title: '`AggregateFunction(groupBitmap, UInt32)` columns',
    async run({ client, table }) {
      const name = await table('id UInt32, members AggregateFunction(groupBitmap, UInt32)');
      await client.command({
        query: `INSERT INTO ${name} SELECT number % 2, groupBitmapState(toUInt32(number)) FROM numbers(10) GROUP BY 1`,
      });
      assert.deepEqual(
        await rowsOf(client, `SELECT id, groupBitmapMerge(members) AS n FROM ${name} GROUP BY id ORDER BY id`),
        [
          { id: 0, n: 5 },
          { id: 1, n: 5 },
        ],
      );
    },
  },
  {
    area,
    title: 'totals (`WITH TOTALS`) in a `JSON` document',
    async run({ client }) {
      const query = 'SELECT number % 2 AS k, count() AS n FROM numbers(4) GROUP BY k WITH TOTALS ORDER BY k';
      const document = await (await client.query({ query })).json();
      assert.deepEqual(document.totals, { k: 0, n: 4 });
    },
  },
  {
    area,
    title: 'the summary of a statement: rows and bytes read and written, and its memory',
    async run({ client, table }) {
      const [source, copy] = [await table('id UInt64, text String'), await table('id UInt64, text String')];
      await client.command({
        query: `INSERT INTO ${source} SELECT number, repeat('x', 20) FROM numbers(50000)`,
      });
      const copied = await client.command({ query: `INSERT INTO ${copy} SELECT * FROM ${source} WHERE id < 40000` });
      assert.equal(copied.summary?.written_rows, '40000');
      assert.ok(Number(copied.summary.read_rows) >= 40_000 && Number(copied.summary.read_rows) <= 50_000);
      assert.ok(Number(copied.summary.read_bytes) > 20 * 40_000);
      const summary = JSON.parse(String(copied.response_headers['x-clickhouse-summary'])) as Record<string, string>;
      assert.ok(Number(summary['memory_usage']) > 0);

      const counted = await client.query({ query: `SELECT sum(id) FROM ${copy}`, format: 'JSONEachRow' });
      const read = JSON.parse(String(counted.response_headers['x-clickhouse-summary'])) as Record<string, string>;
      await counted.text();
      assert.deepEqual([read['read_rows'], read['read_bytes']], ['40000', String(8 * 40_000)]);
    },
  },
];
