import type { Session } from 'chdb';
import type { Engine } from './engine.ts';
import { exception } from './errors.ts';

interface Kept {
  session: Session;
  busy: boolean;
  timer: NodeJS.Timeout | undefined;
}

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

  function lease(id: string | undefined, idleSeconds: number): Lease {
    if (id === undefined) {
      const session = engine.open();
      return { session, release: () => session.close() };
    }
    const entry: Kept = kept.get(id) ?? { session: engine.open(), busy: false, timer: undefined };
    if (entry.busy) throw exception(373, 'SESSION_IS_LOCKED', `Session ${id} is locked by a concurrent client`);
    clearTimeout(entry.timer);
    entry.busy = true;
    kept.set(id, entry);
    const release = (): void => {
      entry.busy = false;
      entry.timer = setTimeout(() => {
        kept.delete(id);
        entry.session.close();
      }, idleSeconds * 1000);
      entry.timer.unref();
    };
    return { session: entry.session, release };
  }

  return { lease };
}
