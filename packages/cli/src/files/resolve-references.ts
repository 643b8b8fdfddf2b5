import { nearest, type DefinitionId, type DefinitionKind } from '@cutline/segment-definition';
import type { DefinitionFile } from './definition-file.ts';
import type { Fault } from './fault.ts';
import { rewriteReferences } from './references.ts';

/** Writes ids in place of keys; says which keys are not there, but for those of files that could not be read. */
export function resolveReferences(
  read: readonly DefinitionFile[],
  idOf: (file: DefinitionFile) => DefinitionId,
  unread: readonly { kind: DefinitionKind; key: string }[],
): { documents: Map<DefinitionFile, Record<string, unknown>>; faults: Fault[] } {
  const faults: Fault[] = [];
  const documents = new Map(
    read.map((file) => {
      const document = rewriteReferences(file.document, (key, kind, path) => {
        const target = read.find((each) => each.kind === kind && each.key === key);
        if (target) return idOf(target);
        if (unread.some((each) => each.kind === kind && each.key === key)) return key;
        const { source } = file;
        faults.push({ file: source.file, line: source.lineOf(path), path, message: unknownKey(key, kind, read) });
        return key;
      });
      return [file, document];
    }),
  );
  return { documents, faults };
}

function unknownKey(key: string, kind: DefinitionKind, read: readonly DefinitionFile[]): string {
  const article = /^[aeio]/.test(kind) ? 'an' : 'a';
  const ofOther = read.find((each) => each.key === key);
  if (ofOther) return `\`${key}\` is the key of “${ofOther.name ?? key}”, not of ${article} ${kind}.`;
  const candidates = read.filter((each) => each.kind === kind);
  const named = candidates.find(({ name }) => name === key);
  if (named) return `“${key}” is a name. Definitions refer to one another by key: \`${named.key}\`.`;
  const near = nearest(
    key,
    candidates.map((each) => each.key),
  );
  const hint = near ? ` Did you mean \`${near}\`?` : '';
  return `There is no ${kind} with the key \`${key}\` among the files.${hint}`;
}
