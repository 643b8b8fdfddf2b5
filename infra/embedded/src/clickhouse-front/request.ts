import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { exception } from './errors.ts';

/** A request to run one statement, as ClickHouse's HTTP interface spells it. */
export interface QueryRequest {
  /** The statement; for a request with `?query=` the body is its data. */
  sql: string;
  /** Data that belongs to the statement, already decompressed; undefined when the body was the statement. */
  data: Readable | undefined;
  database: string | undefined;
  queryId: string | undefined;
  sessionId: string | undefined;
  /** Seconds an idle session is kept. */
  sessionTimeout: number;
  /** `param_x` without the prefix; values in the escaped form of the tab-separated format. */
  parameters: Record<string, string>;
  /** Settings for this statement only. */
  settings: Record<string, string>;
  /** Format of a result whose statement names none. */
  defaultFormat: string;
  /** Answer only once everything is known. */
  waitForEnd: boolean;
  /** The request may not write: it came by GET. */
  readOnly: boolean;
}

/** URL parameters that are the interface's own and never settings. */
const ownParameters = new Set([
  'query',
  'database',
  'query_id',
  'session_id',
  'session_timeout',
  'session_check',
  'user',
  'password',
  'quota_key',
  'stacktrace',
  'role',
  'buffer_size',
  'wait_end_of_query',
  'default_format',
  'close_session',
]);

/** Reads a request; the body stays a stream when it is data. */
export async function readQueryRequest(incoming: IncomingMessage): Promise<QueryRequest> {
  const fields = new URL(incoming.url ?? '/', 'http://front').searchParams;
  const body = decompressed(incoming);
  let sql = fields.get('query') ?? '';
  let data: Readable | undefined;
  const type = incoming.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    for (const [name, value] of await formFields(body, type)) fields.set(name, value);
    sql = fields.get('query') ?? '';
  } else if (sql === '') sql = (await buffer(body)).toString('utf8');
  else data = body;

  const parameters: Record<string, string> = {};
  const settings: Record<string, string> = {};
  for (const [name, value] of fields) {
    if (name.startsWith('param_')) parameters[name.slice('param_'.length)] = value;
    else if ((name === 'compress' || name === 'decompress') && value !== '0')
      throw exception(
        48,
        'NOT_IMPLEMENTED',
        `Native block compression (${name}=1) is not served here; use Content-Encoding`,
      );
    else if (!ownParameters.has(name) && name !== 'compress' && name !== 'decompress') settings[name] = value;
  }
  const header = (name: string): string | undefined => {
    const value = incoming.headers[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    sql,
    data,
    database: fields.get('database') || header('x-clickhouse-database'),
    queryId: fields.get('query_id') || undefined,
    sessionId: fields.get('session_id') || undefined,
    sessionTimeout: Number(fields.get('session_timeout') ?? 60),
    parameters,
    settings,
    defaultFormat: fields.get('default_format') || header('x-clickhouse-format') || 'TabSeparated',
    waitForEnd: fields.get('wait_end_of_query') === '1',
    readOnly: incoming.method === 'GET',
  };
}

function decompressed(incoming: IncomingMessage): Readable {
  const encoding = incoming.headers['content-encoding'] ?? 'identity';
  const inflate = {
    gzip: createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
    zstd: createZstdDecompress,
  };
  if (encoding === 'identity' || encoding === '') return incoming;
  const make = inflate[encoding as keyof typeof inflate];
  if (make === undefined) throw exception(48, 'NOT_IMPLEMENTED', `Content-Encoding ${encoding} is not served here`);
  const stream = make();
  incoming.on('error', (error) => stream.destroy(error));
  return incoming.pipe(stream);
}

/** Fields of a form, as `@clickhouse/client` sends long parameters; files in it are not served. */
async function formFields(body: Readable, type: string): Promise<[string, string][]> {
  const form = await new Response(new Uint8Array(await buffer(body)), { headers: { 'content-type': type } }).formData();
  return [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : []));
}
