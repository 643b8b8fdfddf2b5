import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestClickHouse } from '@cutline/embedded/vitest-database';
import { connectClickHouse } from '@cutline/clickhouse';
import type { Cell } from './file-rows.ts';
import { mapping as mappingSchema } from './mapping.ts';
import { openFile, type OpeningSettings } from './open-file.ts';
import { sampleFile } from './sample.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cutline-typed-'));
  path = join(folder, 'file');
});
afterAll(() => rm(folder, { recursive: true }));

/** Every row of the file, read in chunks of some size: its line and its cells or what is wrong. */
async function readAll(rows: number, settings?: OpeningSettings): Promise<[number, Cell[] | string][]> {
  const file = await openFile(path, settings);
  const found: [number, Cell[] | string][] = [];
  for (let from = file.firstRow, done = false; !done;) {
    const chunk = await file.read(from, { rows, bytes: 1_000_000_000 });
    for (const row of chunk.rows) found.push([row.line, 'fields' in row ? row.fields : row.broken.code]);
    ({ next: from, done } = chunk);
  }
  return found;
}

const orders = [
  '{"user":{"id":9007199254740993,"mail":"ann@example.com"},"at":"2026-01-05T10:00:00Z","total":39.9,"lines":[{"sku":"A1","title":"Tee","price":19.95,"qty":2}],"gift":true}',
  '',
  '{"user":{"id":"7"},"at":"2026-01-06T10:00:00Z","total":0.30000000000000004,"lines":[],"tags":["a","b"],"note":null}\r',
  'not json',
  '{"user":{"id":"8"},"at":"2026-01-07T10:00:00Z","total":12}',
].join('\n');

describe('JSON Lines', () => {
  test('nested objects are dotted columns, lists stay lists, digits stay', async () => {
    await writeFile(path, orders);
    const only = ['user.id', 'total', 'gift', 'tags', 'user.mail'];
    const expected = [
      [1, ['9007199254740993', '39.9', 'true', '', 'ann@example.com']],
      [3, ['7', '0.3', '', ['a', 'b'], '']],
      [4, 'bad-json'],
      [5, ['8', '12', '', '', '']],
    ];
    for (const rows of [1, 2, 100]) expect(await readAll(rows, { only })).toEqual(expected);
  });

  test('a file of orders is understood without help, product lines and all', async () => {
    await writeFile(path, orders);
    const sample = await sampleFile(path, undefined, { timeZone: 'UTC', currency: 'EUR', now: new Date('2026-06-01') });
    expect(sample.format).toBe('jsonl');
    expect(sample.columns.map(({ name, guess, type }) => [name, guess, type])).toEqual([
      ['user.id', 'customId', 'string'],
      ['user.mail', 'email', 'string'],
      ['at', 'time', 'datetime'],
      ['total', 'revenue', 'number'],
      ['lines', 'products', 'string'],
      ['gift', 'parameter', 'boolean'],
      ['tags', 'parameter', 'string'],
      ['note', 'ignore', 'string'],
    ]);
    expect(mappingSchema.parse(sample.suggestedMapping)).toMatchObject({
      format: 'jsonl',
      identifiers: { customId: 'user.id', email: 'user.mail' },
      products: { column: 'lines', productId: 'sku', name: 'title', price: 'price', quantity: 'qty' },
    });
    expect(sample.rows.map(({ line, event, reject }) => [line, event?.revenue ?? reject?.code])).toEqual([
      [1, '39.9'],
      [3, '0.3'],
      [4, 'bad-json'],
      [5, '12'],
    ]);
    expect(sample.rows[0]!.event).toMatchObject({
      identifiers: { customId: '9007199254740993' },
      products: [{ product_id: 'A1', name: 'Tee', category: '', price: '19.95', quantity: 2 }],
      parameters: { gift: true },
    });
    expect(sample.rows[1]!.event!.parameters).toEqual({ tags: '["a","b"]' });
  });

  test('the same lines come whatever the chunks and blocks', async () => {
    const lines = Array.from({ length: 40_000 }, (_, n) => `{"id":${n},"text":"${'é€'.repeat(n % 50)}"}`);
    await writeFile(path, `\ufeff${lines.join('\n')}`);
    const whole = await readAll(1_000_000, { only: ['id'] });
    expect(whole).toHaveLength(lines.length);
    expect(whole.at(-1)).toEqual([40_000, ['39999']]);
    expect(await readAll(777, { only: ['id'] })).toEqual(whole);
  });
});

