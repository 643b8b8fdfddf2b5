import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../random.ts';
import type { SentMessage } from './make-messages.ts';

/** What a client knows in the end. */
export interface ClientReport {
  /** Messages that the server said it has. */
  acknowledged: Set<string>;
  /** Messages that it gave up on: they may have arrived or not. */
  unsure: Set<string>;
  requests: number;
  /** Requests that were sent again though, or before, they had been answered well. */
  repeats: number;
  /** Answers that nobody should get, e.g. `500 …`. */
  wrong: string[];
}

/**
 * Sends messages in portions of random size until each is acknowledged, as clients do: again after errors, after answers that ask for it,
 * after its own impatience, and now and then for no reason at all. Of some it never hears and gives up. `mayGo` is asked before each
 * portion with the share that is done.
 */
export async function sendAll(
  { url, writeKey }: { url: string; writeKey: string },
  messages: readonly SentMessage[],
  random: Random,
  mayGo: (share: number) => Promise<void>,
): Promise<ClientReport> {
  const report: ClientReport = { acknowledged: new Set(), unsure: new Set(), requests: 0, repeats: 0, wrong: [] };
  const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;

  async function post(portion: readonly SentMessage[], patience: number): Promise<number | null> {
    const single = portion.length === 1 && random.next() < 0.5;
    const path = single ? `/v1/${portion[0]!.type}` : '/v1/batch';
    const bodies = portion.map(({ body }) => body);
    report.requests += 1;
    try {
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(single ? bodies[0] : { batch: bodies, sentAt: null }),
        signal: AbortSignal.timeout(patience),
      });
      const text = await response.text();
      if (response.status === 200) {
        if (text.includes('rejected')) report.wrong.push(`200 ${text.slice(0, 300)}`);
      } else if (![429, 502, 503, 504].includes(response.status)) {
        report.wrong.push(`${response.status} ${text.slice(0, 300)}`);
      }
      return response.status;
    } catch {
      return null;
    }
  }

  for (let place = 0; place < messages.length;) {
    await mayGo(place / messages.length);
    const portion = messages.slice(place, place + 1 + random.below(200));
    place += portion.length;
    const givesUp = random.next() < 0.01;
    for (let attempt = 0; ; attempt += 1) {
      // Sometimes it does not wait for the answer that would have come.
      const impatient = random.next() < 0.05;
      const status = await post(portion, impatient ? 1 + random.below(20) : 30_000);
      if (status === 200) {
        for (const { messageId } of portion) report.acknowledged.add(messageId);
        if (random.next() < 0.05) {
          report.repeats += 1;
          await post(portion, 30_000);
        }
        break;
      }
      if (givesUp) {
        for (const { messageId } of portion) report.unsure.add(messageId);
        break;
      }
      report.repeats += 1;
      await delay(Math.min(1_000, 20 * 2 ** attempt) * (0.5 + random.next()));
    }
  }
  return report;
}
