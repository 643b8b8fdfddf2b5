import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Statement } from './statement.ts';

/** A statement made whole with the data that came with it, and how to clean up afterwards. */
export interface Prepared {
  sql: string;
  discard(): Promise<void>;
}

const nothing = async (): Promise<void> => {};

/**
 * Puts data and statement together. Data of an INSERT goes through a file that the engine reads itself: it may be
 * binary, larger than memory, and is never taken for SQL. Data for `input()` is appended as text.
 *
 * @param folder the engine's working directory; file names are relative to it
 */
export async function withData(statement: Statement, data: Readable | undefined, folder: string): Promise<Prepared> {
  const { sql, insert } = statement;
  if (insert === undefined) {
    const text = data === undefined ? '' : (await buffer(data)).toString('utf8');
    return { sql: text === '' ? sql : `${sql}\n${text}`, discard: nothing };
  }
  const name = `${randomUUID()}.body`;
  const discard = (): Promise<void> => rm(join(folder, name), { force: true });
  try {
    await pipeline(inlineThen(sql.slice(insert.data).trimStart(), data), createWriteStream(join(folder, name)));
  } catch (error) {
    await discard();
    throw error;
  }
  const from = `FROM INFILE '${name}' COMPRESSION 'none'`;
  const settings = sql.slice(insert.settings, insert.clause);
  return { sql: `${sql.slice(0, insert.settings)} ${from} ${settings} FORMAT ${insert.format}`, discard };
}

async function* inlineThen(inline: string, data: Readable | undefined): AsyncGenerator<Uint8Array> {
  if (inline !== '') yield Buffer.from(inline);
  if (data !== undefined) yield* data as AsyncIterable<Uint8Array>;
}
