import type { SwaggerDocumentOptions } from '@nestjs/swagger';
import { z } from 'zod';

type Converter = NonNullable<SwaggerDocumentOptions['standardSchemaConverter']>;

/** Marks components in the shape that requests have, until they are found equal to the answers' or given a name. */
export const REQUEST_MARK = '__request';

/** Turns zod schemas into JSON Schema 2020-12, what OpenAPI 3.1 speaks; those with an `id` become components. */
export const zodConverter: Converter = (schema, { schemaType }) => {
  const json = z.toJSONSchema(z.object({ root: schema as z.ZodType }), {
    target: 'draft-2020-12',
    io: schemaType,
    unrepresentable: 'any',
  });
  const mark = schemaType === 'input' ? REQUEST_MARK : '';
  const components: Record<string, unknown> = {};
  for (const [id, definition] of Object.entries(json.$defs ?? {}))
    components[`${id}${mark}`] = cleaned(definition, mark);
  return { schema: cleaned(json.properties?.['root'], mark), components };
};

function cleaned(value: unknown, mark: string): unknown {
  if (Array.isArray(value)) return value.map((item) => cleaned(item, mark));
  if (value === null || typeof value !== 'object') return value;
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
