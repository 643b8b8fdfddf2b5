/** A value that two documents have differently; undefined where one of them has none. */
export interface Difference {
  /** In words: "rules › 2 › comparison". */
  path: string;
  before: string | undefined;
  after: string | undefined;
}

/** A document's field names, where others say it better; an empty one is left out. */
const words: Record<string, string> = {
  where: 'rules',
  of: '',
  type: 'kind',
  operand: 'compared with',
  aggregator: 'value of a customer',
  measure: 'line',
  level: 'quantile',
  population: 'among',
  start: 'first day',
  end: 'day after the last',
};

function leaves(value: unknown, path: string[], into: Map<string, string>): void {
  if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      const word = Array.isArray(value) ? String(Number(key) + 1) : (words[key] ?? key);
      leaves(child, word ? [...path, word] : path, into);
    }
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
