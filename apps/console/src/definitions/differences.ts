/** A value that two documents have differently; undefined where one of them has none. */
export interface Difference {
  /** In words: "where › of › 2 › comparison". */
  path: string;
  before: string | undefined;
  after: string | undefined;
}

function leaves(value: unknown, path: string[], into: Map<string, string>): void {
  if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value))
      leaves(child, [...path, Array.isArray(value) ? String(Number(key) + 1) : key], into);
  } else if (value !== undefined) into.set(path.join(' › '), String(value));
}

/** Every place where two documents differ, in the order of the first. */
export function differences(before: unknown, after: unknown): Difference[] {
  const [old, now] = [new Map<string, string>(), new Map<string, string>()];
  leaves(before, [], old);
  leaves(after, [], now);
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
    .filter((each) => each.before !== each.after);
}
