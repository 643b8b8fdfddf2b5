import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readChunk, readHeader, readStart } from './csv-chunks.ts';
import { guessBytes, guessFormat } from './guess-format.ts';
import type { Encoding, Mapping } from './mapping.ts';
import { rowReader, type Reject } from './read-row.ts';
import { UnreadableFile } from './unreadable-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cutline-broken-'));
});
afterAll(() => rm(folder, { recursive: true }));

const header = 'customer,email,phone,time,action,amount,currency,order,count,ratio,flag,since';
const fields = {
  customer: 'c1',
  email: 'ann@example.com',
  phone: '+358 40 123',
  time: '2026-01-02T03:04:05Z',
  action: 'buy',
  amount: '12.50',
  currency: 'EUR',
  order: 'o1',
  count: '3',
  ratio: '0.5',
  flag: 'true',
  since: '2025-05-05T00:00:00Z',
};
const good = Object.values(fields).join(',');

const mapping: Mapping = {
  format: 'csv',
  delimiter: ',',
  encoding: 'utf-8',
  decimalMark: '.',
  action: { column: 'action' },
  time: { column: 'time', format: 'iso', timeZone: 'Europe/Berlin' },
  identifiers: { customId: 'customer', email: 'email', phone: 'phone' },
  revenue: 'amount',
  currency: { column: 'currency' },
  orderId: 'order',
  parameters: [
    { column: 'count', name: 'count', type: 'integer' },
    { column: 'ratio', name: 'ratio', type: 'number' },
    { column: 'flag', name: 'flag', type: 'boolean' },
    { column: 'since', name: 'since', type: 'datetime' },
  ],
};

interface Outcome {
  accepted: number;
  rejects: (Reject & { line: number; raw: string })[];
}

/** Reads a file to its end, as an import does. */
async function read(bytes: Buffer | string, settings: Mapping = mapping): Promise<Outcome> {
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  const format = guessFormat(await readStart(path, guessBytes), settings);
  const { columns, next } = await readHeader(path, format);
  const readRow = rowReader(settings, {
    columns,
    messageIdPrefix: 'import:1:',
    currency: 'EUR',
    latest: Date.UTC(2026, 5, 1),
  });
  const outcome: Outcome = { accepted: 0, rejects: [] };
  for (let from = next, done = false; !done;) {
    const chunk = await readChunk(path, format, from, { rows: 1_000, bytes: 1_000_000 });
    for (const row of chunk.rows) {
      const result = readRow(row);
      if ('reject' in result) outcome.rejects.push({ ...result.reject, line: row.line, raw: row.raw() });
      else outcome.accepted += 1;
    }
    ({ next: from, done } = chunk);
  }
  return outcome;
}

