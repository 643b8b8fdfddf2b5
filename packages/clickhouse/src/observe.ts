import { AsyncLocalStorage } from 'node:async_hooks';
import type { ClickHouseClient, ClickHouseSpan, ClickHouseTracer } from '@clickhouse/client';
import type { QueryTag } from './client.ts';

/** A statement that is about to be sent. */
export interface ObservedStatement {
  kind: 'query' | 'command' | 'insert' | 'exec';
  /** What the statement is for, where its sender said so. */
  tag: Partial<QueryTag>;
  queryId?: string;
}

/** How a statement ended. */
export interface StatementEnd {
  queryId?: string;
  /** ClickHouse's header `X-ClickHouse-Summary`: whole numbers as text. Of what a result's rows read, as far as it went when they began to come. */
  summary?: Readonly<Record<string, string | undefined>>;
  error?: unknown;
}

export interface StatementWatch {
  /** Sent with the statement. */
  headers: Record<string, string>;
  /** Called at its end; of a query when its rows have been read. Calls after the first mean nothing. */
  end(how: StatementEnd): void;
}

/** Is told of every statement of a client. It must not throw. */
export type StatementObserver = (statement: ObservedStatement) => StatementWatch;

/** What the methods of a client that send statements have in common. */
interface StatementParameters {
  query_id?: string;
  http_headers?: Record<string, string>;
  clickhouse_settings?: { log_comment?: string };
}
interface Answer {
  query_id?: string;
  summary?: object;
  response_headers?: Record<string, string | string[] | undefined>;
}

const inHand = new AsyncLocalStorage<(error?: unknown) => void>();

/** Of what the client itself can tell only this is taken: when a query's rows have been read, or why they could not be. */
export const resultTracer: ClickHouseTracer = {
  startActiveSpan: (name, _options, work) => work(name === 'clickhouse.query.stream' ? resultSpan() : nothing),
};

const nothing: ClickHouseSpan = {
  setAttributes: () => {},
  setStatus: () => {},
  recordException: () => {},
  end: () => {},
};

function resultSpan(): ClickHouseSpan {
  const end = inHand.getStore();
  return { ...nothing, recordException: (error) => end?.(error), end: () => end?.() };
}

/** Has `observer` told of every statement that `client` sends. The client must have been made with `resultTracer`. */
export function observed(client: ClickHouseClient, observer: StatementObserver): ClickHouseClient {
  const wrap = <P extends StatementParameters, R extends Answer>(
    kind: ObservedStatement['kind'],
    send: (parameters: P) => Promise<R>,
  ) => {
    return async (parameters: P): Promise<R> => {
      const tag = tagOf(parameters.clickhouse_settings?.log_comment);
      const watch = observer({ kind, tag, queryId: parameters.query_id });
      const http_headers = { ...watch.headers, ...parameters.http_headers };
      let answer: R | undefined;
      const end = (error?: unknown) => watch.end({ ...endOf(answer), ...(error === undefined ? {} : { error }) });
      try {
        answer = await inHand.run(end, () => send({ ...parameters, http_headers }));
        if (kind !== 'query') end();
        return answer;
      } catch (error) {
        end(error);
        throw error;
      }
    };
  };
  return Object.assign(client, {
    query: wrap('query', client.query.bind(client)),
    command: wrap('command', client.command.bind(client)),
    insert: wrap('insert', client.insert.bind(client)),
    exec: wrap('exec', client.exec.bind(client)),
  });
}

function endOf(answer: Answer | undefined): StatementEnd {
  const header = answer?.response_headers?.['x-clickhouse-summary'];
  const summary = typeof header === 'string' ? (JSON.parse(header) as StatementEnd['summary']) : undefined;
  return { queryId: answer?.query_id, summary };
}

function tagOf(comment: string | undefined): Partial<QueryTag> {
  if (!comment?.startsWith('{')) return {};
  try {
    return JSON.parse(comment) as Partial<QueryTag>;
  } catch {
    return {};
  }
}
