import { randomBytes } from 'node:crypto';
import { schema } from '@cutline/postgres';
import { hashOfSecret } from '../../access/api-key-secret.ts';
import type { Answer } from '../../testing/call.ts';
import type { TestApi } from '../../testing/test-api.ts';
import type { SourceMapping } from '../mapping/source-mapping.ts';

export interface TestSource {
  id: string;
  writeKey: string;
  /** Sends something as JSON with the write key. */
  send<T = unknown>(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
}

/** A source of the test's workspace, with a write key. */
export async function makeSource(
  api: TestApi,
  values: { mapping?: SourceMapping; enabled?: boolean; messagesPerSecond?: number } = {},
): Promise<TestSource> {
  const [source] = await api.database
    .insert(schema.source)
    .values({ workspaceId: api.workspace.id, name: 'Shop', kind: 'server', ...values })
    .returning();
  const writeKey = `wk_${randomBytes(24).toString('base64url')}`;
  await api.database
    .insert(schema.writeKey)
    .values({ sourceId: source!.id, hash: hashOfSecret(writeKey), sealed: 'sealed' });
  const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
  return {
    id: source!.id,
    writeKey,
    send: (path, body, headers = {}) => api.call('POST', path, { body, headers: { authorization, ...headers } }),
  };
}