describe('Parquet', () => {
  test('typed values are read exactly, in every row group, whatever the chunks', async () => {
    const n = 2_500;
    const rows = Array.from({ length: n }, (_, index) => index);
    const schema = [
      { name: 'root', num_children: 7 },
      { name: 'id', type: 'INT64', repetition_type: 'REQUIRED' },
      {
        name: 'amount',
        type: 'INT64',
        converted_type: 'DECIMAL',
        scale: 4,
        precision: 18,
        repetition_type: 'OPTIONAL',
      },
      {
        name: 'utc',
        type: 'INT64',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
        repetition_type: 'OPTIONAL',
      },
      {
        name: 'local',
        type: 'INT64',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MILLIS' },
        repetition_type: 'OPTIONAL',
      },
      { name: 'day', type: 'INT32', converted_type: 'DATE', repetition_type: 'OPTIONAL' },
      { name: 'ratio', type: 'FLOAT', repetition_type: 'OPTIONAL' },
      { name: 'name', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    ] as const;
    const buffer = parquetWriteBuffer({
      schema: schema.map((each) => ({ ...each })),
      rowGroupSize: 1_000,
      columnData: [
        { name: 'id', data: rows.map((index) => 9_007_199_254_740_993n + BigInt(index)) },
        { name: 'amount', data: rows.map((index) => (index === 1 ? null : 12.5)) },
        { name: 'utc', data: rows.map(() => new Date('2026-01-05T10:00:00.123Z')) },
        { name: 'local', data: rows.map(() => new Date('2026-01-05T10:00:00.250Z')) },
        { name: 'day', data: rows.map(() => new Date('2026-01-05')) },
        { name: 'ratio', data: rows.map(() => 0.1) },
        { name: 'name', data: rows.map((index) => (index === 1 ? null : `Zoë ${index}`)) },
      ],
    });
    await writeFile(path, Buffer.from(buffer));
    const row = (index: number): Cell[] => [
      String(9_007_199_254_740_993n + BigInt(index)),
      index === 1 ? '' : '12.5',
      '2026-01-05T10:00:00.123Z',
      '2026-01-05T10:00:00.250',
      '2026-01-05',
      '0.1',
      index === 1 ? '' : `Zoë ${index}`,
    ];
    const expected = rows.map((index) => [index + 1, row(index)]);
    for (const size of [300, 1_500, 10_000]) expect(await readAll(size)).toEqual(expected);
  });

  test('what ClickHouse writes is read: decimals of 18 digits, nested lists, structs, ZSTD', async () => {
    const database = await createTestClickHouse();
    const client = connectClickHouse(database);
    try {
      const { stream } = await client.exec({
        query: `SELECT
            toString(number) AS customer,
            toDecimal64('12345678901234.5678', 4) AS total,
            toDecimal128('-0.05', 10) AS rate,
            toDateTime64('2026-01-05 10:00:00.250', 3, 'UTC') AS at,
            toDate32('2026-01-05') AS day,
            CAST((number, 'Berlin'), 'Tuple(no UInt64, city String)') AS shop,
            [CAST(('A1', toDecimal64(19.95, 2), 2), 'Tuple(sku String, price Decimal(18, 2), quantity Int64)')] AS lines,
            CAST(if(number = 1, NULL, 'x'), 'Nullable(String)') AS maybe
          FROM numbers(3) FORMAT Parquet SETTINGS output_format_parquet_compression_method = 'zstd'`,
      });
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(part as Buffer);
      await writeFile(path, Buffer.concat(parts));
    } finally {
      await client.close();
      await database.drop();
    }
    const sample = await sampleFile(path, undefined, { timeZone: 'UTC', currency: 'EUR', now: new Date('2026-06-01') });
    expect(sample.columns.map(({ name, guess }) => [name, guess])).toEqual([
      ['customer', 'customId'],
      ['total', 'revenue'],
      ['rate', 'parameter'],
      ['at', 'time'],
      ['day', 'parameter'],
      ['shop.no', 'parameter'],
      ['shop.city', 'parameter'],
      ['lines', 'products'],
      ['maybe', 'parameter'],
    ]);
    expect(sample.rows[1]).toMatchObject({
      line: 2,
      event: {
        time: '2026-01-05T10:00:00.250Z',
        revenue: '12345678901234.5678',
        products: [{ product_id: 'A1', price: '19.95', quantity: 2 }],
        parameters: { rate: -0.05, 'shop.no': 1, 'shop.city': 'Berlin' },
      },
    });
    expect(sample.rows[1]!.event!.parameters).not.toHaveProperty('maybe');
  });
});
