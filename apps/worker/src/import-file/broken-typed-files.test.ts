import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mappedColumns, mapping as mappingSchema, type Mapping } from './mapping.ts';
import { openFile } from './open-file.ts';
import { rowReader, type Reject } from './read-row.ts';
import { UnreadableFile } from './unreadable-file.ts';

let path: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cutline-broken-typed-'));
  path = join(folder, 'file');
});
afterAll(() => rm(folder, { recursive: true }));

const common = {
  action: { column: 'action' },
  time: { column: 'time', format: 'iso', timeZone: 'Europe/Berlin' },
  identifiers: { customId: 'customer' },
  revenue: 'amount',
  parameters: [{ column: 'count', name: 'count', type: 'integer' }],
};
const jsonl = mappingSchema.parse({
  ...common,
  format: 'jsonl',
  products: { column: 'lines', productId: 'sku', price: 'price', quantity: 'qty' },
});
const parquet = mappingSchema.parse({ ...common, format: 'parquet' });

interface Outcome {
  accepted: number;
  rejects: (Reject & { line: number; raw: string })[];
}

/** Reads a file to its end, as an import does. */
async function read(content: Buffer | string, mapping: Mapping): Promise<Outcome> {
  await writeFile(path, content);
  const file = await openFile(path, { ...mapping, only: mappedColumns(mapping) });
  const readRow = rowReader(mapping, {
    columns: file.columns,
    messageIdPrefix: 'import:1:',
    currency: 'EUR',
    latest: Date.UTC(2026, 5, 1),
  });
  const outcome: Outcome = { accepted: 0, rejects: [] };
  for (let from = file.firstRow, done = false; !done;) {
    const chunk = await file.read(from, { rows: 1_000, bytes: 1_000_000 });
    for (const row of chunk.rows) {
      const result = readRow(row);
      if ('reject' in result) outcome.rejects.push({ ...result.reject, line: row.line, raw: row.raw() });
      else outcome.accepted += 1;
    }
    ({ next: from, done } = chunk);
  }
  return outcome;
}

const fields = { customer: 'c1', time: '2026-01-02T03:04:05Z', action: 'buy', amount: 12.5, count: 3 };
const good = JSON.stringify(fields);
const having = (changes: object): string => JSON.stringify({ ...fields, ...changes });
const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

