import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openQueue, type Queue } from './queue.ts';
import { createSender, type Sender } from './sender.ts';
import { openStore } from './store.ts';

/** What the network does with each request. */
let answer: () => Promise<Response>;
let sent: number;
let queue: Queue;
let sender: Sender;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('fetch', () => {
    sent += 1;
    return answer();
  });
  sent = 0;
  const store = openStore({ get: () => undefined, set: () => false, remove: () => {}, names: () => [] });
  queue = openQueue(store, 'key');
  sender = createSender(queue, store, 'https://cutline.example/', 'key');
  queue.add('{"event":"Tried"}');
});
afterEach(() => {
  sender.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('sends at once when there is a network again, though it would have waited longer', async () => {
  answer = () => Promise.reject(new TypeError('Failed to fetch'));
  sender.wake();
  await vi.advanceTimersByTimeAsync(400);
  expect([sent, queue.waiting().length]).toEqual([1, 1]);

  answer = () => Promise.resolve(Response.json({ success: true }));
  sender.reconnect();
  await vi.advanceTimersByTimeAsync(1);
  expect([sent, queue.waiting().length]).toEqual([2, 0]);
});

it('waits as long as the server asked for, whatever becomes of the network', async () => {
  answer = () => Promise.resolve(new Response(null, { status: 503, headers: { 'retry-after': '60' } }));
  sender.wake();
  await vi.advanceTimersByTimeAsync(400);
  expect(sent).toBe(1);

  answer = () => Promise.resolve(Response.json({ success: true }));
  sender.reconnect();
  await vi.advanceTimersByTimeAsync(50_000);
  expect([sent, queue.waiting().length]).toEqual([1, 1]);
  await vi.advanceTimersByTimeAsync(30_000);
  expect([sent, queue.waiting().length]).toEqual([2, 0]);
});
