import { z } from 'zod';
import { definition } from '../src/index.ts';

/** Something that can be written in a definition: a type of a union, a value to choose, or a field that may be left out. */
export interface Construct {
  /** The schema it belongs to, by its name: `Window`. */
  of: string;
  /** The field that it stands in, or is. */
  field: string;
  /** What is chosen there; null for a field. */
  value: string | null;
}

type Schema = z.core.$ZodType;

/** One noun for schemas that differ only in where they stand: comparisons with constants, kinds of condition, units. */
function nounOf(name: string, field: string): string {
  if (field === 'kind') return 'Definition';
  if (field === 'unit') return 'Unit';
  if ((field === 'filter' || field === 'distinctBy') && name !== 'EventPattern') return 'EventSelection';
  if (field === 'method' || field === 'level') return 'Quantile';
  if (name === 'ConstantComparison') return 'Comparison';
  return field === 'type' ? name.replace(/^[A-Z][a-z]+Condition$/, 'Condition') : name;
}

/** Every construct of the language, in the order of the schema. */
export function constructs(): Construct[] {
  const found = new Map<string, Construct>();
  const seen = new Set<Schema>();
  const add = ({ of: name, field, value }: Construct): void => {
    if (field === 'description') return;
    const of = nounOf(name, field);
    found.set(`${of} ${field} ${value}`, { of, field, value });
  };

  const visit = (schema: Schema, of: string, field: string): void => {
    const name = z.globalRegistry.get(schema)?.id ?? of;
    if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return visit(schema.unwrap(), name, field);
    if (schema instanceof z.ZodEnum) {
      for (const value of schema.options) add({ of: name, field, value: String(value) });
      return;
    }
    // A schema with a name is looked at once, wherever it is used.
    if (seen.has(schema)) return;
    seen.add(schema);
    // Not `unwrap`, which makes the schema anew each time.
    if (schema instanceof z.ZodLazy) return visit(schema._zod.innerType, name, '');
    if (schema instanceof z.ZodArray) return visit(schema.element, name, field);
    if (schema instanceof z.ZodUnion) {
      // A union within an object has no name of its own; its field tells it from the others there.
      const inner = field === '' || z.globalRegistry.has(schema) ? name : `${name} ${field}`;
      for (const option of schema.options) visit(option, inner, field);
      return;
    }
    if (schema instanceof z.ZodObject) visitObject(schema, name);
  };

  const visitObject = (schema: z.ZodObject, name: string): void => {
    for (const [field, inner] of Object.entries<Schema>(schema.shape)) {
      if (inner instanceof z.ZodLiteral && typeof inner.value === 'string')
        add({ of: name, field, value: inner.value });
      const leavable = inner instanceof z.ZodOptional || (inner instanceof z.ZodDefault && field !== 'formatVersion');
      if (leavable) add({ of: name, field, value: null });
      visit(inner, name, field);
    }
  };
  visit(definition, 'Definition', '');
  return [...found.values()];
}
