import createClient, { type Client, type ClientOptions } from 'openapi-fetch';
import type { paths } from './schema.generated.ts';

/** Asks the API by path and method (`client.GET('/api/v1/me')`), with the types of its OpenAPI description. */
export type ApiClient = Client<paths>;

/** Where and how to ask (`baseUrl`, `headers`, `fetch`, …), and as what failures are thrown. */
export interface ApiClientOptions extends ClientOptions {
  /** The error to throw for an answer that is not 2xx; its body has not been read. */
  refused(response: Response): Error | Promise<Error>;
  /** The error to throw when no answer came; undefined throws what was caught. */
  unreachable(error: unknown): Error | undefined;
}

/** A client that throws refusals and failures to reach the API; so an answer always has its data. */
export function createApiClient({ refused, unreachable, ...options }: ApiClientOptions): ApiClient {
  const client = createClient<paths>(options);
  client.use({
    async onResponse({ response }) {
      if (!response.ok) throw await refused(response);
    },
    onError: ({ error }) => unreachable(error),
  });
  return client;
}

/** What was answered. @throws what the client throws, when it was refused. */
export async function answer<T>(request: Promise<{ data?: T }>): Promise<T> {
  return (await request).data as T;
}
