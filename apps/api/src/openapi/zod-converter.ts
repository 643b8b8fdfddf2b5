import type { SwaggerDocumentOptions } from '@nestjs/swagger';
import { z } from 'zod';
import { documentedSchema } from './documented-as.ts';

type Converter = NonNullable<SwaggerDocumentOptions['standardSchemaConverter']>;

/** Marks components in the shape that requests have, until they are found equal to the answers' or given a name. */
export const REQUEST_MARK = '__request';

/** Turns zod schemas into JSON Schema 2020-12, what OpenAPI 3.1 speaks; those with an `id` become components. */
export const zodConverter: Converter = (schema, { schemaType }) => {
  const json = describe(schema as z.ZodType, schemaType);
  const mark = schemaType === 'input' ? REQUEST_MARK : '';
  const components: Record<string, unknown> = {};
  const add = (definitions: Record<string, unknown> = {}): void => {
    for (const [id, definition] of Object.entries(definitions)) components[`${id}${mark}`] = cleaned(definition, mark);
  };
  add(json.$defs);
  for (const id of mentioned(json)) {
    const stands = documentedSchema(id);
    if (stands) add(describe(stands, schemaType).$defs);
  }
  return { schema: cleaned(json.properties?.['root'], mark), components };
};

function describe(schema: z.ZodType, io: 'input' | 'output') {
  return z.toJSONSchema(z.object({ root: schema }), { target: 'draft-2020-12', io, unrepresentable: 'any' });
}

/** Ids of the schemas that something in a description stands for: see `documentedAs`. */
function mentioned(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'documentedAs' && typeof inner === 'string' ? [inner] : mentioned(inner),
  );
}

function cleaned(value: unknown, mark: string): unknown {
  if (Array.isArray(value)) return value.map((item) => cleaned(item, mark));
  if (value === null || typeof value !== 'object') return value;
  if ('documentedAs' in value && typeof value.documentedAs === 'string')
    return { $ref: `#/components/schemas/${value.documentedAs}${mark}` };
  const result: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$ref' && typeof inner === 'string')
      result[key] = inner.replace('#/$defs/', '#/components/schemas/') + mark;
    // Left over from the registry of names; not a keyword of the target's.
    else if (key === 'id' && typeof inner === 'string') continue;
    // The pattern says again, at length, what the format says.
    else if (key === 'pattern' && 'format' in value) continue;
    else result[key] = cleaned(inner, mark);
  }
  return result;
}
