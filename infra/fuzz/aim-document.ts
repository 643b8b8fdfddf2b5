import { boundBodies, type Described } from './bound-bodies.ts';

interface Parameter {
  name: string;
  in: string;
  schema: unknown;
}

/** As much of an OpenAPI document as is changed. */
export interface Document {
  paths: Record<string, Record<string, Described['paths'][string][string] & { parameters?: Parameter[] }>>;
  components?: Described['components'];
}

/**
 * The document with the ids of things that exist: a made-up id would end at the first look-up, and nothing behind it would be
 * tried. Only what deletes is given made-up ones, so that there is something left to try. The bodies are bounded
 * (`boundBodies`), for the same `turn` in the same way.
 */
export function aimDocument(document: Document, ids: Readonly<Record<string, string[]>>, turn: number): Document {
  const aimed = withoutUnusablePatterns(boundBodies(document, ids, turn)) as Document;
  for (const item of Object.values(aimed.paths)) {
    for (const [method, { parameters = [] }] of Object.entries(item)) {
      for (const parameter of parameters) {
        const known = parameter.in === 'path' ? ids[parameter.name] : undefined;
        const surroundings = parameter.name === 'workspaceId' || parameter.name === 'organisationId';
        if (known && (method !== 'delete' || surroundings))
          parameter.schema = { type: 'string', format: 'uuid', enum: known };
        else if (parameter.name === 'profile') parameter.schema = { type: 'integer', minimum: 0, maximum: 250 };
      }
    }
  }
  return aimed;
}

/** Python's regular expressions know no classes of characters such as \p{Cc}: schemathesis would send nothing at all. */
function withoutUnusablePatterns(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnusablePatterns);
  if (value === null || typeof value !== 'object') return value;
  const usable = ([key, inner]: [string, unknown]): boolean =>
    key !== 'pattern' || typeof inner !== 'string' || !inner.includes('\\p{');
  return Object.fromEntries(
    Object.entries(value)
      .filter(usable)
      .map(([key, inner]) => [key, withoutUnusablePatterns(inner)]),
  );
}
