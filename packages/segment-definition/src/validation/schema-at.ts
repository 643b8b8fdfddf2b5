import { z } from 'zod';

/** A schema without what is wrapped round it: optional, default, lazy. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return bare(schema.unwrap());
  // Not `unwrap`, which makes the schema anew each time.
  if (schema instanceof z.ZodLazy) return bare(schema._zod.innerType);
  return schema;
}

/** The values a union is told apart by, in the order of its options; null for other schemas. */
export function typesOf(schema: z.core.$ZodType): { discriminator: string; types: string[] } | null {
  const union = bare(schema);
  if (!(union instanceof z.ZodDiscriminatedUnion)) return null;
  const { discriminator } = union.def;
  return { discriminator, types: union.options.flatMap((option) => literalsOf(option, discriminator)) };
}

function literalsOf(option: z.core.$ZodType, discriminator: string): string[] {
  const inner = bare(option);
  if (inner instanceof z.ZodDiscriminatedUnion) return typesOf(inner)!.types;
  const field = inner instanceof z.ZodObject ? bare(inner.shape[discriminator]!) : undefined;
  if (field instanceof z.ZodLiteral) return [...field.values].map(String);
  return field instanceof z.ZodEnum ? field.options.map(String) : [];
}

/** The object that a value is meant to be: of a union, the option that it names. */
export function objectFor(schema: z.core.$ZodType, value: unknown): z.ZodObject | undefined {
  const inner = bare(schema);
  if (inner instanceof z.ZodObject) return inner;
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return undefined;
  const { discriminator } = inner.def;
  const said = propertyOf(value, discriminator);
  const option = inner.options.find(
    (each) => typeof said === 'string' && literalsOf(each, discriminator).includes(said),
  );
  return option && objectFor(option, value);
}

/** The schema of a place in a document, undefined where there is none. */
export function schemaAt(
  root: z.core.$ZodType,
  document: unknown,
  path: readonly PropertyKey[],
): z.core.$ZodType | undefined {
  let schema: z.core.$ZodType | undefined = root;
  let value = document;
  for (const part of path) {
    const inner: z.core.$ZodType | undefined = schema && bare(schema);
    if (inner instanceof z.ZodArray) schema = inner.element;
    else schema = inner && objectFor(inner, value)?.shape[String(part)];
    value = propertyOf(value, part);
  }
  return schema;
}

/** The value at a place, undefined where there is none. */
export function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(propertyOf, document);
}

function propertyOf(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<PropertyKey, unknown>)[key];
}
