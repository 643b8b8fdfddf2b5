import { alone } from './alone.ts';
import { type Batch, bodyOf, nextBatch } from './batch.ts';
import { type Queue } from './queue.ts';
import { type Store } from './store.ts';
import { waitingTime } from './waiting-time.ts';
import { warn } from './warn.ts';

/** Milliseconds that messages wait for others to go with. */
const gathering = 300;
const timeout = 30_000;

/** Of 4xx, what may go better another time: too slow, too early, too much. */
const passing = [408, 425, 429];

export interface Sender {
  /** Sends what waits, soon. */
  wake(): void;
  /** Sends what waits now, as there is a network again. */
  reconnect(): void;
  /** Sends what waits now: nobody looks at the page any more, and it may never be looked at again. */
  hurry(): void;
  /** Hands what waits to the browser, because the page goes away. It stays in the queue: nobody will hear whether it arrived. */
  leave(): void;
  /** Stops sending, after whatever is on its way. */
  stop(): void;
}

/** Sends the messages of `queue` to `host`, one request at a time, until each was taken or refused. */
export function createSender(queue: Queue, store: Store, host: string, writeKey: string): Sender {
  const address = `${host.replace(/\/+$/, '')}/v1/batch`;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let busy = false;
  let stopped = false;
  /** Whether the last attempt got no answer at all, as without a network. */
  let unanswered = false;
  let inFlight = new Set<string>();

  const schedule = (delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), delay);
  };
  /** All tabs wait where the server told one of them to. */
  const waitLeft = (): number => Math.max(0, Number(store.get('retryAt') ?? 0) - Date.now());

  async function run(): Promise<void> {
    if (busy || stopped || !navigator.onLine) return;
    const left = waitLeft();
    if (left > 0) return schedule(left);
    busy = true;
    await alone(async () => {
      for (;;) {
        const batch = stopped || waitLeft() > 0 ? null : nextBatch(queue, inFlight);
        if (!batch || !(await send(batch))) return;
      }
    });
    busy = false;
    if (!stopped && queue.waiting().length > 0) schedule(Math.max(waitLeft(), gathering));
  }

  /** Whether the batch is settled. */
  async function send(batch: Batch): Promise<boolean> {
    inFlight = new Set(batch.names);
    const response = await post(bodyOf(batch, writeKey));
    inFlight = new Set();
    unanswered = !response;
    if (response && (response.ok || (response.status < 500 && !passing.includes(response.status)))) {
      if (!response.ok)
        warn(`${batch.names.length} events were refused`, response.status, await response.text().catch(() => ''));
      batch.names.forEach(queue.remove);
      failures = 0;
      return true;
    }
    const wait = waitingTime(++failures, response?.headers.get('retry-after') ?? null);
    store.set('retryAt', String(Date.now() + wait));
    return false;
  }

  /** Undefined where no answer came. */
  async function post(body: string): Promise<Response | undefined> {
    try {
      return await fetch(address, {
        method: 'POST',
        // As text it needs no preflight.
        headers: { 'content-type': 'text/plain' },
        body,
        credentials: 'omit',
        // Browsers refuse it when too much is on its way already, which a second attempt should not meet again.
        keepalive: failures === 0,
        signal: AbortSignal.timeout(timeout),
      });
    } catch {
      return undefined;
    }
  }

  return {
    wake() {
      stopped = false;
      schedule(gathering);
    },
    reconnect() {
      // What a server has asked for still holds.
      if (unanswered) store.remove('retryAt');
      schedule(0);
    },
    hurry: () => schedule(0),
    leave() {
      if (stopped || waitLeft() > 0) return;
      const handed = new Set(inFlight);
      for (;;) {
        const batch = nextBatch(queue, handed);
        if (!batch || !navigator.sendBeacon(address, bodyOf(batch, writeKey))) return;
        batch.names.forEach((name) => handed.add(name));
      }
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
