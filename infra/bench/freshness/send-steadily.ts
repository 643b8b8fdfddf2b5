import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { post } from '../ingestion/post-all.ts';
import type { ShopMessage } from './messages.ts';

/** A message that the API said it has. */
export interface Accepted extends Pick<ShopMessage, 'expected'> {
  /** When the answer had been read, in UTC milliseconds. */
  at: number;
}

export interface Sent {
  /** By message id. */
  accepted: Map<string, Accepted>;
  /** From the first request to the last answer. */
  seconds: number;
  /** Milliseconds of each answer. */
  times: number[];
}

/** Messages of one request at most. */
const most = 20;

/**
 * Sends messages at a rate (a second) for some seconds, ten requests a second or as many more as 20 messages each make. A request leaves when its time has come, whether or not those before it
 * were answered. Throws for an answer that is not 200.
 */
export async function sendSteadily(
  send: { url: string; headers: Record<string, string> },
  next: () => ShopMessage,
  { rate, seconds }: { rate: number; seconds: number },
): Promise<Sent> {
  const agent = new Agent({ keepAlive: true });
  const accepted = new Map<string, Accepted>();
  const times: number[] = [];
  const size = Math.max(1, Math.min(most, Math.round(rate / 10)));
  const requests = Math.round((rate * seconds) / size);
  const underWay: Promise<void>[] = [];
  let failed: unknown;
  const started = performance.now();
  for (let request = 0; request < requests && failed === undefined; request += 1) {
    await wait(Math.max(0, started + (request * size * 1000) / rate - performance.now()));
    const messages = Array.from({ length: size }, next);
    const body = JSON.stringify({ batch: messages.map((message) => message.body), sentAt: new Date().toISOString() });
    const begun = performance.now();
    const answered = post(agent, `${send.url}/v1/batch`, body, send.headers).then(() => {
      const at = Date.now();
      times.push(performance.now() - begun);
      for (const message of messages) accepted.set(message.body.messageId, { at, expected: message.expected });
    });
    underWay.push(answered.catch((error: unknown) => void (failed ??= error)));
  }
  await Promise.all(underWay);
  agent.destroy();
  if (failed !== undefined) throw failed;
  return { accepted, seconds: (performance.now() - started) / 1000, times };
}
