import type { z } from 'zod';
import type { DefinitionKind, Definitions } from '../definition.ts';
import type { ValidationMessages } from '../messages/en-validation.ts';
import { pointer, type DefinitionError } from './definition-error.ts';
import { expectedOf } from './expected.ts';
import { cut, sentences, shown } from './in-words.ts';
import { nearest } from './nearest.ts';
import { referenceByName } from './reference-by-name.ts';
import { refusal } from './refusal.ts';
import { objectFor, schemaAt, typesOf, valueAt } from './schema-at.ts';

type Issue = z.core.$ZodIssue;

/** What a check of shapes looks at beside the document: `definitions` tell which id is meant where a name was written. */
interface ShapeContext {
  definitions: Definitions;
  messages: ValidationMessages;
}

/** What a schema refuses, said so that it teaches. */
export function shapeErrors(
  root: z.core.$ZodType,
  document: unknown,
  issues: readonly Issue[],
  context: ShapeContext,
): DefinitionError[] {
  const misspelt = new Set<string>();
  const found = issues.flatMap((issue): DefinitionError[] => {
    if (issue.code !== 'unrecognized_keys') return [];
    return unknownFields(root, document, issue, misspelt, context.messages);
  });
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') continue;
    const path = pointer(issue.path);
    // A field that is misspelt is not missing as well.
    if (!misspelt.has(path) || valueAt(document, issue.path) !== undefined)
      found.push(shapeError(root, document, issue, context));
  }
  return found;
}

function unknownFields(
  root: z.core.$ZodType,
  document: unknown,
  issue: Extract<Issue, { code: 'unrecognized_keys' }>,
  misspelt: Set<string>,
  messages: ValidationMessages,
): DefinitionError[] {
  const value = valueAt(document, issue.path);
  const schema = schemaAt(root, document, issue.path);
  const fields = Object.keys((schema && objectFor(schema, value)?.shape) ?? {});
  const free = fields.filter((field) => valueAt(value, [field]) === undefined);
  return issue.keys.slice(0, 20).map((key) => {
    const meant = nearest(key, free) ?? nearest(key, fields);
    const path = pointer([...issue.path, key]);
    if (meant !== undefined) misspelt.add(pointer([...issue.path, meant]));
    const expected = messages.expected.allOf(fields);
    const { unknownField, fields: listed } = messages.shape;
    const message = sentences(unknownField(cut(key)), meant && messages.didYouMean(meant), listed(fields));
    return { path, code: 'unknown-field', message, expected, ...(meant !== undefined && { nearest: meant }) };
  });
}

function shapeError(
  root: z.core.$ZodType,
  document: unknown,
  issue: Issue,
  { definitions, messages }: ShapeContext,
): DefinitionError {
  const path = pointer(issue.path);
  const value = valueAt(document, issue.path);
  const name = issue.path.findLast((part) => typeof part === 'string') ?? '';
  const schema = schemaAt(root, document, issue.path);
  // The issue of a union stands at its discriminator.
  const union = issue.code === 'invalid_union' ? unionAt(root, document, issue.path) : null;
  const expected = union ? messages.expected.oneOf(union) : expectedOf(schema, messages.expected, String(name));
  if (value === undefined) {
    const { missing, missingDocument } = messages.shape;
    const message = issue.path.length === 0 ? missingDocument(expected) : missing(String(name), expected);
    return { path, code: 'missing-field', message, expected };
  }
  const refused = refusal(issue.message, messages);
  if (refused !== undefined) return { path, code: 'invalid', message: refused, expected };
  if (issue.code === 'invalid_format' && issue.format === 'uuid' && typeof value === 'string')
    return referenceByName(path, name as DefinitionKind, value, definitions, messages);
  const choices = union ?? (issue.code === 'invalid_value' ? issue.values.map(String) : []);
  const meant = typeof value === 'string' ? nearest(value, choices) : undefined;
  const message = sentences(
    messages.expectedNot(expected, shown(value, messages)),
    meant && messages.didYouMean(meant),
  );
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
