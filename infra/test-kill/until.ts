import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks until there is an answer.
 *
 * @param patience milliseconds
 * @param pause between two questions, in milliseconds
 * @throws Error naming what was waited for, when there is none in time
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
  patience = 180_000,
  pause = 100,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Waited ${patience / 1000} s in vain for ${what}`);
    await delay(pause);
  }
}
