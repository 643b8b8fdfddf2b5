import type { DefinitionId, Definitions } from '@cutline/segment-definition';
import type { DefinitionFile } from './definition-file.ts';

/**
 * Which published definition a file speaks of: that of its kind and name, and where there is none, the first that has a
 * name that it had formerly and that no file speaks of. So files fit any workspace; nothing is to be remembered about one.
 */
export function matchFiles(
  files: readonly DefinitionFile[],
  published: Definitions,
): Map<DefinitionFile, DefinitionId> {
  const byName = new Map([...published].map(([id, { kind, name }]) => [`${kind}:${name}`, id]));
  const matched = new Map<DefinitionFile, DefinitionId>();
  for (const file of files) {
    const id = file.name === undefined ? undefined : byName.get(`${file.kind}:${file.name}`);
    if (id) matched.set(file, id);
  }
  const taken = new Set(matched.values());
  for (const file of files) {
    if (matched.has(file)) continue;
    const id = file.formerly.map((name) => byName.get(`${file.kind}:${name}`)).find((each) => each && !taken.has(each));
    if (!id) continue;
    matched.set(file, id);
    taken.add(id);
  }
  return matched;
}
