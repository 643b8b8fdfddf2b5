import { expect, test } from 'vitest';
import { contentType, headingOnce, streams } from './formats.ts';

const joined = (format: string, blocks: string[]): string => {
  const trim = headingOnce(format);
  return blocks.map((block) => Buffer.from(trim(Buffer.from(block))).toString()).join('');
};

test('a heading is kept once, also where a quoted name breaks the line', () => {
  expect(joined('CSVWithNames', ['"a"\n1\n', '"a"\n2\n'])).toBe('"a"\n1\n2\n');
  expect(joined('CSVWithNames', ['"a\nb"\n1\n', '"a\nb"\n2\n'])).toBe('"a\nb"\n1\n2\n');
  expect(joined('TSVWithNamesAndTypes', ['a\nUInt8\n1\n', 'a\nUInt8\n2\n'])).toBe('a\nUInt8\n1\n2\n');
  expect(joined('CSV', ['1\n', '2\n'])).toBe('1\n2\n');
});

test('only formats that can be cut between rows are streamed', () => {
  expect(['JSONEachRow', 'CSV', 'RowBinary'].every(streams)).toBe(true);
  expect(['JSON', 'Parquet', 'Arrow', 'Pretty', 'constructor'].some(streams)).toBe(false);
});

test('content types are those of a server', () => {
  expect(contentType('JSON')).toBe('application/json; charset=UTF-8');
  expect(contentType('JSONEachRow')).toBe('application/x-ndjson; charset=UTF-8');
  expect(contentType('CSVWithNames')).toBe('text/csv; charset=UTF-8; header=present');
  expect(contentType('Parquet')).toBe('application/octet-stream');
});
