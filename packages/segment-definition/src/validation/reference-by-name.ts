import type { Definitions } from '../definition.ts';
import type { DefinitionError } from './definition-error.ts';
import { aKind, shown } from './in-words.ts';
import { nearest } from './nearest.ts';

/** The error for something in place of an id; where it is, or is nearly, the name of a definition of that kind, with its id. */
export function referenceByName(
  path: string,
  kind: string,
  written: string,
  definitions: Definitions,
): DefinitionError {
  const names = new Map(
    [...definitions].filter(([, { kind: has }]) => has === kind).map(([id, { name }]) => [name, id]),
  );
  const name = names.has(written) ? written : nearest(written, names.keys());
  const expected = `the id of ${aKind(kind)}`;
  const message = `Expected ${expected}, not ${shown(written)}: definitions refer to one another by id.`;
  if (name === undefined) return { path, code: 'unknown-reference', message, expected };
  const id = names.get(name)!;
  return {
    path,
    code: 'unknown-reference',
    message: `${message} The ${kind} “${name}” has the id ${id}.`,
    expected,
    nearest: id,
  };
}
