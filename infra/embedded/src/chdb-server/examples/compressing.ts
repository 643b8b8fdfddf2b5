import assert from 'node:assert/strict';
import { type Example, rowsOf } from './example.ts';

const area = 'Compression';

export const compressing: Example[] = (['gzip', 'zstd', 'br'] as const).map((codec) => ({
  area,
  title: `\`${codec}\` both ways`,
  async run({ connect, table }) {
    const packed = connect({ compression: { request: { codec }, response: { codec } } });
    const name = await table('id UInt32, text String');
    const values = Array.from({ length: 5_000 }, (_, id) => ({ id, text: `row ${id}` }));
    await packed.insert({ table: name, values, format: 'JSONEachRow' });
    assert.deepEqual(await rowsOf(packed, `SELECT * FROM ${name} ORDER BY id`), values);
    const result = await packed.query({ query: 'SELECT 1', format: 'JSONEachRow' });
    assert.equal(result.response_headers['content-encoding'], codec);
    await result.text();
  },
}));
