interface Parameter {
  name: string;
  in: string;
  schema: unknown;
}

/** As much of an OpenAPI document as is changed. */
export interface Document {
  paths: Record<string, Record<string, { parameters?: Parameter[] }>>;
  components?: { schemas?: Record<string, unknown> };
}

/**
 * Stands for every definition. Their schema is a tree of trees, out of which schemathesis makes more combinations than it can send in an hour;
 * thousands of broken definitions of every construct are tried in segment-definition's own tests.
 */
const anyDefinition = {
  type: 'object',
  required: ['kind', 'name'],
  properties: {
    kind: { type: 'string', enum: ['aggregate', 'expression', 'metric', 'segment'] },
    name: { type: 'string' },
    formatVersion: { type: 'integer' },
    description: { type: 'string' },
    actions: { type: 'array', items: { type: 'string' } },
    aggregator: { type: 'object' },
    window: { type: 'object' },
    formula: { type: 'object' },
    measure: { type: 'object' },
    where: { type: 'object' },
    refine: { type: 'object' },
  },
};

/**
 * The document with the ids of things that exist: a made-up id would end at the first look-up, and nothing behind it would be
 * tried. Only what deletes is given made-up ones, so that there is something left to try.
 */
export function aimDocument(document: Document, ids: Readonly<Record<string, string[]>>): Document {
  const aimed = withoutUnusablePatterns(document) as Document;
  if (aimed.components?.schemas?.['Definition']) aimed.components.schemas['Definition'] = anyDefinition;
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
