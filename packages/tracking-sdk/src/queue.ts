import { newIdentifier } from './identifier.ts';
import { type Store } from './store.ts';
import { warn } from './warn.ts';

/** How many messages wait at most, how many characters, and for how long: with more, the oldest are dropped. */
export const limits = {
  messages: 500,
  characters: 1_000_000,
  /** Milliseconds. A message may have been counted although no answer came; the server knows it again for 30 days. */
  age: 28 * 86_400_000,
};

/** Messages that were not taken yet, oldest first. Each has a name of its own in the store, so tabs never write over one another. */
export interface Queue {
  /** `text` is JSON. */
  add(text: string): void;
  /** Names of those that wait. */
  waiting(): string[];
  text(name: string): string | undefined;
  remove(name: string): void;
}

export function openQueue(store: Store, writeKey: string): Queue {
  const prefix = `message.${writeKey}.`;
  let ordinal = 0;
  const queue: Queue = {
    add(text) {
      // The name says when and how long, so that neither needs the message to be read.
      const order = `${Date.now().toString(36)}${(ordinal++).toString(36).padStart(4, '0')}`;
      store.set(`${prefix}${order}.${text.length}.${newIdentifier()}`, text);
      const names = queue.waiting();
      let characters = names.reduce((sum, name) => sum + lengthOf(name), 0);
      while (names.length > limits.messages || characters > limits.characters) {
        const oldest = names.shift()!;
        characters -= lengthOf(oldest);
        queue.remove(oldest);
        warn('too many events wait to be sent; the oldest was dropped');
      }
    },
    waiting() {
      const names = store.names().filter((name) => name.startsWith(prefix));
      const tooOld = Date.now() - limits.age;
      for (const name of names) if (timeOf(name) < tooOld) queue.remove(name);
      return names.filter((name) => timeOf(name) >= tooOld).sort();
    },
    text: (name) => store.get(name),
    remove: (name) => store.remove(name),
  };
  const timeOf = (name: string): number => parseInt(name.slice(prefix.length).split('.')[0]!.slice(0, -4), 36);
  const lengthOf = (name: string): number => Number(name.slice(prefix.length).split('.')[1]);
  return queue;
}
