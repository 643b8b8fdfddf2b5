import { t } from '../language/messages.ts';

/** A value that two documents have differently; undefined where one of them has none. */
export interface Difference {
  /** In words: "rules › 2 › comparison". */
  path: string;
  before: string | undefined;
  after: string | undefined;
}

/** What says a part of a document better than its leaves do; undefined where it does not. */
export type Say = (key: string, value: unknown) => string | undefined;

function leaves(value: unknown, path: string[], into: Map<string, string>, say: Say): void {
  if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      const word = Array.isArray(value) ? String(Number(key) + 1) : (t.definitions.fields[key] ?? key);
      leaves(say(key, child) ?? child, word ? [...path, word] : path, into, say);
    }
  } else if (value !== undefined) into.set(path.join(' › '), String(value));
}

/** Every place where two documents differ, in the order of the first. */
export function differences(before: unknown, after: unknown, say: Say = () => undefined): Difference[] {
  const [old, now] = [new Map<string, string>(), new Map<string, string>()];
  leaves(before, [], old, say);
  leaves(after, [], now, say);
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
    .filter((each) => each.before !== each.after);
}
