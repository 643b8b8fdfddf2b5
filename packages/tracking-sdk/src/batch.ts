import { type Queue } from './queue.ts';

/** Requests that may outlive their page, and beacons, take 64 KiB; the envelope has the rest. */
const maxBytes = 60_000;
const maxMessages = 100;

export interface Batch {
  /** Names in the queue. */
  names: string[];
  texts: string[];
}

/** The oldest messages that go together into one request; those in `without` are left out. Null: there is nothing to send. */
export function nextBatch(queue: Queue, without: ReadonlySet<string>): Batch | null {
  const batch: Batch = { names: [], texts: [] };
  let bytes = 0;
  for (const name of queue.waiting()) {
    const text = without.has(name) ? undefined : queue.text(name);
    if (text === undefined) continue;
    bytes += bytesOf(text) + 1;
    if (batch.names.length > 0 && (bytes > maxBytes || batch.names.length === maxMessages)) break;
    batch.names.push(name);
    batch.texts.push(text);
  }
  return batch.names.length > 0 ? batch : null;
}

/** The request's body. `sentAt` lets the server see how wrong this clock is. */
export function bodyOf({ texts }: Batch, writeKey: string): string {
  const envelope = JSON.stringify({ writeKey, sentAt: new Date().toISOString() });
  return `${envelope.slice(0, -1)},"batch":[${texts.join()}]}`;
}

export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