const fieldCases: [column: keyof typeof fields, value: string, code: string][] = [
  ['time', '', 'missing-time'],
  ['time', 'yesterday', 'bad-time'],
  ['time', '2026-02-30T00:00:00Z', 'bad-time'],
  ['time', '2026-02-29', 'bad-time'],
  ['time', '2026-13-01', 'bad-time'],
  ['time', '2026-00-10', 'bad-time'],
  ['time', '2026-01-00', 'bad-time'],
  ['time', '2026-04-31 10:00', 'bad-time'],
  ['time', '2026-01-02T24:00:00Z', 'bad-time'],
  ['time', '2026-01-02T23:60:00Z', 'bad-time'],
  ['time', '2026-01-02T23:59:60Z', 'bad-time'],
  ['time', '2026-01-02T10:00:00+99:00', 'bad-time'],
  ['time', '2026-01-02T10:00:00+02:75', 'bad-time'],
  ['time', '2026-01-02T10:00:00 Europe/Paris', 'bad-time'],
  ['time', '26-01-02', 'bad-time'],
  ['time', '02/01/2026', 'bad-time'],
  ['time', '1767323045', 'bad-time'],
  ['time', '0000-00-00 00:00:00', 'bad-time'],
  ['time', '0099-01-01T00:00:00Z', 'bad-time'],
  ['time', '-2026-01-02', 'bad-time'],
  ['time', '２０２６-01-02', 'bad-time'],
  ['time', '1969-12-31T23:59:59Z', 'time-out-of-range'],
  ['time', '1970-01-01T00:30:00', 'time-out-of-range'],
  ['time', '2150-01-01T00:00:00Z', 'time-out-of-range'],
  ['time', '9999-12-31', 'time-out-of-range'],
  ['time', '2026-06-01T00:00:01Z', 'time-in-future'],
  ['time', '2149-12-31', 'time-in-future'],
  ['action', '', 'missing-action'],
  ['action', '   ', 'missing-action'],
  ['action', 'x'.repeat(201), 'too-long'],
  ['amount', 'twelve', 'bad-number'],
  ['amount', '12.5.0', 'bad-number'],
  ['amount', '1e3', 'bad-number'],
  ['amount', 'NaN', 'bad-number'],
  ['amount', 'Infinity', 'bad-number'],
  ['amount', '€12.50', 'bad-number'],
  ['amount', '12.50 EUR', 'bad-number'],
  ['amount', '0x10', 'bad-number'],
  ['amount', '.', 'bad-number'],
  ['amount', '-', 'bad-number'],
  ['amount', '--5', 'bad-number'],
  ['amount', '1 000.00', 'bad-number'],
  ['amount', '"1,000.00"', 'bad-number'],
  ['amount', '١٢', 'bad-number'],
  ['amount', '12.34567', 'too-many-decimals'],
  ['amount', '0.00001', 'too-many-decimals'],
  ['amount', '123456789012345', 'number-out-of-range'],
  ['amount', '-999999999999999.99', 'number-out-of-range'],
  ['currency', 'EURO', 'bad-currency'],
  ['currency', '€', 'bad-currency'],
  ['currency', 'E1R', 'bad-currency'],
  ['order', 'o'.repeat(501), 'too-long'],
  ['customer', 'c'.repeat(501), 'too-long'],
  ['email', 'ann', 'bad-email'],
  ['email', 'ann@', 'bad-email'],
  ['email', 'ann smith@example.com', 'bad-email'],
  ['email', 'a@b@c', 'bad-email'],
  ['email', `${'a'.repeat(320)}@b.c`, 'bad-email'],
  ['phone', 'call me', 'bad-phone'],
  ['phone', '12', 'bad-phone'],
  ['phone', '1234567890123456789012', 'bad-phone'],
  ['count', '3.5', 'bad-number'],
  ['count', 'three', 'bad-number'],
  ['count', '9007199254740993', 'bad-number'],
  ['count', '１２', 'bad-number'],
  ['ratio', 'half', 'bad-number'],
  ['ratio', '1e999', 'bad-number'],
  ['ratio', '1,5'.replace(',', ';'), 'bad-number'],
  ['flag', 'maybe', 'bad-boolean'],
  ['flag', '2', 'bad-boolean'],
  ['since', 'long ago', 'bad-time'],
  ['since', '1850-01-01', 'bad-time'],
  ['since', '2200-01-01', 'bad-time'],
];

describe('a field that is wrong spoils its row, with line, column and reason', () => {
  test.each(fieldCases)('%s %j: %s', async (column, value, code) => {
    const bad = Object.values({ ...fields, [column]: value }).join(',');
    const outcome = await read(`${header}\n${good}\n${bad}\n${good}\n`);
    expect(outcome).toMatchObject({ accepted: 2, rejects: [{ line: 3, code, column, raw: bad.slice(0, 2_000) }] });
    expect(outcome.rejects[0]!.message).toMatch(/\.$/);
  });
});

