/**
 * The value at a dotted path: `address.city` is `city` of the object `address`, or a field of that very name, which goes first.
 * Undefined where there is none.
 */
export function valueAt(of: unknown, path: string): unknown {
  if (!isRecord(of)) return undefined;
  if (Object.hasOwn(of, path)) return of[path];
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const name = path.slice(0, dot);
    if (!Object.hasOwn(of, name)) continue;
    const found = valueAt(of[name], path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Adds the paths of all values in an object that are no objects themselves, in their order. */
export function addPaths(of: Record<string, unknown>, paths: Set<string>, prefix = ''): void {
  for (const [name, value] of Object.entries(of)) {
    if (isRecord(value) && Object.keys(value).length > 0) addPaths(value, paths, `${prefix}${name}.`);
    else paths.add(`${prefix}${name}`);
  }
}

/** Whether it is an object with fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !ArrayBuffer.isView(value)
  );
}
