import { definitionKind, type DefinitionKind } from '@cutline/segment-definition';
import type { Fault } from './fault.ts';
import { folderOf } from './folders.ts';
import { keyOfName, keyPattern } from './key.ts';
import type { Source } from './source.ts';

/** A definition as it stands in a file. */
export interface DefinitionFile {
  source: Source;
  /** The file, absolute or relative to where the command was run. */
  path: string;
  kind: DefinitionKind;
  key: string;
  /** Names that it had before. */
  formerly: string[];
  /** Its name, where it has one. */
  name: string | undefined;
  /** The document as it was written, with keys for references; valid or not. */
  document: Record<string, unknown>;
}

/** Parts what a file holds into key, former names and document. Without a usable key there is no file, only faults. */
export function asDefinitionFile(
  source: Source,
  path: string,
  kind: DefinitionKind,
): { file?: DefinitionFile; faults: Fault[] } {
  const faults: Fault[] = [];
  const report = (at: string, message: string): void =>
    void faults.push({ file: source.file, line: source.lineOf(at), path: at, message });
  const { content } = source;
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    report('', 'Expected a definition: an object in braces.');
    return { faults };
  }
  const { key, formerly = [], ...document } = content as Record<string, unknown>;
  const name = typeof document['name'] === 'string' ? document['name'].trim() : undefined;
  const said = definitionKind.safeParse(document['kind']);
  if (said.success && said.data !== kind)
    report('/kind', `This is of the kind ${said.data}; such are kept in ${folderOf[said.data]}/.`);
  const names = [formerly].flat();
  if (!names.every((each) => typeof each === 'string'))
    report('/formerly', 'Expected a name that the definition had before, or a list of such.');
  if (typeof key !== 'string' || !keyPattern.test(key)) {
    const like = keyOfName(typeof key === 'string' ? key : (name ?? ''));
    const hint = like ? ` \`"key": "${like}"\` would do.` : '';
    const what = key === undefined ? 'The field `key` is missing' : 'This cannot be a key';
    report(key === undefined ? '' : '/key', `${what}. A key has small letters, digits and hyphens.${hint}`);
    return { faults };
  }
  const file = { source, path, kind, key, formerly: names.filter((each) => typeof each === 'string'), name, document };
  return { file, faults };
}
