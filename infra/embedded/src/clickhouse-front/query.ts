import { type Engine, queryIdExpression, queryIdSetting } from './engine.ts'
import { exception } from './errors.ts'
import { headingOnce, streams } from './formats.ts'
import type { QueryRequest } from './request.ts'
import type { sessionsOf } from './sessions.ts'
import { withData } from './spool.ts'
import { quoteString, replaceWords, type Statement } from './statement.ts'

/** What a server reports in X-ClickHouse-Summary; counts as decimal strings, as there. */
export interface Summary {
  read_rows: string
  read_bytes: string
  written_rows: string
  written_bytes: string
  total_rows_to_read: string
  result_rows: string
  result_bytes: string
  elapsed_ns: string
}

/** A statement under way: its first bytes are there, so the engine has accepted it. */
export interface Answer {
  format: string
  summary: Summary
  blocks: AsyncIterable<Uint8Array>
}

const readingVerbs = new Set(['SELECT', 'WITH', 'FROM', '('])

/** Whether a statement only reads, so that nobody misses it when its client has gone. */
export function onlyReads(statement: Statement): boolean {
  return readingVerbs.has(statement.verb) && !statement.words.has('INSERT')
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
    throw exception(62, 'SYNTAX_ERROR', 'Syntax error (Multi-statements are not allowed): one statement a request')
  const lease = sessions.lease(request.sessionId, request.sessionTimeout)
  const prepared = await withData(statement, request.data, engine.spool).catch((error: unknown) => {
    lease.release()
    throw error
  })
  const finish = async (): Promise<void> => {
    lease.release()
    await prepared.discard()
  }
  try {
    const { session } = lease
    if (request.database !== undefined) await session.queryAsync(`USE ${quoteIdentifier(request.database)}`)
    await session.queryAsync(`SET ${assignments(request).join(', ')}`)
    const sql = statement.verb === 'KILL' ? killStatement(prepared.sql) : prepared.sql
    const format = statement.format ?? request.defaultFormat
    if (onlyReads(statement) && streams(format) && !request.waitForEnd && !statement.words.has('OUTFILE')) {
      const blocks = session.queryStream(sql, { format })[Symbol.asyncIterator]()
      const first = await engine.run(() => blocks.next())
      return { format, summary: summaryOf({}), blocks: joined(engine, format, first, blocks, finish) }
    }
    const result = await engine.run(() => session.queryAsync(sql, { format }))
    const bytes = result.bytes()
    await finish()
    const written = statement.verb === 'INSERT' ? result : undefined
    const summary = summaryOf({
      read: [result.rowsRead, result.bytesRead],
      written: [written?.rowsRead ?? 0, written?.bytesRead ?? 0],
      resultBytes: bytes.length,
      seconds: result.elapsed,
    })
    return { format, summary, blocks: only(bytes) }
  } catch (error) {
    await finish()
    throw error
  }
}

interface Block {
  raw(): Uint8Array
}

async function* joined(
  engine: Engine,
  format: string,
  first: IteratorResult<Block>,
  rest: AsyncIterator<Block>,
  finish: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const trim = headingOnce(format)
  try {
    for (let next = first; next.done !== true; next = await engine.run(() => rest.next())) yield trim(next.value.raw())
  } finally {
    await rest.return?.()
    await finish()
  }
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes
}

function assignments(request: QueryRequest & { queryId: string }): string[] {
  const named = (name: string, value: string): string => {
    if (!/^[A-Za-z_][\w.]*$/.test(name)) throw exception(115, 'UNKNOWN_SETTING', `Unknown setting ${quoteString(name)}`)
    return `${name} = ${quoteString(value)}`
  }
  return [
    // chDB takes `1 + 1` for a statement; a server does not.
    'implicit_select = 0',
    queryIdSetting(request.queryId),
    ...Object.entries(request.parameters).map(([name, value]) => named(`param_${name}`, value)),
    ...Object.entries(request.settings).map(([name, value]) => named(name, value)),
    ...(request.readOnly ? ['readonly = 2'] : []),
  ]
}

/** chDB never returns from KILL QUERY … SYNC, and it knows a request's id only through a setting. */
function killStatement(sql: string): string {
  return replaceWords(sql, { query_id: queryIdExpression, sync: 'ASYNC' })
}

function quoteIdentifier(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``
}

function summaryOf(counts: {
  read?: [rows: number, bytes: number]
  written?: [rows: number, bytes: number]
  resultBytes?: number
  seconds?: number
}): Summary {
  const [readRows, readBytes] = counts.read ?? [0, 0]
  const [writtenRows, writtenBytes] = counts.written ?? [0, 0]
  return {
    read_rows: String(readRows),
    read_bytes: String(readBytes),
    written_rows: String(writtenRows),
    written_bytes: String(writtenBytes),
    total_rows_to_read: '0',
    result_rows: String(writtenRows),
    result_bytes: String(counts.resultBytes ?? 0),
    elapsed_ns: String(Math.round((counts.seconds ?? 0) * 1e9)),
  }
}