const lineCases: [name: string, bad: Buffer | string, code: string][] = [
  ['no JSON', 'customer=c1', 'bad-json'],
  ['an object cut off', good.slice(0, -3), 'bad-json'],
  ['single quotes', good.replaceAll('"', "'"), 'bad-json'],
  ['a comma at the end', `${good},`, 'bad-json'],
  ['two objects', `${good} ${good}`, 'bad-json'],
  ['NaN', good.replace('12.5', 'NaN'), 'bad-json'],
  ['a comment', `// ${good}`, 'bad-json'],
  ['a list', `[${good}]`, 'not-an-object'],
  ['a number', '42', 'not-an-object'],
  ['null', 'null', 'not-an-object'],
  ['a text', '"buy"', 'not-an-object'],
  ['an empty object', '{}', 'missing-action'],
  ['a NUL', good.replace('buy', 'b\0y'), 'nul-character'],
  ['an escaped NUL', good.replace('buy', String.raw`b\u0000y`), 'nul-character'],
  ['half a character', good.replace('buy', String.raw`b\ud800y`), 'wrong-encoding'],
  ['half a character in a name', good.replace('count', String.raw`\uDC00`), 'wrong-encoding'],
  ['a byte that is not utf-8', bytes(good.slice(0, 15), [0xff], good.slice(15)), 'wrong-encoding'],
  ['an overlong sequence', bytes('{"customer":"', [0xc0, 0xaf], '"}'), 'wrong-encoding'],
  [
    '100,000 lists within each other',
    having({ x: 1 }).replace('"x":1', `"x":${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    'too-deep',
  ],
  [
    '40 objects within each other',
    having({ x: 1 }).replace('"x":1', `"x":${'{"a":'.repeat(40)}1${'}'.repeat(40)}`),
    'too-deep',
  ],
  ['a field of 10 MB', having({ action: 'x'.repeat(10_000_000) }), 'record-too-large'],
  ['a field just too long', having({ action: 'x'.repeat(201) }), 'too-long'],
  ['an object where text should be', having({ customer: { a: 'x'.repeat(600) } }), 'too-long'],
  ['nobody', having({ customer: null }), 'missing-identifier'],
  ['no time', having({ time: undefined }), 'missing-time'],
  ['true as time', having({ time: true }), 'bad-time'],
  ['a number as time', having({ time: 1767323045 }), 'bad-time'],
  ['an ancient time', having({ time: '0044-03-15' }), 'bad-time'],
  ['a time before 1970', having({ time: '1969-12-31T22:00:00Z' }), 'time-out-of-range'],
  ['a time in 9999', having({ time: '9999-12-31T00:00:00Z' }), 'time-out-of-range'],
  ['a time in the future', having({ time: '2026-06-01T00:00:01Z' }), 'time-in-future'],
  ['an amount beyond', having({ amount: 1e15 }), 'number-out-of-range'],
  ['an amount with an exponent', having({ amount: 1e300 }), 'bad-number'],
  ['an amount of five decimals', having({ amount: 1.23456 }), 'too-many-decimals'],
  ['an amount that is true', having({ amount: true }), 'bad-number'],
  ['a list as amount', having({ amount: [12.5] }), 'bad-number'],
  ['half a count', having({ count: 3.5 }), 'bad-number'],
  ['products that are none', having({ lines: 'none' }), 'bad-products'],
  ['a product that is a number', having({ lines: [7] }), 'bad-products'],
  ['an object of products', having({ lines: { sku: 'A' } }), 'bad-products'],
  ['a price in words', having({ lines: [{ sku: 'A', price: 'free' }] }), 'bad-products'],
  ['half a product', having({ lines: [{ sku: 'A', qty: 0.5 }] }), 'bad-products'],
  ['a product id of 501 characters', having({ lines: [{ sku: 'A'.repeat(501) }] }), 'too-long'],
  ['1,001 products', having({ lines: Array.from({ length: 1_001 }, () => ({ sku: 'A' })) }), 'bad-products'],
];

describe('a line of JSON that is wrong is named, and the next one is read', () => {
  test.each(lineCases)('%s: %3$s', async (_, bad, code) => {
    const outcome = await read(
      Buffer.concat([Buffer.from(`${good}\n`), Buffer.from(bad as string), Buffer.from(`\n${good}\n`)]),
      jsonl,
    );
    expect(outcome.accepted).toBe(2);
    expect(outcome.rejects.map((reject) => [reject.line, reject.code])).toEqual([[2, code]]);
    const [{ raw, message }] = outcome.rejects as [Outcome['rejects'][0]];
    expect(message).toMatch(/\.$/);
    expect(raw.length <= 2_000 && raw.isWellFormed() && !raw.includes('\0')).toBe(true);
  });
});

const columns = (changes: Record<string, unknown[]> = {}) => {
  const plain: Record<string, unknown[]> = {
    customer: ['c1', 'c2', 'c3'],
    time: Array.from({ length: 3 }, () => new Date('2026-01-02T03:04:05Z')),
    action: ['buy', 'buy', 'buy'],
    amount: [12.5, 12.5, 12.5],
    count: [1, 2, 3],
    ...changes,
  };
  return Object.entries(plain).map(([name, data]) => ({ name, data }));
};
const written = (changes?: Record<string, unknown[]>): Buffer =>
  Buffer.from(
    parquetWriteBuffer({ columnData: columns(changes) as Parameters<typeof parquetWriteBuffer>[0]['columnData'] }),
  );

const parquetRows: [name: string, changes: Record<string, unknown[]>, code: string][] = [
  ['a NUL', { action: ['buy', 'b\0y', 'buy'] }, 'nul-character'],
  ['nobody', { customer: ['c1', null, 'c3'] }, 'missing-identifier'],
  ['no time', { time: [new Date(0), null, new Date(0)] }, 'missing-time'],
  ['an ancient time', { time: [new Date(0), new Date('0044-03-15'), new Date(0)] }, 'bad-time'],
  ['a time before 1970', { time: [new Date(0), new Date(-1), new Date(0)] }, 'time-out-of-range'],
  ['a time in the year 12000', { time: [new Date(0), new Date(316_000_000_000_000), new Date(0)] }, 'bad-time'],
  ['a time in the future', { time: [new Date(0), new Date('2026-06-01T00:00:01Z'), new Date(0)] }, 'time-in-future'],
  ['an amount beyond', { amount: [1.5, 1e15, 1.5] }, 'number-out-of-range'],
  ['an infinite amount', { amount: [1.5, Infinity, 1.5] }, 'bad-number'],
  ['an amount that is no number', { amount: [1.5, NaN, 1.5] }, 'bad-number'],
  [
    'half a count',
    { count: [1.5, 2, 3].map((value, index) => (index === 1 ? 2.5 : Math.floor(value) + 0.0)) },
    'bad-number',
  ],
  ['a text of 2 MB', { action: ['buy', 'x'.repeat(2_000_000), 'buy'] }, 'record-too-large'],
];

describe('a row of Parquet that is wrong is named by its number', () => {
  test.each(parquetRows)('%s', async (_, changes, code) => {
    const outcome = await read(written(changes), parquet);
    expect(outcome.rejects.map((reject) => [reject.line, reject.code])).toEqual([[2, code]]);
    expect(outcome).toMatchObject({ accepted: 2 });
    expect(outcome.rejects[0]!.raw.startsWith('{"action"')).toBe(true);
  });

  test('a text that is not utf-8', async () => {
    const file = written({ action: ['buy', 'b?y', 'buy'] });
    for (let at = file.indexOf('b?y'); at !== -1; at = file.indexOf('b?y', at + 1)) file[at + 1] = 0xff;
    expect((await read(file, parquet)).rejects.map(({ line, code }) => [line, code])).toEqual([[2, 'wrong-encoding']]);
  });
});

const fileCases: [name: string, content: () => Buffer | string, mapping: Mapping, code: string][] = [
  ['nothing', () => '', jsonl, 'empty-file'],
  ['blank lines', () => '\n\n \n', jsonl, 'empty-file'],
  ['CSV as JSON Lines', () => 'customer,time\nc1,2026-01-01\n', jsonl, 'not-json-lines'],
  ['one JSON array', () => `[\n${good},\n${good}\n]`, jsonl, 'not-json-lines'],
  ['UTF-16', () => Buffer.from(`\ufeff${good}\n`, 'utf16le'), jsonl, 'not-json-lines'],
  ['JSON Lines, gzipped', () => gzipSync(`${good}\n`), jsonl, 'not-text'],
  ['a gzip bomb', () => gzipSync(Buffer.alloc(100_000_000)), jsonl, 'not-text'],
  ['a ZIP archive', () => bytes('PK\x03\x04', [0, 0, 0, 0]), jsonl, 'not-text'],
  ['Parquet as JSON Lines', () => written(), jsonl, 'not-text'],
  ['JSON Lines as Parquet', () => `${good}\n`, parquet, 'not-parquet'],
  ['gzip as Parquet', () => gzipSync(written()), parquet, 'not-parquet'],
  ['Parquet that is encrypted', () => bytes('PARE', [...written().subarray(4)]), parquet, 'not-parquet'],
  ['the name and nothing else', () => 'PAR1', parquet, 'broken-parquet'],
  ['Parquet cut in the middle', () => written().subarray(0, 300), parquet, 'broken-parquet'],
  ['Parquet without its last byte', () => written().subarray(0, -1), parquet, 'broken-parquet'],
  [
    'a footer longer than the file',
    () => bytes([...written().subarray(0, -8)], [0xff, 0xff, 0xff, 0x7f], 'PAR1'),
    parquet,
    'broken-parquet',
  ],
  [
    'a footer of no length',
    () => bytes([...written().subarray(0, -8)], [0, 0, 0, 0], 'PAR1'),
    parquet,
    'broken-parquet',
  ],
  ['a footer of zeros', () => bytes('PAR1', [...Buffer.alloc(100)], [100, 0, 0, 0], 'PAR1'), parquet, 'broken-parquet'],
  [
    'a footer of noise',
    () =>
      bytes(
        'PAR1',
        Array.from({ length: 200 }, (_, n) => (n * 7919) % 256),
        [200, 0, 0, 0],
        'PAR1',
      ),
    parquet,
    'broken-parquet',
  ],
  [
    'pages of noise',
    () => {
      const file = written();
      file.fill(0xab, 4, 150);
      return file;
    },
    parquet,
    'broken-parquet',
  ],
  ['a column missing', () => written(), { ...parquet, revenue: 'sum' }, 'unknown-column'],
  ['no rows', () => written({ customer: [], time: [], action: [], amount: [], count: [] }), parquet, 'empty-file'],
];

describe('a file that is wrong as a whole is refused with a reason', () => {
  test.each(fileCases)('%s', async (_, content, mapping, code) => {
    const error = await read(content(), mapping).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableFile);
    expect(error).toMatchObject({ code });
    expect((error as UnreadableFile).message).toMatch(/\.$/);
  });

  test('whatever byte of a Parquet file is wrong, it is read or refused', async () => {
    const whole = written();
    for (let at = 0; at < whole.length; at += 3) {
      const file = Buffer.from(whole);
      file[at] = file[at]! ^ 0xff;
      const outcome = await read(file, parquet).catch((thrown: unknown) => thrown);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(UnreadableFile);
      else expect(outcome).toMatchObject({ accepted: expect.any(Number) });
    }
  });
});
