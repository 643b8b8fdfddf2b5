import type { ChdbResult, Session } from 'chdb';
import { type Engine, queryIdExpression, queryIdSetting } from './engine.ts';
import { exception } from './errors.ts';
import { headingOnce, streams } from './formats.ts';
import type { QueryRequest } from './request.ts';
import type { sessionsOf } from './sessions.ts';
import { withData } from './spool.ts';
import { quoteString, replaceWords, type Statement } from './statement.ts';

/** What a server reports in X-ClickHouse-Summary; counts as decimal strings, as there. */
export interface Summary {
  read_rows: string;
  read_bytes: string;
  written_rows: string;
  written_bytes: string;
  total_rows_to_read: string;
  result_rows: string;
  result_bytes: string;
  elapsed_ns: string;
}

/** A statement under way: its first bytes are there, so the engine has accepted it. */
export interface Answer {
  format: string;
  summary: Summary;
  blocks: AsyncIterable<Uint8Array>;
  /** Lets go of the statement and its connection; to be called in any case, also where `blocks` were never read. */
  discard(): Promise<void>;
}

const readingVerbs = new Set(['SELECT', 'WITH', 'FROM', '(']);

/** Whether a statement only reads, so that nobody misses it when its client has gone. */
export function onlyReads(statement: Statement): boolean {
  return readingVerbs.has(statement.verb) && !statement.words.has('INSERT');
}

/**
 * Whether a result can be sent as it comes. chDB plans a streamed statement on the calling thread, and planning computes
 * scalar and IN subqueries: such a statement would keep everybody waiting, so its result is made in the background first.
 */
function streamable(statement: Statement, format: string): boolean {
  return onlyReads(statement) && streams(format) && !statement.nested && !statement.words.has('OUTFILE');
}

/**
 * Runs one request on a connection of its own.
 *
 * @throws ClickHouseException or chDB's error for what the engine refuses before the first block; a later
 * one is thrown by `blocks`
 */
export async function runQuery(
  engine: Engine,
  sessions: ReturnType<typeof sessionsOf>,
  request: QueryRequest & { queryId: string },
  statement: Statement,
): Promise<Answer> {
  if (statement.several)
    throw exception(62, 'SYNTAX_ERROR', 'Syntax error (Multi-statements are not allowed): one statement a request');
  const lease = await sessions.lease(request.sessionId, request.sessionTimeout);
  const { session } = lease;
  const prepared = await withData(statement, request.data, engine.spool).catch((error: unknown) => {
    lease.release();
    throw error;
  });
  let restore = async (): Promise<void> => {};
  let leave = async (): Promise<void> => {};
  let finished: Promise<void> | undefined;
  // A stream that nobody ends stays among the engine's statements, holding its tables, even when it was killed.
  const finish = (): Promise<void> =>
    (finished ??= (async () => {
      await leave();
      await restore();
      lease.release();
      await prepared.discard();
    })());
  try {
    if (request.sessionId !== undefined) restore = await settingsRestorer(session, Object.keys(request.settings));
    if (request.database !== undefined) await session.queryAsync(`USE ${quoteIdentifier(request.database)}`);
    for (const sql of assignments(request)) await session.queryAsync(sql);
    const sql = statement.verb === 'KILL' ? killStatement(prepared.sql) : prepared.sql;
    const format = statement.format ?? request.defaultFormat;
    if (streamable(statement, format) && !request.waitForEnd) {
      const blocks = session.queryStream(sql, { format })[Symbol.asyncIterator]();
      leave = async () => void (await blocks.return?.());
      const first = await engine.run(() => blocks.next());
      return { format, summary: noSummary, blocks: joined(engine, format, first, blocks), discard: finish };
    }
    const result = await engine.run(() => session.queryAsync(sql, { format }));
    const bytes = result.bytes();
    await finish();
    return { format, summary: summaryOf(statement, result, bytes.length), blocks: only(bytes), discard: finish };
  } catch (error) {
    await finish();
    throw error;
  }
}

interface Block {
  raw(): Uint8Array;
}

async function* joined(
  engine: Engine,
  format: string,
  first: IteratorResult<Block>,
  rest: AsyncIterator<Block>,
): AsyncGenerator<Uint8Array> {
  const trim = headingOnce(format);
  for (let next = first; next.done !== true; next = await engine.run(() => rest.next())) yield trim(next.value.raw());
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}

/** chDB's limit for the text of a statement, which long parameters exceed. */
const maximumQuerySize = 262_144;

/** The SET statements that give a connection what the request brings. */
function assignments(request: QueryRequest & { queryId: string }): string[] {
  const named = (name: string, value: string): string => {
    if (!/^[A-Za-z_][\w.]*$/.test(name))
      throw exception(115, 'UNKNOWN_SETTING', `Unknown setting ${quoteString(name)}`);
    return `${name} = ${quoteString(value)}`;
  };
  const set = `SET ${[
    // chDB takes `1 + 1` for a statement; a server does not.
    'implicit_select = 0',
    queryIdSetting(request.queryId),
    ...Object.entries(request.parameters).map(([name, value]) => named(`param_${name}`, value)),
    ...Object.entries(request.settings).map(([name, value]) => named(name, value)),
    ...(request.readOnly ? ['readonly = 2'] : []),
  ].join(', ')}`;
  const size = Buffer.byteLength(set);
  if (size < maximumQuerySize) return [set];
  const own = request.settings['max_query_size'] === undefined ? ', max_query_size = DEFAULT' : '';
  return [`SET max_query_size = ${size * 2}`, `${set}${own}`];
}

/** A function that puts settings of a kept session back to what they are now. */
async function settingsRestorer(session: Session, names: readonly string[]): Promise<() => Promise<void>> {
  const list = names.map(quoteString).join(', ');
  if (list === '') return async () => {};
  const sql = `SELECT name, value FROM system.settings WHERE name IN (${list})`;
  const before = (await session.queryAsync(sql, { format: 'JSONCompactEachRow' })).text();
  const values = before.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as [string, string]]));
  if (values.length === 0) return async () => {};
  const reset = `SET ${values.map(([name, value]) => `${name} = ${quoteString(value)}`).join(', ')}`;
  return async () => {
    await session.queryAsync(reset);
  };
}

/** chDB never returns from KILL QUERY … SYNC, and it knows a request's id only through a setting. */
function killStatement(sql: string): string {
  return replaceWords(sql, { query_id: queryIdExpression, sync: 'ASYNC' });
}

function quoteIdentifier(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

const noSummary: Summary = {
  read_rows: '0',
  read_bytes: '0',
  written_rows: '0',
  written_bytes: '0',
  total_rows_to_read: '0',
  result_rows: '0',
  result_bytes: '0',
  elapsed_ns: '0',
};

/** chDB counts the rows of a result and those inserted from data, not those read from tables. */
function summaryOf(statement: Statement, result: ChdbResult, bytes: number): Summary {
  const rows = String(result.rowsRead);
  const elapsed_ns = String(Math.round(result.elapsed * 1e9));
  if (statement.verb !== 'INSERT') return { ...noSummary, result_rows: rows, result_bytes: String(bytes), elapsed_ns };
  const size = String(result.bytesRead);
  return {
    ...noSummary,
    read_rows: rows,
    read_bytes: size,
    written_rows: rows,
    written_bytes: size,
    result_rows: rows,
    elapsed_ns,
  };
}
