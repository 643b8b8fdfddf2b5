/** As much of a JSON schema as is looked at. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  maximum?: number;
  [keyword: string]: unknown;
}

/** The components of a document by name. */
export type Schemas = Readonly<Record<string, Schema>>;

/** The component that a reference names, with its name. Throws where the document has none. */
export function named(reference: string, schemas: Schemas): { name: string; schema: Schema } {
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  const schema = schemas[name];
  if (!schema) throw new Error(`The document has no ${reference}.`);
  return { name, schema };
}

/** Names of the components that a schema leads to. */
export function reachable(schema: Schema, schemas: Schemas): Set<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    const { $ref } = value as Schema;
    if (typeof $ref === 'string') {
      const found = named($ref, schemas);
      if (names.has(found.name)) return;
      names.add(found.name);
      visit(found.schema);
    }
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(schema);
  return names;
}

/** The same schema, in which an id by one of these names is one of the known ones. */
export function withKnownIds<T>(value: T, ids: Readonly<Record<string, string[]>>, name = ''): T {
  if (value === null || typeof value !== 'object') return value;
  const known = ids[name];
  if (known && (value as Schema).format === 'uuid') return { ...value, enum: known };
  if (Array.isArray(value)) return value.map((inner) => withKnownIds(inner as unknown, ids)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withKnownIds(inner as unknown, ids, key)]),
  ) as T;
}
