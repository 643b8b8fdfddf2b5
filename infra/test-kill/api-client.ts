import { setTimeout as delay } from 'node:timers/promises';

/** An answer of the API. */
export interface Answer {
  status: number;
  body: unknown;
  headers: Headers;
}

/** Calls the API, and again while it cannot answer: connections that break, 502 to 504, and 500 while a database is away. */
export interface ApiClient {
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Answers with a status of 500, by what was asked. */
  readonly internalErrors: string[];
}

export interface CallOptions {
  json?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
  /** Statuses that are answers and not mistakes, besides 2xx. */
  accept?: number[];
}

const patience = 180_000;

export function createApiClient(url: string, headers: Record<string, string> = {}): ApiClient {
  const internalErrors: string[] = [];

  async function once(method: string, path: string, options: CallOptions): Promise<Answer | string> {
    const body = options.form ?? (options.json === undefined ? undefined : JSON.stringify(options.json));
    const type = options.json === undefined ? {} : { 'content-type': 'application/json' };
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        body,
        headers: { ...headers, ...type, ...options.headers },
        signal: AbortSignal.timeout(60_000),
      });
      const text = await response.text();
      if (response.status === 500) internalErrors.push(`${method} ${path}: ${text.slice(0, 300)}`);
      if (response.status >= 500) return `${response.status} ${text.slice(0, 300)}`;
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      return {
        status: response.status,
        body: isJson ? (JSON.parse(text) as unknown) : text,
        headers: response.headers,
      };
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const end = Date.now() + patience;
    for (;;) {
      const answer = await once(method, path, options);
      if (typeof answer !== 'string') {
        if (answer.status < 300 || options.accept?.includes(answer.status)) return answer;
        throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      }
      if (Date.now() > end) throw new Error(`${method} ${path} had no answer in ${patience / 1000} s: ${answer}`);
      await delay(200);
    }
  }

  return { call, internalErrors };
}
