import {
  definition,
  upgradeDefinition,
  validateDefinition,
  type Definition,
  type DefinitionError,
  type DefinitionId,
  type DefinitionKind,
  type Language,
} from '@cutline/segment-definition';
import type { DefinitionFile } from './definition-file.ts';
import type { Fault } from './fault.ts';
import { resolveReferences } from './resolve-references.ts';
import { standInId } from './stand-in-id.ts';

export interface CheckContext {
  /** Ids of those that the workspace has; the others get stand-ins. */
  ids?: ReadonlyMap<DefinitionFile, DefinitionId>;
  /** The workspace's, where it is known. */
  currency?: string | undefined;
  /** In which it is said what is wrong with a document; English unless given. */
  language?: Language | undefined;
  /** Files that could not be read: that was said, and what refers to them is not at fault. */
  unread?: readonly { kind: DefinitionKind; key: string }[];
}

export interface CheckedFiles {
  /** By id, with ids for references and defaults filled in; only of files without faults. */
  documents: Map<DefinitionId, Definition>;
  /** By id, every file. */
  files: Map<DefinitionId, DefinitionFile>;
  faults: Fault[];
}

/** Checks files among themselves, as the API checks what is published. References stay within the files. */
export function checkFiles(
  read: readonly DefinitionFile[],
  { ids, currency, language = 'en', unread = [] }: CheckContext = {},
): CheckedFiles {
  const idOf = (file: DefinitionFile): DefinitionId => ids?.get(file) ?? standInId(file.kind, file.key);
  const files = new Map(read.map((file) => [idOf(file), file]));
  const resolved = resolveReferences(read, idOf, unread);
  const faults = [...resolved.faults, ...sharedNames(read)];
  const shaped = new Map<DefinitionId, Definition>();
  for (const [id, file] of files) {
    const document = shapeOf(resolved.documents.get(file));
    if (document) shaped.set(id, document);
  }
  const documents = new Map<DefinitionId, Definition>();
  for (const [id, file] of files) {
    const context = { definitions: shaped, currency, language };
    const result = validateDefinition(resolved.documents.get(file), context, id);
    if (result.valid) {
      documents.set(id, result.document);
      continue;
    }
    // References were resolved above: one that is not found now is to a file that has faults of its own, or was reported.
    const own = result.errors.filter(({ code }) => code !== 'unknown-reference');
    faults.push(...own.map((error) => asFault(error, file, files, language)));
  }
  return { documents, files, faults };
}

/** What can be referred to: a definition of the right shape, whatever else is wrong with it. */
function shapeOf(document: unknown): Definition | undefined {
  try {
    const read = definition.safeParse(upgradeDefinition(document));
    return read.success ? read.data : undefined;
  } catch (error) {
    // Nested deeper than the schema can follow; validation says so.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What messages call an id, and a key in its place. */
const asKeys: Readonly<Record<Language, readonly [id: string, key: string]>> = {
  en: ['the id of ', 'the key of '],
  de: ['die ID ', 'der Schlüssel '],
};

/** The error where it stands in the file. In files definitions are referred to by key, so ids are said as keys. */
function asFault(
  { path, message }: DefinitionError,
  { source }: DefinitionFile,
  files: ReadonlyMap<DefinitionId, DefinitionFile>,
  language: Language,
): Fault {
  const said = message
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => files.get(id)?.key ?? id)
    .replaceAll(...asKeys[language]);
  return { file: source.file, line: source.lineOf(path), path, message: said };
}

function sharedNames(read: readonly DefinitionFile[]): Fault[] {
  const first = new Map<string, DefinitionFile>();
  return read.flatMap((file): Fault[] => {
    const { kind, name, source } = file;
    if (name === undefined) return [];
    const other = first.get(`${kind}:${name}`);
    if (!other) {
      first.set(`${kind}:${name}`, file);
      return [];
    }
    const message = `“${name}” is the name in ${other.source.file} already. Within a kind each has its own.`;
    return [{ file: source.file, line: source.lineOf('/name'), path: '/name', message }];
  });
}
