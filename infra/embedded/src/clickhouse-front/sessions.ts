import { setTimeout as setTimer, clearTimeout } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import type { Session } from 'chdb';
import type { Engine } from './engine.ts';
import { exception } from './errors.ts';

interface Kept {
  session: Session;
  /** Settles when the request that has the session is done with it; undefined while nobody has it. */
  busy: Promise<void> | undefined;
  timer: NodeJS.Timeout | undefined;
}

/**
 * A client can have the whole of a result a moment before the request is done with its session, and send the next
 * one: that one waits so many milliseconds before the session counts as locked.
 */
const grace = 500;

/** A connection lent to one request; `release` must be called when its result is at its end. */
export interface Lease {
  session: Session;
  release(): void;
}

/**
 * Connections for requests. One without a session id gets a fresh one (0.3 ms), so that no setting, parameter
 * or temporary table can pass from a request to the next. One with an id keeps its own until it has been idle
 * for as long as it asked.
 */
export function sessionsOf(engine: Engine) {
  const kept = new Map<string, Kept>();

  async function lease(id: string | undefined, idleSeconds: number): Promise<Lease> {
    if (id === undefined) {
      const session = engine.open();
      return { session, release: () => session.close() };
    }
    const entry: Kept = kept.get(id) ?? { session: engine.open(), busy: undefined, timer: undefined };
    if (entry.busy) await Promise.race([entry.busy, setTimeout(grace, undefined, { ref: false })]);
    if (entry.busy) throw exception(373, 'SESSION_IS_LOCKED', `Session ${id} is locked by a concurrent client`);
    clearTimeout(entry.timer);
    const { promise, resolve } = Promise.withResolvers<void>();
    entry.busy = promise;
    kept.set(id, entry);
    const release = (): void => {
      entry.busy = undefined;
      entry.timer = setTimer(() => {
        kept.delete(id);
        entry.session.close();
      }, idleSeconds * 1000);
      entry.timer.unref();
      resolve();
    };
    return { session: entry.session, release };
  }

  return { lease };
}
