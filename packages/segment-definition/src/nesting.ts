/** How large a JSON value is: levels of nesting, and values in all. */
export interface Extent {
  depth: number;
  values: number;
}

const deepest = 1_000;
const most = 1_000_000;

/** Measures without recursion and stops at bounds that no document reaches, so that no input can exhaust the stack. */
export function extentOf(input: unknown): Extent {
  let depth = 0;
  let values = 0;
  for (let level: unknown[] = [input]; level.length > 0 && depth <= deepest && values <= most; depth++) {
    values += level.length;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return { depth, values };
}

/** The extent that a document may have before anything reads it; schemas recurse, so they must not see more. */
export const largest: Extent = { depth: 250, values: 100_000 };

/** Whether it is safe to read a value with a schema. */
export function isReadable(input: unknown): boolean {
  const { depth, values } = extentOf(input);
  return depth <= largest.depth && values <= largest.values;
}
