import type { DefinitionKind, Definitions } from '../definition.ts';
import type { ValidationMessages } from '../messages/en-validation.ts';
import type { DefinitionError } from './definition-error.ts';
import { sentences, shown } from './in-words.ts';
import { nearest } from './nearest.ts';

/** The error for something in place of an id; where it is, or is nearly, the name of a definition of that kind, with its id. */
export function referenceByName(
  path: string,
  kind: DefinitionKind,
  written: string,
  definitions: Definitions,
  messages: ValidationMessages,
): DefinitionError {
  const names = new Map(
    [...definitions].filter(([, { kind: has }]) => has === kind).map(([id, { name }]) => [name, id]),
  );
  const name = names.has(written) ? written : nearest(written, names.keys());
  const expected = messages.expected.idOf(kind);
  const message = messages.references.notAnId(kind, shown(written, messages));
  if (name === undefined) return { path, code: 'unknown-reference', message, expected };
  const id = names.get(name)!;
  return {
    path,
    code: 'unknown-reference',
    message: sentences(message, messages.references.hasId(kind, name, id)),
    expected,
    nearest: id,
  };
}
