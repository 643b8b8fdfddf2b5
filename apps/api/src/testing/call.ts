export interface CallOptions {
  /** An API key. */
  key?: string;
  /** A session's cookie. */
  cookie?: string;
  /** Sent as JSON, unless it is text (sent as it is, called JSON) or a form. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A problem, as far as tests look into it. */
export interface AnsweredProblem {
  code?: string;
  detail?: string;
  errors?: { path: string; message: string; code: string }[];
}

export interface Answer<T> {
  status: number;
  headers: Headers;
  text: string;
  /** The body where it is JSON, as the test expects it; of another answer, a problem or nothing. */
  body: T & AnsweredProblem;
}

/** Sends a request and reads the whole answer. */
export async function call<T>(
  url: string,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer<T>> {
  const { key, cookie, body, headers = {}, signal } = options;
  const isForm = body instanceof FormData;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : isForm || typeof body === 'string' ? body : JSON.stringify(body),
    signal,
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson ? JSON.parse(text) : {}) as T & AnsweredProblem,
  };
}
