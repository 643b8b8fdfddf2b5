import type { z } from 'zod';
import type { Definitions } from '../definition.ts';
import { pointer, type DefinitionError } from './definition-error.ts';
import { expectedOf } from './expected.ts';
import { cut, oneOf, shown } from './in-words.ts';
import { referenceByName } from './reference-by-name.ts';
import { didYouMean, nearest } from './nearest.ts';
import { objectFor, schemaAt, typesOf, valueAt } from './schema-at.ts';

type Issue = z.core.$ZodIssue;

/** What a schema refuses, said so that it teaches. `definitions` tell which id is meant where a name was written. */
export function shapeErrors(
  root: z.core.$ZodType,
  document: unknown,
  issues: readonly Issue[],
  definitions: Definitions,
): DefinitionError[] {
  const misspelt = new Set<string>();
  const found = issues.flatMap((issue): DefinitionError[] => {
    if (issue.code !== 'unrecognized_keys') return [];
    return unknownFields(root, document, issue, misspelt);
  });
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') continue;
    const path = pointer(issue.path);
    // A field that is misspelt is not missing as well.
    if (!misspelt.has(path) || valueAt(document, issue.path) !== undefined)
      found.push(shapeError(root, document, issue, definitions));
  }
  return found;
}

function unknownFields(
  root: z.core.$ZodType,
  document: unknown,
  issue: Extract<Issue, { code: 'unrecognized_keys' }>,
  misspelt: Set<string>,
): DefinitionError[] {
  const value = valueAt(document, issue.path);
  const schema = schemaAt(root, document, issue.path);
  const fields = Object.keys((schema && objectFor(schema, value)?.shape) ?? {});
  const free = fields.filter((field) => valueAt(value, [field]) === undefined);
  return issue.keys.slice(0, 20).map((key) => {
    const meant = nearest(key, free) ?? nearest(key, fields);
    const path = pointer([...issue.path, key]);
    if (meant !== undefined) misspelt.add(pointer([...issue.path, meant]));
    const expected = oneOf(fields, 'and');
    const message = `There is no field \`${cut(key)}\` here.${didYouMean(meant)} The fields are ${expected}.`;
    return { path, code: 'unknown-field', message, expected, ...(meant !== undefined && { nearest: meant }) };
  });
}

function shapeError(root: z.core.$ZodType, document: unknown, issue: Issue, definitions: Definitions): DefinitionError {
  const path = pointer(issue.path);
  const value = valueAt(document, issue.path);
  const name = issue.path.findLast((part) => typeof part === 'string') ?? '';
  const schema = schemaAt(root, document, issue.path);
  // The issue of a union stands at its discriminator.
  const union = issue.code === 'invalid_union' ? unionAt(root, document, issue.path) : null;
  const expected = union ? oneOf(union) : expectedOf(schema, String(name));
  if (value === undefined) {
    const what = issue.path.length === 0 ? 'The document' : `\`${String(name)}\``;
    return { path, code: 'missing-field', message: `${what} is missing. Expected ${expected}.`, expected };
  }
  if (issue.code === 'custom' || (issue.code === 'invalid_format' && issue.format === 'regex'))
    return { path, code: 'invalid', message: issue.message, expected };
  if (issue.code === 'too_small' && issue.message === 'Give it a name.')
    return { path, code: 'invalid', message: issue.message, expected };
  if (issue.code === 'invalid_format' && issue.format === 'uuid' && typeof value === 'string')
    return referenceByName(path, String(name), value, definitions);
  const choices = union ?? (issue.code === 'invalid_value' ? issue.values.map(String) : []);
  const meant = typeof value === 'string' ? nearest(value, choices) : undefined;
  const message = `Expected ${expected}, not ${shown(value)}.${didYouMean(meant)}`;
  return {
    path,
    code: union ? 'unknown-type' : 'invalid',
    message,
    expected,
    ...(meant !== undefined && { nearest: meant }),
  };
}

function unionAt(root: z.core.$ZodType, document: unknown, path: readonly PropertyKey[]): string[] | null {
  const schema = schemaAt(root, document, path.slice(0, -1));
  const union = schema && typesOf(schema);
  return union && union.discriminator === path.at(-1) ? union.types : null;
}
