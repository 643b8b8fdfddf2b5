import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

/** A member of the file's one object: a value, or a list that is written while it is read, each item as JSON. */
export type Member = [name: string, value: unknown] | [name: string, items: AsyncIterable<string>];

/** A JSON file that is written while it is read. */
export function jsonFile(name: string, members: Iterable<Member>): StreamableFile {
  return new StreamableFile(Readable.from(pieces(members), { objectMode: false }), {
    type: 'application/json; charset=utf-8',
    disposition: `attachment; filename="${name}"`,
  });
}

/** Characters that are sent together. */
const piece = 32_768;

async function* pieces(members: Iterable<Member>): AsyncGenerator<Buffer> {
  let text = '{';
  let comma = '\n  ';
  for (const [name, value] of members) {
    text += `${comma}${JSON.stringify(name)}: `;
    comma = ',\n  ';
    if (!isStream(value)) {
      text += JSON.stringify(value);
      continue;
    }
    let before = '[\n    ';
    for await (const item of value) {
      text += `${before}${item}`;
      before = ',\n    ';
      if (text.length < piece) continue;
      yield Buffer.from(text);
      text = '';
    }
    text += before.startsWith('[') ? '[]' : '\n  ]';
  }
  yield Buffer.from(`${text}\n}\n`);
}

function isStream(value: unknown): value is AsyncIterable<string> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