const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
const rowCases: [name: string, bad: Buffer | string, rejects: [line: number, code: string][]][] = [
  ['too few columns', 'c1,a@b.c', [[3, 'ragged-row']]],
  ['too many columns', `${good},extra`, [[3, 'ragged-row']]],
  ['an unquoted delimiter in a field', good.replace('12.50', '12,50'), [[3, 'ragged-row']]],
  ['another delimiter', good.replaceAll(',', ';'), [[3, 'ragged-row']]],
  ['one word', 'oops', [[3, 'ragged-row']]],
  ['nobody', good.replace('c1,ann@example.com,+358 40 123', ',,'), [[3, 'missing-identifier']]],
  ['only delimiters', ',,,,,,,,,,,', [[3, 'missing-action']]],
  ['only blanks', '   ', [[3, 'ragged-row']]],
  ['a NUL', good.replace('buy', 'b\0y'), [[3, 'nul-character']]],
  ['nothing but a NUL', '\0', [[3, 'nul-character']]],
  ['a byte that is not utf-8', bytes(good, [0xff]), [[3, 'wrong-encoding']]],
  ['a broken utf-8 sequence in a field', bytes('c', [0xc3, 0x28], good.slice(2)), [[3, 'wrong-encoding']]],
  ['an overlong utf-8 sequence', bytes([0xc0, 0xaf], good.slice(2)), [[3, 'wrong-encoding']]],
  ['a surrogate in utf-8', bytes([0xed, 0xa0, 0x80], good.slice(2)), [[3, 'wrong-encoding']]],
  ['a utf-8 sequence that ends too early', bytes(good, [0xe2, 0x82]), [[3, 'wrong-encoding']]],
  ['text after a closing quote', `"c1"x${good.slice(2)}`, [[3, 'text-after-quote']]],
  ['text after a quoted field with a comma', `"c,1" ${good.slice(2)}`, [[3, 'text-after-quote']]],
  ['a quote that is never closed', `"${good}`, [[3, 'unterminated-quote']]],
  [
    'a quote that opens at the end of the row',
    `${good.slice(0, good.lastIndexOf(','))},"`,
    [[3, 'unterminated-quote']],
  ],
  [
    'two rows with a stray quote each',
    `"${good}\n"${good}`,
    [
      [3, 'text-after-quote'],
      [4, 'unterminated-quote'],
    ],
  ],
  ['a row of more than 1 MiB', 'x'.repeat(1024 * 1024 + 1), [[3, 'record-too-large']]],
  ['a row of 5 MiB', 'x,'.repeat(2.5 * 1024 * 1024), [[3, 'record-too-large']]],
  [
    'a quoted field that runs on for more than 1 MiB',
    `"${`${'y'.repeat(99)}\n`.repeat(12_000)}`,
    [[3, 'unterminated-quote']],
  ],
  ['a huge field that is still a row', good.replace('o1', 'o'.repeat(1024 * 1000)), [[3, 'too-long']]],
];

describe('a row that is wrong is named by its line, and the next one is read', () => {
  test.each(rowCases)('%s', async (name, bad, rejects) => {
    const outcome = await read(bytes(`${header}\n${good}\n`, [...Buffer.from(bad)], `\n${good}\n`));
    // After a quote that is never closed come its line ends: a ragged row each.
    const found = outcome.rejects.slice(0, rejects.length).map(({ line, code }) => [line, code]);
    expect(found).toEqual(rejects);
    expect(outcome.accepted).toBe(2);
    expect(
      outcome.rejects.every(
        (reject) => !reject.raw.includes('\0') && reject.raw.isWellFormed() && reject.raw.length <= 2_000,
      ),
    ).toBe(true);
    if (name !== 'a quoted field that runs on for more than 1 MiB')
      expect(outcome.rejects).toHaveLength(rejects.length);
  });
});

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const as = (encoding: Encoding, changes: Partial<Mapping> = {}): Mapping => ({ ...mapping, encoding, ...changes });
const fileCases: [name: string, content: Buffer | string, mapping: Mapping, code: string][] = [
  ['an empty file', '', mapping, 'empty-file'],
  ['line ends only', '\n\n\r\n', mapping, 'empty-file'],
  ['a byte order mark only', bytes([0xef, 0xbb, 0xbf]), mapping, 'empty-file'],
  ['a spreadsheet', bytes('PK\x03\x04', [...Buffer.alloc(100)]), mapping, 'not-text'],
  ['an old spreadsheet', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), mapping, 'not-text'],
  ['a gzip archive', bytes([0x1f, 0x8b, 8, 0, 0, 0]), mapping, 'not-text'],
  ['a PDF', '%PDF-1.7\n', mapping, 'not-text'],
  ['a Parquet file', 'PAR1....', mapping, 'not-text'],
  ['random bytes', Buffer.from(Array.from({ length: 4_000 }, (_, n) => (n * 7919) % 32)), mapping, 'not-text'],
  ['a header whose quote is never closed', `"${header}\n`, mapping, 'no-header'],
  ['a header with text after a quote', `"customer"x,email\n`, mapping, 'no-header'],
  ['a header that is not utf-8', bytes('customer,', [0xff], '\n'), mapping, 'no-header'],
  ['a header with a NUL', `customer\0,email\n${good}`, mapping, 'no-header'],
  ['a header of more than 1 MiB', `${'c'.repeat(1024 * 1024 + 1)}\n${good}\n`, mapping, 'no-header'],
  ['a column missing', `${header.replace('amount', 'sum')}\n${good}\n`, mapping, 'unknown-column'],
  ['a header in other letters', `${header.toUpperCase()}\n${good}\n`, mapping, 'unknown-column'],
  ['no header at all', `${good}\n${good}\n`, mapping, 'unknown-column'],
  ['another delimiter than the mapping’s', `${header}\n${good}\n`.replaceAll(',', ';'), mapping, 'unknown-column'],
  ['utf-16 read as utf-8', utf16(`${header}\n${good}\n`), mapping, 'not-text'],
  ['utf-8 read as utf-16', `${header}\n${good}\n`, as('utf-16le'), 'unknown-column'],
  [
    'an unpaired surrogate in a utf-16 header',
    Buffer.concat([utf16('cust'), Buffer.from([0x00, 0xd8]), utf16(`,email\n`)]),
    as('utf-16le'),
    'no-header',
  ],
];

