import { named, reachable, withKnownIds, type Schema, type Schemas } from './body-schema.ts';
import { plainValue } from './plain-value.ts';

/** As much of an OpenAPI document as is read and changed here. */
export interface Described {
  paths: Record<string, Record<string, { requestBody?: { content?: Record<string, { schema?: Schema }> } }>>;
  components?: { schemas?: Record<string, Schema> };
}

/** Alternatives that a union may have without being dealt out. */
const wide = 4;
/** Unions lie within unions no deeper than this. */
const mostRounds = 10;

/**
 * The document with every request body written out without references, so that the requests made from it come to an end, and
 * are few:
 *
 * - In a body, a component of parts stands in full once, where the fewest steps lead to it. Everywhere else it is the plainest
 *   of its values: a tree of conditions has every kind of condition on top, and one below.
 * - The alternatives of a component with more than four are dealt out among the bodies that reach it, so that each is sent by
 *   one of them. By which, is turned on by `turn`, a whole number from 0.
 *
 * `ids` are known ones by the names that bodies give them. Answers are as they were: what the API sends is held to the real
 * schemas.
 */
export function boundBodies<T extends Described>(
  document: T,
  ids: Readonly<Record<string, string[]>>,
  turn: number,
): T {
  const schemas = withKnownIds(document.components?.schemas ?? {}, ids);
  const bounded = structuredClone(document);
  const bodies = Object.values(bounded.paths)
    .flatMap((item) => Object.values(item))
    .flatMap(({ requestBody }) => Object.values(requestBody?.content ?? {}));
  const plain = bodies.map(({ schema }) => schema && withKnownIds(schema, ids));
  let reached = plain.map((schema) => reachable(schema ?? {}, schemas));
  // A body that was dealt another alternative above does not come to a component below: then others share it.
  for (let round = 0; round < mostRounds; round += 1) {
    const share = (index: number): Share => {
      return (name) => {
        const sharers = reached.flatMap((names, sharer) => (names.has(name) ? [sharer] : []));
        return { hand: sharers.indexOf(index) + turn, hands: sharers.length };
      };
    };
    const written = plain.map((schema, index) => schema && writeOut(schema, schemas, share(index)));
    for (const [index, body] of bodies.entries()) if (written[index]) body.schema = written[index].schema;
    const came = written.map((each) => each?.components ?? new Set<string>());
    if (came.every((names, index) => names.size === reached[index]!.size)) break;
    reached = came;
  }
  return bounded;
}

/** Which of how many hands a body has of a component's alternatives. */
type Share = (component: string) => { hand: number; hands: number };

/** Level by level, so that a component is in full where it is nearest, not where it is met first. Says which it came to. */
function writeOut(body: Schema, schemas: Schemas, share: Share): { schema: Schema; components: Set<string> } {
  const written = new Set<string>();
  const root: Record<string, unknown> = { body };
  const waiting: [holder: Record<string, unknown>, key: string][] = [[root, 'body']];
  // Grows while it is gone through.
  for (const [holder, key] of waiting) {
    const level = opened(holder[key]);
    holder[key] = level;
    if (level === null || typeof level !== 'object') continue;
    for (const inner of Object.keys(level)) waiting.push([level as Record<string, unknown>, inner]);
  }
  return { schema: root['body'] as Schema, components: written };

  /** This level of a schema, a reference taken for what it names. */
  function opened(value: unknown): unknown {
    if (Array.isArray(value)) return [...(value as unknown[])];
    if (value === null || typeof value !== 'object') return value;
    const { $ref, ...beside } = value as Schema;
    if (typeof $ref !== 'string') return beside;
    const { name, schema } = named($ref, schemas);
    if (written.has(name) && !isScalar(schema)) return { enum: [plainValue(schema, schemas)] };
    written.add(name);
    return { ...(opened(deal(schema, share(name))) as Schema), ...beside };
  }
}

/** Costs nothing to have in full. */
function isScalar({ type, oneOf, anyOf }: Schema): boolean {
  return type !== 'object' && type !== 'array' && !oneOf && !anyOf;
}

/** Of a wide union, the alternatives of one hand. */
function deal(schema: Schema, { hand, hands }: ReturnType<Share>): Schema {
  const dealt = (alternatives: Schema[]): Schema[] =>
    alternatives.length > wide ? alternatives.filter((_, index) => index % hands === hand % hands) : alternatives;
  const { oneOf, anyOf } = schema;
  return { ...schema, ...(oneOf && { oneOf: dealt(oneOf) }), ...(anyOf && { anyOf: dealt(anyOf) }) };
}
