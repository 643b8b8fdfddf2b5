import type { PreparedWorkspace } from '@cutline/test-kill/workspace';
import { postAll } from './post-all.ts';

/** Milliseconds, each from the answer that accepts an event to the first preview that counts it. */
export async function timeToPreview(
  { api, path }: PreparedWorkspace,
  send: { url: string; headers: Record<string, string> },
  samples: number,
): Promise<number[]> {
  const action = `bench.${Date.now()}`;
  const document = {
    formatVersion: 2,
    kind: 'segment',
    name: 'Fresh',
    where: { type: 'event', actions: [action], window: { type: 'allTime' } },
  };
  const times: number[] = [];
  for (let sample = 1; sample <= samples; sample += 1) {
    const body = { event: action, userId: `fresh-${action}-${sample}`, messageId: `${action}-${sample}` };
    await postAll(`${send.url}/v1/track`, [JSON.stringify(body)], send.headers);
    const accepted = performance.now();
    for (let members = -1; members < sample;) {
      const answer = await api.call('POST', `${path}/previews`, { json: { document } });
      members = (answer.body as { members: number }).members;
      if (performance.now() - accepted > 60_000) throw new Error(`Event ${sample} was not seen in a minute`);
    }
    times.push(performance.now() - accepted);
  }
  return times;
}
