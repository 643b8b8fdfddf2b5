import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  referencesOf,
  type Definition,
  type DefinitionId,
  type DefinitionKind,
  type Definitions,
} from '@cutline/segment-definition';
import { checkFiles } from './check-files.ts';
import type { DefinitionFile } from './definition-file.ts';
import { folderOf } from './folders.ts';
import { matchFiles } from './match-files.ts';
import { keysOf, portable } from './portable.ts';
import { fileText } from './write-file.ts';

/** What an export did, as files relative to where the command was run. */
export interface Exported {
  written: string[];
  unchanged: number;
  /** TypeScript files that say something else than what is published; they are not rewritten. */
  differing: string[];
  /** Files of definitions that the workspace does not have; they are left alone. */
  surplus: string[];
}

/**
 * Writes a file to `dir` for each wanted definition of a workspace. Of one that has a file already, key, former names and
 * place are kept, so that what refers to it stays right; a file that means the same is not touched.
 */
export async function exportFiles(
  definitions: Definitions,
  wanted: ReadonlySet<DefinitionId>,
  existing: readonly DefinitionFile[],
  dir: string,
): Promise<Exported> {
  const ids = matchFiles(existing, definitions);
  const files = new Map([...ids].map(([file, id]) => [id, file]));
  const given = new Map([...files].map(([id, { key }]) => [id, key]));
  const keys = keysOf(definitions, given, existing);
  const meant = checkFiles(existing, { ids }).documents;
  const surplus = existing.filter((file) => !ids.has(file)).map(({ source }) => source.file);
  const exported: Exported = { written: [], unchanged: 0, differing: [], surplus };
  for (const [id, document] of definitions) {
    if (!wanted.has(id)) continue;
    const file = files.get(id);
    const key = keys.get(id)!;
    const path = file?.path ?? join(dir, folderOf[document.kind], `${key}.json`);
    if (isDeepStrictEqual(meant.get(id), document)) {
      exported.unchanged += 1;
    } else if (!path.endsWith('.json')) {
      exported.differing.push(relative('.', path));
    } else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, fileText(key, file?.formerly ?? [], portable(document, keys)));
      exported.written.push(relative('.', path));
    }
  }
  return exported;
}

/** Definitions of some kinds, and all that they refer to, so that the files are complete among themselves. */
export function withReferences(definitions: Definitions, kinds: readonly DefinitionKind[]): Set<DefinitionId> {
  const wanted = new Set<DefinitionId>();
  const visit = (id: DefinitionId, document: Definition | undefined): void => {
    if (!document || wanted.has(id)) return;
    wanted.add(id);
    for (const reference of referencesOf(document)) visit(reference.id, definitions.get(reference.id));
  };
  for (const [id, document] of definitions) if (kinds.includes(document.kind)) visit(id, document);
  return wanted;
}
