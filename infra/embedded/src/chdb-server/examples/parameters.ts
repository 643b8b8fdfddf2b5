import assert from 'node:assert/strict';
import { TupleParam } from '@clickhouse/client';
import { type Example, rowsOf } from './example.ts';

const area = 'Parameters';

export const parameters: Example[] = [
  {
    area,
    title: 'every documented type',
    async run({ client }) {
      const given = {
        int: ['Int32', 10, 10],
        float: ['Float32', '10.5', 10.5],
        bigint: ['UInt64', 2n ** 53n - 1n, Number.MAX_SAFE_INTEGER],
        bool: ['Bool', true, true],
        text: ['String', 'hello', 'hello'],
        array: ['Array(Int32)', [42, 144], [42, 144]],
        strings: ['Array(String)', ["it's", 'a\\b'], ["it's", 'a\\b']],
        tuple: ['Tuple(Int32, String)', new TupleParam([42, 'foo']), [42, 'foo']],
        map: ['Map(Int32, Array(String))', new Map([[42, ['a', 'b']]]), { '42': ['a', 'b'] }],
        date: ['Date', '2022-01-01', '2022-01-01'],
        datetime: ['DateTime', '2022-01-01 12:34:56', '2022-01-01 12:34:56'],
        jsDate: ["DateTime64(3, 'UTC')", new Date('2022-01-01T12:34:56.789Z'), '2022-01-01 12:34:56.789'],
        nanos: ['DateTime64(9)', '2022-01-01 12:34:56.123456789', '2022-01-01 12:34:56.123456789'],
        decimal: ['Decimal(9, 2)', '123.45', 123.45],
        uuid: ['UUID', '01234567-89ab-cdef-0123-456789abcdef', '01234567-89ab-cdef-0123-456789abcdef'],
        ipv4: ['IPv4', '192.168.0.1', '192.168.0.1'],
        nothing: ['Nullable(String)', null, null],
      } as const;
      const columns = Object.entries(given).map(([name, [type]]) => `{${name}: ${type}} AS ${name}`);
      const values = Object.fromEntries(Object.entries(given).map(([name, [, value]]) => [name, value]));
      const expected = Object.fromEntries(Object.entries(given).map(([name, [, , back]]) => [name, back]));
      assert.deepEqual(await rowsOf(client, `SELECT ${columns.join(', ')}`, values), [expected]);
    },
  },
  {
    area,
    title: 'tabs, line breaks, quotes, backslashes and other scripts survive',
    async run({ client }) {
      for (const text of [
        'foo_\t_bar',
        'foo_\n_bar',
        'foo_\r_bar',
        "foo_'_bar",
        'foo_\\_bar',
        '\\N',
        '',
        'Ωß 😀',
        "'); DROP TABLE x; --",
      ])
        assert.deepEqual(await rowsOf(client, 'SELECT {text: String} AS text', { text }), [{ text }]);
    },
  },
  {
    area,
    title: 'identifiers: `{name: Identifier}`',
    async run({ client, table }) {
      const name = await table('id UInt32');
      assert.deepEqual(await rowsOf(client, 'SELECT count() AS n FROM {name: Identifier}', { name }), [{ n: 0 }]);
    },
  },
  {
    area,
    title: 'a missing one is code 456, one of the wrong type code 457',
    async run({ client }) {
      await assert.rejects(rowsOf(client, 'SELECT {n: UInt8}'), { code: '456', type: 'UNKNOWN_QUERY_PARAMETER' });
      await assert.rejects(rowsOf(client, 'SELECT {n: UInt8}', { n: 'many' }), {
        code: '457',
        type: 'BAD_QUERY_PARAMETER',
      });
    },
  },
  {
    area,
    title: 'in a multipart body (`use_multipart_params`), for long ones',
    async run({ client }) {
      const ids = Array.from({ length: 50_000 }, (_, id) => id);
      const result = await client.query({
        query: 'SELECT length({ids: Array(UInt32)}) AS n',
        query_params: { ids },
        use_multipart_params: true,
        format: 'JSONEachRow',
      });
      assert.deepEqual(await result.json(), [{ n: 50_000 }]);
    },
  },
];
