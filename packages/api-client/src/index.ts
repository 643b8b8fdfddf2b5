export { answer, createApiClient, type ApiClient, type ApiClientOptions } from './client.ts';
export type { components, paths } from './schema.generated.ts';
