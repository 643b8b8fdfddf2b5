import { isDeepStrictEqual } from 'node:util';

/** A place where two documents differ. A side that has nothing there is left out. */
export interface Difference {
  /** A JSON pointer: into the later document, or the earlier where the later has nothing there. */
  path: string;
  before?: unknown;
  after?: unknown;
}

/** Where two JSON values differ, as deep down as can be said, in document order. */
export function differencesOf(before: unknown, after: unknown, path = ''): Difference[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (before === undefined) return [{ path, after }];
  if (after === undefined) return [{ path, before }];
  if (Array.isArray(before) && Array.isArray(after)) return inLists(before, after, path);
  if (!isObject(before) || !isObject(after) || before['type'] !== after['type']) return [{ path, before, after }];
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].flatMap((field) => differencesOf(before[field], after[field], `${path}/${field}`));
}

/** What stands alike at both ends is passed over, so that one more rule in front is one difference. */
function inLists(before: unknown[], after: unknown[], path: string): Difference[] {
  if (![...before, ...after].some((each) => typeof each === 'object')) return [{ path, before, after }];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isDeepStrictEqual(before[start], after[start])) start += 1;
  let end = 0;
  while (end < shorter - start && isDeepStrictEqual(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const old = before.slice(start, before.length - end);
  const young = after.slice(start, after.length - end);
  const longer = Math.max(old.length, young.length);
  return Array.from({ length: longer }, (_, index) =>
    differencesOf(old[index], young[index], `${path}/${start + index}`),
  ).flat();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
