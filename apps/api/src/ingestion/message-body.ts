import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Readable } from 'node:stream';
import { Problem, type ProblemExtras } from '../problem-details/problem.ts';
import type { MessageProblemCode } from './reading/message-problem.ts';

/** Bytes of a body at most, as it comes and decompressed. */
export const longestBody = 4 * 1024 * 1024;

/** A body that cannot be taken apart. */
export class UnreadableBody extends Problem {
  declare readonly code: MessageProblemCode;

  constructor(
    code: MessageProblemCode,
    detail: string,
    { status = 400, ...extras }: ProblemExtras & { status?: number } = {},
  ) {
    super(status, code, detail, extras);
  }
}

/** What a request to an SDK route brings. It may be unreadable; who sent it is found out before that is said. */
export interface MessageBody {
  /** As it came, as far as it is text. */
  text: string;
  /** The JSON in it; undefined where it is unreadable. */
  content: unknown;
  /** Of the JSON. */
  writeKey: unknown;
  /** Why it is unreadable. */
  problem?: UnreadableBody;
}

const tooLarge = new UnreadableBody('too-large', 'A request has at most 4 MiB, decompressed. Send smaller batches.', {
  status: 413,
});

const decompressors: Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** Reads a body to its end, or to where it is too long. Never throws for what was sent: that is `problem`. */
export async function readMessageBody(payload: Readable, encoding: string | undefined): Promise<MessageBody> {
  let text = '';
  try {
    text = decode(await decompress(await collect(payload), encoding));
    const content: unknown = JSON.parse(text);
    const writeKey =
      typeof content === 'object' && content !== null && 'writeKey' in content ? content.writeKey : undefined;
    return { text, content, writeKey };
  } catch (error) {
    return { text, content: undefined, writeKey: undefined, problem: asProblem(error) };
  }
}

/** What is too long is read on for a while, so that the client hears why; ending the line while it sends would tell it nothing. */
async function collect(payload: Readable): Promise<Buffer> {
  let chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= longestBody) chunks.push(chunk);
    else chunks = [];
    if (length > longestBody * 16) break;
  }
  if (length > longestBody) throw tooLarge;
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

async function decompress(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  const name = encoding?.trim().toLowerCase() ?? 'identity';
  if (name === 'identity' || name === '') return body;
  const decompressor = decompressors[name];
  if (!decompressor)
    throw new UnreadableBody('unsupported-encoding', 'A body is compressed as gzip, deflate or br, or not at all.', {
      status: 415,
    });
  try {
    return await decompressor(body, { maxOutputLength: longestBody });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge;
    throw new UnreadableBody('bad-compression', `The body is not what Content-Encoding says: ${name}, and complete.`);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new UnreadableBody('not-utf-8', 'The body is not UTF-8.');
  }
}

function asProblem(error: unknown): UnreadableBody {
  if (error instanceof UnreadableBody) return error;
  if (error instanceof SyntaxError)
    return new UnreadableBody('not-json', 'The body is not JSON.', {
      reason: error.message.slice(0, 200).toWellFormed(),
    });
  return new UnreadableBody('unreadable', 'The body ended before it was complete.');
}
