import type { PreparedWorkspace } from '../workspace.ts';

/** Makes a source; returns its write key. */
export async function createSource({ api, path }: PreparedWorkspace): Promise<string> {
  const json = { name: 'Under fire', kind: 'server', messagesPerSecond: 1_000_000 };
  const { body } = await api.call('POST', `${path}/sources`, { json });
  return (body as { writeKey: { key: string } }).writeKey.key;
}
