import { describe, expect, it } from 'vitest';
import { inLanes } from './in-lanes.ts';

describe('inLanes', () => {
  it('does so many at a time, each once', async () => {
    const seen: number[] = [];
    let [now, most] = [0, 0];
    await inLanes([1, 2, 3, 4, 5], 2, async (item) => {
      most = Math.max(most, (now += 1));
      await Promise.resolve();
      seen.push(item);
      now -= 1;
    });
    expect(seen.sort()).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it('begins nothing after a failure, and waits for what is under way before it throws it', async () => {
    const ended: string[] = [];
    const slow = Promise.withResolvers<void>();
    const all = inLanes(['fails', 'slow', 'never'], 2, async (item) => {
      if (item === 'fails') throw new Error('It failed');
      if (item === 'slow') await slow.promise;
      ended.push(item);
    });
    const told = all.catch((error: unknown) => error);
    const first = await Promise.race([told, new Promise((resolve) => setTimeout(resolve, 20, 'still waiting'))]);
    expect(first).toBe('still waiting');
    slow.resolve();
    expect(await told).toEqual(new Error('It failed'));
    expect(ended).toEqual(['slow']);
  });

  it('does nothing with nothing', async () => {
    await inLanes([], 2, () => Promise.reject(new Error('There is nothing')));
  });
});
