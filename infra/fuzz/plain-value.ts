import { named, type Schema, type Schemas } from './body-schema.ts';

interface Plain {
  value: unknown;
  /** How many schemas it was made of; infinite where there is no end to it. */
  size: number;
}

/**
 * The smallest value that `schema` allows: of a union the smallest alternative, of an object what is required, of an enum the
 * first. Throws where every value contains another of its own kind, for it would have no end.
 */
export function plainValue(schema: Schema, schemas: Schemas): unknown {
  const { value, size } = plain(schema, schemas, []);
  if (size === Infinity) throw new Error(`No value of ${JSON.stringify(schema)} comes to an end.`);
  return value;
}

function plain(schema: Schema, schemas: Schemas, within: readonly string[]): Plain {
  const { $ref, oneOf, anyOf, enum: values } = schema;
  if ($ref !== undefined) {
    const { name, schema: component } = named($ref, schemas);
    return within.includes(name) ? { value: null, size: Infinity } : plain(component, schemas, [...within, name]);
  }
  const alternatives = oneOf ?? anyOf;
  if (alternatives) {
    return alternatives
      .map((alternative) => plain(alternative, schemas, within))
      .reduce((best, next) => (next.size < best.size ? next : best));
  }
  if (values) return { value: values[0], size: 1 };
  return schema.type === 'object' || schema.type === 'array'
    ? plainContainer(schema, schemas, within)
    : { value: plainScalar(schema), size: 1 };
}

function plainContainer(schema: Schema, schemas: Schemas, within: readonly string[]): Plain {
  if (schema.type === 'array') {
    // One item even where none is allowed: an empty list says little.
    const item = plain(schema.items ?? {}, schemas, within);
    return { value: Array.from({ length: Math.max(schema.minItems ?? 0, 1) }, () => item.value), size: item.size + 1 };
  }
  const parts = (schema.required ?? []).map(
    (name) => [name, plain(schema.properties?.[name] ?? {}, schemas, within)] as const,
  );
  return {
    value: Object.fromEntries(parts.map(([name, { value }]) => [name, value])),
    size: parts.reduce((sum, [, { size }]) => sum + size, 1),
  };
}

/** Of a text's pattern nothing is known here: it should allow an x. */
function plainScalar({ type, format, minimum = 1, maximum = Infinity, minLength = 1 }: Schema): unknown {
  if (type === 'boolean') return true;
  if (type === 'number' || type === 'integer') return Math.min(Math.max(minimum, 1), maximum);
  if (type !== 'string') return null;
  if (format === 'uuid') return '00000000-0000-4000-8000-000000000000';
  if (format === 'date') return '2026-01-01';
  if (format === 'date-time') return '2026-01-01T00:00:00Z';
  return 'x'.repeat(Math.max(minLength, 1));
}