describe('a file that is wrong as a whole is refused with a reason', () => {
  test.each(fileCases)('%s', async (_, content, settings, code) => {
    const error = await read(content, settings).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableFile);
    expect(error).toMatchObject({ code });
  });

  test('UTF-16 with the high byte first is named', () => {
    expect(() => guessFormat(Buffer.from([0xfe, 0xff, 0, 0x61]))).toThrow(/high byte first/);
  });
});

describe('what only looks wrong is read', () => {
  test.each<[string, Buffer | string, Mapping, number]>([
    ['no line end after the last row', `${header}\n${good}`, mapping, 1],
    ['a header and nothing else', header, mapping, 0],
    ['CRLF', `${header}\r\n${good}\r\n${good}\r\n`, mapping, 2],
    ['a mix of LF and CRLF', `${header}\r\n${good}\n${good}\r\n`, mapping, 2],
    ['CR alone', `${header}\r${good}\r${good}\r`, mapping, 2],
    ['blank lines', `${header}\n\n${good}\n\r\n\n${good}\n\n`, mapping, 2],
    ['a byte order mark', `\ufeff${header}\n${good}\n`, mapping, 1],
    ['UTF-16 with its mark', utf16(`\ufeff${header}\n${good}\n`), as('utf-16le'), 1],
    ['UTF-16 without', utf16(`${header}\n${good}\n`), as('utf-16le'), 1],
    ['windows-1252', Buffer.from(`${header}\n${good.replace('buy', 'K\xe4ufe')}\n`, 'latin1'), as('windows-1252'), 1],
    [
      'quoted fields with delimiters, quotes and line ends',
      `${header}\n${good.replace('o1', '"a ""b"",\r\nc\n"')}\n${good}\n`,
      mapping,
      2,
    ],
    ['a quote inside an unquoted field', `${header}\n${good.replace('o1', '5" disk')}\n`, mapping, 1],
    [
      'every field quoted',
      `${header}\n${good
        .split(',')
        .map((field) => `"${field}"`)
        .join(',')}\n`,
      mapping,
      1,
    ],
    [
      'a spring hour that does not exist',
      `${header}\n${good.replace(fields.time, '2026-03-29T02:30:00')}\n`,
      mapping,
      1,
    ],
    [
      'amounts with a comma',
      `${header}\n${good}\n`.replaceAll(',', ';').replace('12.50', '12,50').replace('0.5', '0,5'),
      as('utf-8', { delimiter: ';', decimalMark: ',' }),
      1,
    ],
  ])('%s', async (_, content, settings, accepted) => {
    expect(await read(content, settings)).toEqual({ accepted, rejects: [] });
  });
});

test('there are a hundred of them and more', () => {
  expect(fieldCases.length + rowCases.length + fileCases.length).toBeGreaterThanOrEqual(100);
});
