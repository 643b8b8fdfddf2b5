import { randomBytes } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliCompress, createDeflate, createGzip, createZstdCompress } from 'node:zlib';
import { asException, type ClickHouseException, statusOf } from './errors.ts';
import { contentType } from './formats.ts';
import type { Answer } from './query.ts';

const compressors: Readonly<Record<string, () => Transform>> = {
  zstd: createZstdCompress,
  br: createBrotliCompress,
  gzip: createGzip,
  deflate: createDeflate,
};

/** The compression a client asked for, or undefined; a server compresses only when told to by the setting. */
export function responseEncoding(
  incoming: IncomingMessage,
  settings: Readonly<Record<string, string>>,
): string | undefined {
  if (settings['enable_http_compression'] !== '1') return undefined;
  const accepted = String(incoming.headers['accept-encoding'] ?? '')
    .split(',')
    .map((part) => part.split(';')[0]?.trim());
  return accepted.find((name): name is string => name !== undefined && name in compressors);
}

/** Sends a result block by block, no faster than the client reads. */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  common: OutgoingHttpHeaders,
  encoding: string | undefined,
): Promise<void> {
  const tag = randomBytes(8).toString('hex');
  response.writeHead(200, {
    ...common,
    'Content-Type': contentType(answer.format),
    'X-ClickHouse-Format': answer.format,
    'X-ClickHouse-Summary': JSON.stringify(answer.summary),
    'X-ClickHouse-Exception-Tag': tag,
    ...(encoding === undefined ? {} : { 'Content-Encoding': encoding }),
  });
  const body = Readable.from(withException(answer.blocks, tag, String(common['X-ClickHouse-Version'])), {
    objectMode: false,
  });
  const compressor = encoding === undefined ? undefined : compressors[encoding]?.();
  await (compressor === undefined ? pipeline(body, response) : pipeline(body, compressor, response));
}

/** The status is sent by then, so a server ends the body with its exception in a marked frame. */
async function* withException(
  blocks: AsyncIterable<Uint8Array>,
  tag: string,
  version: string,
): AsyncGenerator<Uint8Array> {
  try {
    yield* blocks;
  } catch (error) {
    const text = `${asException(error).message} (version ${version})\n`;
    const frame = `\r\n__exception__\r\n${tag}\r\n${text}${Buffer.byteLength(text)} ${tag}\r\n__exception__\r\n`;
    yield Buffer.from(frame);
  }
}

/** Answers with an exception: its code in a header, its text in the body. */
export function sendException(response: ServerResponse, error: ClickHouseException, common: OutgoingHttpHeaders): void {
  const headers = {
    ...common,
    'Content-Type': 'text/plain; charset=UTF-8',
    'X-ClickHouse-Exception-Code': String(error.code),
  };
  response.writeHead(statusOf(error.code), headers);
  response.end(`${error.message} (version ${String(common['X-ClickHouse-Version'])})\n`);
}
