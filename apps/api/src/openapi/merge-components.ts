import type { OpenAPIObject } from '@nestjs/swagger';
import { REQUEST_MARK } from './zod-converter.ts';

/**
 * A schema with defaults looks one way in requests and another in answers. Where both are the same, one component
 * remains; where they differ, the requests' is called `…Input`.
 */
export function mergeComponents(document: OpenAPIObject): OpenAPIObject {
  const schemas: Record<string, unknown> = document.components?.schemas ?? {};
  const marked = Object.keys(schemas).filter((name) => name.endsWith(REQUEST_MARK));
  const differing = new Set(
    marked.filter((name) => base(name) in schemas && own(schemas[name]) !== own(schemas[base(name)])),
  );
  // What refers to a differing one differs as well.
  for (let grown = true; grown;) {
    grown = false;
    for (const name of marked) {
      if (differing.has(name) || !(base(name) in schemas)) continue;
      if (![...differing].some((other) => JSON.stringify(schemas[name]).includes(`"#/components/schemas/${other}"`)))
        continue;
      differing.add(name);
      grown = true;
    }
  }
  let text = JSON.stringify({
    ...document,
    components: { ...document.components, schemas: keyed(schemas, differing) },
  });
  for (const name of marked)
    text = text.replaceAll(`"#/components/schemas/${name}"`, `"#/components/schemas/${final(name, differing)}"`);
  return JSON.parse(text) as OpenAPIObject;
}

function keyed(schemas: Record<string, unknown>, differing: Set<string>): Record<string, unknown> {
  const entries = Object.entries(schemas).map(([name, schema]) => [final(name, differing), schema] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function final(name: string, differing: Set<string>): string {
  if (!name.endsWith(REQUEST_MARK)) return name;
  return differing.has(name) ? `${base(name)}Input` : base(name);
}

function base(name: string): string {
  return name.slice(0, -REQUEST_MARK.length);
}

function own(schema: unknown): string {
  return JSON.stringify(schema).replaceAll(REQUEST_MARK, '');
}
