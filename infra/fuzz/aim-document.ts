interface Parameter {
  name: string;
  in: string;
  schema: unknown;
}

interface Document {
  paths: Record<string, Record<string, { parameters?: Parameter[] }>>;
}

/** The document with the ids of things that exist: a made-up id would end at the first look-up, and nothing behind it would be tried. */
export function aimDocument(document: Document, ids: Readonly<Record<string, string[]>>): Document {
  const aimed = structuredClone(document);
  for (const item of Object.values(aimed.paths)) {
    for (const { parameters = [] } of Object.values(item)) {
      for (const parameter of parameters) {
        const known = parameter.in === 'path' ? ids[parameter.name] : undefined;
        if (known) parameter.schema = { type: 'string', format: 'uuid', enum: known };
        else if (parameter.name === 'profile') parameter.schema = { type: 'integer', minimum: 0, maximum: 250 };
      }
    }
  }
  return aimed;
}
