import { readCookie, writeCookie } from './cookies.ts';

/** Texts by name. None of it throws. */
export interface Storage {
  get(name: string): string | undefined;
  /** Whether it is stored now. */
  set(name: string, value: string): boolean;
  remove(name: string): void;
  names(): string[];
}

const prefix = 'cutline.';
/** What cookies are for, where there is nothing better: they travel with every request to the site. */
const small = ['anonymousId', 'customId', 'consent'];

/** What outlives the page: localStorage, or cookies for what is small where localStorage is blocked. */
export function browserStorage(): Storage {
  const local = openLocalStorage();
  return local ? inLocalStorage(local) : inCookies;
}

function openLocalStorage(): globalThis.Storage | undefined {
  try {
    const { localStorage } = window;
    localStorage.setItem(prefix, '');
    localStorage.removeItem(prefix);
    return localStorage;
  } catch {
    return undefined;
  }
}

function inLocalStorage(local: globalThis.Storage): Storage {
  return {
    get: (name) => local.getItem(prefix + name) ?? undefined,
    set(name, value) {
      try {
        local.setItem(prefix + name, value);
        return true;
      } catch {
        // Full, perhaps by what the site stores itself.
        return false;
      }
    },
    remove: (name) => local.removeItem(prefix + name),
    names: () =>
      Object.keys(local)
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length)),
  };
}

const inCookies: Storage = {
  get: (name) => (small.includes(name) ? attempt(() => readCookie(prefix + name)) : undefined),
  set(name, value) {
    if (!small.includes(name)) return false;
    attempt(() => writeCookie(prefix + name, value));
    return inCookies.get(name) === value;
  },
  remove: (name) => void attempt(() => writeCookie(prefix + name, undefined)),
  names: () => small.filter((name) => inCookies.get(name) !== undefined),
};

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
