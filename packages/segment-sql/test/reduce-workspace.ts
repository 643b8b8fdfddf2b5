import { definition, referencesOf, validateDefinition } from '@cutline/segment-definition';
import type { GeneratedWorkspace } from './generate-workspace.ts';

/**
 * The smallest workspace it finds in which the same still fails: leaves out what it can, one thing after the other, until nothing
 * more can be left out or the time is over. (fast-check's own shrinking knows nothing of how definitions hang together.)
 *
 * @param fails whether a workspace still fails in the same way
 * @param suspects ids of definitions that it may be about
 * @param until when to stop, as Date.now() gives it
 */
export async function reduceWorkspace(
  found: GeneratedWorkspace,
  fails: (candidate: GeneratedWorkspace) => Promise<boolean>,
  suspects: string[],
  until: number,
): Promise<GeneratedWorkspace> {
  let smallest = found;
  for (const id of suspects) {
    if (Date.now() >= until) return smallest;
    const candidate = onlyFor(id, smallest);
    if (candidate && (await fails(candidate))) smallest = candidate;
  }
  for (let progress = true; progress;) {
    progress = false;
    for (const place of placesIn(smallest)) {
      if (Date.now() > until) return smallest;
      const candidate = place(smallest);
      if (candidate && isValid(candidate) && (await fails(candidate))) {
        smallest = candidate;
        progress = true;
      }
    }
  }
  return smallest;
}

/** The workspace with one definition and what it refers to; null where there is no such definition. */
function onlyFor(id: string, workspace: GeneratedWorkspace): GeneratedWorkspace | null {
  const { definitions } = workspace;
  const needed = new Set<string>();
  const visit = (each: string): void => {
    if (needed.has(each) || !definitions[each]) return;
    needed.add(each);
    for (const reference of referencesOf(definitions[each])) visit(reference.id);
  };
  visit(id);
  if (needed.size === 0) return null;
  const kept = Object.entries(definitions).filter(([each]) => needed.has(each));
  return { ...workspace, definitions: Object.fromEntries(kept) };
}

/** Something that may be left out; null where it is not there any more. */
type Place = (from: GeneratedWorkspace) => GeneratedWorkspace | null;
type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;
type Path = (string | number)[];

/** Large things first: what hangs on them goes with them. */
function placesIn(workspace: GeneratedWorkspace): Place[] {
  const { world, definitions, evaluations } = workspace;
  const lists: Path[] = [
    ['world', 'events'],
    ['world', 'profiles'],
    ['world', 'rates'],
    ['world', 'aliases'],
    ...world.profiles.flatMap((_, i) =>
      ['attributes', 'consents', 'identifiers'].map((list) => ['world', 'profiles', i, list]),
    ),
    ...world.events.map((_, i) => ['world', 'events', i, 'products']),
  ];
  return [
    ...Object.keys(definitions)
      .toReversed()
      .map((id) => without(['definitions', id])),
    ...(evaluations.length > 1 ? evaluations.map((_, i) => without(['evaluations', i])) : []),
    ...lists.flatMap((path) => halves(workspace, path)),
    ...world.events.flatMap(({ parameters }, i) =>
      Object.keys(parameters).map((name) => without(['world', 'events', i, 'parameters', name])),
    ),
    ...simplerNodes(definitions as unknown as Json, ['definitions']),
  ];
}

/** Halves, quarters and so on of a list, from the end, down to single items. */
function halves(workspace: GeneratedWorkspace, path: Path): Place[] {
  const list = at(workspace as unknown as Json, path);
  if (!Array.isArray(list)) return [];
  const places: Place[] = [];
  for (let size = list.length; size >= 1; size = Math.floor(size / 2)) {
    for (let end = list.length; end > 0; end -= size) places.push(withoutRange(path, Math.max(0, end - size), end));
  }
  return places;
}

/** In documents: every field and item left out, and every node replaced by one of its parts. */
function simplerNodes(node: Json | undefined, path: Path): Place[] {
  if (typeof node !== 'object' || node === null) return [];
  const parts = Object.entries(node);
  const keys = parts.map(([key]) => (Array.isArray(node) ? Number(key) : key));
  const own = path.length > 1 ? keys.map((key) => without([...path, key])) : [];
  const raised = parts
    .flatMap(([key, part]) => (Array.isArray(part) ? part.map((_, i) => [key, i]) : [[key]]))
    .map((to) => replacedByPart(path, to));
  const inner = parts.flatMap(([, part], i) => simplerNodes(part, [...path, keys[i]!]));
  return [...own, ...(path.length > 2 ? raised : []), ...inner];
}

function without(path: Path): Place {
  return changed(path.slice(0, -1), (parent) => {
    const key = path.at(-1)!;
    if (Array.isArray(parent)) return parent.length > Number(key) ? parent.toSpliced(Number(key), 1) : undefined;
    if (typeof parent !== 'object' || parent === null || !(key in parent)) return undefined;
    const { [key]: _, ...rest } = parent;
    return rest;
  });
}

function withoutRange(path: Path, from: number, to: number): Place {
  return changed(path, (list) =>
    Array.isArray(list) && from < list.length ? list.toSpliced(from, to - from) : undefined,
  );
}

function replacedByPart(path: Path, to: Path): Place {
  return changed(path, (node) => {
    const part = at(node, to);
    return typeof part === 'object' && part !== null ? part : undefined;
  });
}

function changed(path: Path, change: (node: Json) => Json | undefined): Place {
  return (from) => {
    const copy = structuredClone(from) as unknown as Json;
    const node = at(copy, path);
    const simpler = node === undefined ? undefined : change(node);
    if (simpler === undefined) return null;
    const parent = at(copy, path.slice(0, -1)) as Record<string, Json>;
    parent[path.at(-1)!] = simpler;
    return copy as unknown as GeneratedWorkspace;
  };
}

function at(node: Json | undefined, path: Path): Json | undefined {
  let found = node;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, Json>)[key];
  }
  return found;
}

function isValid({ definitions, currency, evaluations }: GeneratedWorkspace): boolean {
  if (evaluations.length === 0) return false;
  const documents = Object.entries(definitions).map(([id, each]) => [id, definition.safeParse(each)] as const);
  if (!documents.every(([, { success }]) => success)) return false;
  const parsed = new Map(documents.map(([id, { data }]) => [id, data!]));
  return [...parsed].every(([id, each]) => validateDefinition(each, { definitions: parsed, currency }, id).valid);
}
