import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Storage } from './browser-storage.ts';
import { limits, openQueue } from './queue.ts';
import { openStore, type Store } from './store.ts';

function storageOf(kept: Map<string, string>, capacity = Infinity): Storage {
  return {
    get: (name) => kept.get(name),
    set: (name, value) => kept.size < capacity && kept.set(name, value).has(name),
    remove: (name) => void kept.delete(name),
    names: () => [...kept.keys()],
  };
}

const texts = (store: Store, writeKey = 'key'): (string | undefined)[] => {
  const queue = openQueue(store, writeKey);
  return queue.waiting().map(queue.text);
};

let kept: Map<string, string>;
let store: Store;
const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') });
  kept = new Map();
  store = openStore(storageOf(kept));
  warned.mockClear();
});
afterEach(() => vi.useRealTimers());

describe('the queue', () => {
  it('gives messages in the order in which they were said, also to another tab', () => {
    store.keep();
    const queue = openQueue(store, 'key');
    const said = Array.from({ length: 40 }, (_, index) => `"${index}"`);
    for (const each of said) {
      queue.add(each);
      if (each.length > 3) vi.advanceTimersByTime(1);
    }
    const other = openStore(storageOf(kept));
    other.keep();
    expect(texts(other)).toEqual(said);
    expect(texts(other, 'of-another-source')).toEqual([]);
  });

  it('drops the oldest when there are too many, and says so', () => {
    const queue = openQueue(store, 'key');
    for (let index = 0; index < limits.messages + 2; index++) queue.add(String(index));
    expect(texts(store)).toHaveLength(limits.messages);
    expect(texts(store)[0]).toBe('2');
    expect(warned).toHaveBeenCalledTimes(2);
  });

  it('drops the oldest when they take too much room', () => {
    const queue = openQueue(store, 'key');
    for (const each of ['a', 'b', 'c']) queue.add(each.repeat(limits.characters / 2 - 1));
    expect(texts(store).map((text) => text?.[0])).toEqual(['b', 'c']);
  });

  it('forgets what is so old that a second arrival would count again', () => {
    const queue = openQueue(store, 'key');
    queue.add('"old"');
    vi.advanceTimersByTime(limits.age - 1);
    queue.add('"new"');
    expect(texts(store)).toEqual(['"old"', '"new"']);
    vi.advanceTimersByTime(2);
    expect(texts(store)).toEqual(['"new"']);
  });

  it('stores nothing before it may, and then everything', () => {
    const queue = openQueue(store, 'key');
    queue.add('"early"');
    expect(kept.size).toBe(0);
    store.keep();
    queue.add('"late"');
    expect(kept.size).toBe(2);
    expect(texts(store)).toEqual(['"early"', '"late"']);
    store.forget();
    expect(kept.size).toBe(0);
    expect(texts(store)).toEqual([]);
  });

  it('keeps in memory what the browser has no room for', () => {
    store = openStore(storageOf(kept, 1));
    store.keep();
    const queue = openQueue(store, 'key');
    queue.add('"stored"');
    queue.add('"remembered"');
    expect(kept.size).toBe(1);
    expect(texts(store)).toEqual(['"stored"', '"remembered"']);
  });
});
