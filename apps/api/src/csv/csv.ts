import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

type Field = string | number | null;
type Rows = Iterable<Field[]> | AsyncIterable<Field[]>;

/** A CSV file (RFC 4180, UTF-8) that is written while it is read. */
export function csvFile(name: string, header: string[], rows: Rows): StreamableFile {
  return new StreamableFile(Readable.from(lines(header, rows), { objectMode: false }), {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${name}"`,
  });
}

/** Characters that are sent together. */
const piece = 32_768;

async function* lines(header: string[], rows: Rows): AsyncGenerator<Buffer> {
  let text = lineOf(header);
  for await (const row of rows) {
    text += lineOf(row);
    if (text.length < piece) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

function lineOf(fields: Field[]): string {
  return `${fields.map((field) => quoted(String(field ?? ''))).join(',')}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
