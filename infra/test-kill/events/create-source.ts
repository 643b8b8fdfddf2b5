import type { PreparedWorkspace } from '../workspace.ts';

/** Messages a second that a source may send at most. */
const fastest = 100_000;

/** Makes a source that may send as fast as it can; returns its write key. */
export async function createSource({ api, path }: PreparedWorkspace): Promise<string> {
  const json = { name: 'Under fire', kind: 'server', messagesPerSecond: fastest };
  const { body } = await api.call('POST', `${path}/sources`, { json });
  return (body as { writeKey: { key: string } }).writeKey.key;
}
