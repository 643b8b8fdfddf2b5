import { type Storage } from './browser-storage.ts';

/** In memory at first; once `keep` was called, in what outlives the page, as far as that takes it. */
export interface Store extends Storage {
  /** Stores what is in memory, and everything from now on. */
  keep(): void;
  /** Removes all of it but what the visitor decided, wherever it is, and is in memory again. */
  forget(): void;
}

/** Under this name the visitor's decision is remembered, which names nobody. */
export const decisionName = 'consent';

export function openStore(lasting: Storage): Store {
  const memory = new Map<string, string>();
  let kept = false;
  return {
    get: (name) => memory.get(name) ?? (kept ? lasting.get(name) : undefined),
    set(name, value) {
      if (kept && lasting.set(name, value)) memory.delete(name);
      else memory.set(name, value);
      return true;
    },
    remove(name) {
      memory.delete(name);
      if (kept) lasting.remove(name);
    },
    names: () => [...new Set([...memory.keys(), ...(kept ? lasting.names() : [])])],
    keep() {
      kept = true;
      for (const [name, value] of [...memory]) this.set(name, value);
    },
    forget() {
      kept = false;
      memory.clear();
      for (const name of lasting.names()) if (name !== decisionName) lasting.remove(name);
    },
  };
}
