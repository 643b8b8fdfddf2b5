import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readChunk, readHeader, type FileFormat } from './csv-chunks.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cutline-chunks-'));
  path = join(folder, 'file');
});
afterAll(() => rm(folder, { recursive: true }));

const utf8: FileFormat = { encoding: 'utf-8', delimiter: ',', lineEnd: '\n' };

/** Every row of a file, read in chunks of some size: its line and its fields or what is wrong. */
async function readAll(format: FileFormat, rows: number): Promise<[number, string[] | string][]> {
  const found: [number, string[] | string][] = [];
  for (let from = { byte: 0, line: 1 }, done = false; !done;) {
    const chunk = await readChunk(path, format, from, { rows, bytes: Infinity });
    for (const row of chunk.rows) found.push([row.line, 'fields' in row ? row.fields.map(String) : row.broken.code]);
    ({ next: from, done } = chunk);
  }
  return found;
}

test('fields are those that csv-parse reads, in every encoding that can hold them', async () => {
  const field = fc
    .oneof(
      fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r\n', ' ', '€', '7') }),
      fc.string({ unit: 'binary' }),
    )
    .map((text) => text.replaceAll('\0', '').toWellFormed());
  const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 20 });
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 7 }),
      async (table, lineEnd, size) => {
        const text = table
          .map((row) => row.map((each) => (/[",\r\n]/.test(each) || each === '' ? quoted(each) : each)).join(','))
          .join(lineEnd);
        const expected = parse(text, { relax_column_count: true, record_delimiter: lineEnd });
        await writeFile(path, text);
        expect((await readAll(utf8, size)).map(([, fields]) => fields)).toEqual(expected);
        await writeFile(path, Buffer.from(text, 'utf16le'));
        expect((await readAll({ ...utf8, encoding: 'utf-16le' }, size)).map(([, fields]) => fields)).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});

test('however a file is cut into chunks, rows and lines are the same', async () => {
  const parts = ['a,b', '"x\ny",2', '', '"open', 'c"d,3', '"q"z,1', 'é€,ü', '\xff,1', 'p,"\r\n"', '"last'];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...parts), { maxLength: 30 }),
      fc.integer({ min: 1, max: 5 }),
      async (lines, size) => {
        await writeFile(
          path,
          Buffer.concat(
            lines.flatMap((line) => [
              Buffer.from(line, line.startsWith('\xff') ? 'latin1' : 'utf8'),
              Buffer.from('\n'),
            ]),
          ),
        );
        expect(await readAll(utf8, size)).toEqual(await readAll(utf8, 1_000_000));
      },
    ),
    { numRuns: 60 },
  );
});

test('a record that lies across the blocks in which the file is read is whole, and so is what follows', async () => {
  const block = 1024 * 1024;
  for (const offset of [-3, -2, -1, 0, 1]) {
    const first = 'x'.repeat(block - 5 + offset);
    await writeFile(path, `${first},1\r\n"é""\n",2\r\nend,3\r\n`);
    expect(await readAll(utf8, 1)).toEqual([
      [1, [first, '1']],
      [2, ['é"\n', '2']],
      [4, ['end', '3']],
    ]);
  }
});

test('a line too long to keep is passed over by reading on, and counts as one line', async () => {
  await writeFile(path, `a,b\n${'z'.repeat(3_500_000)}\nc,d\n`);
  expect(await readAll(utf8, 1)).toEqual([
    [1, ['a', 'b']],
    [2, 'record-too-large'],
    [3, ['c', 'd']],
  ]);
});

test('columns without a name, or with one that is taken, get one of their own', async () => {
  await writeFile(path, '\ufeffid,,id, id \n1,2,3,4\n');
  expect(await readHeader(path, utf8)).toMatchObject({
    columns: ['id', 'column 2', 'id (2)', 'id (3)'],
    next: { byte: 15, line: 2 },
  });
});
