import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { boundBodies, type Described } from './bound-bodies.ts';
import { named, reachable, type Schema } from './body-schema.ts';

const jsonOf = (name: string) => ({
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
});
const kind = (type: string, properties: Record<string, Schema> = {}): Schema => ({
  type: 'object',
  properties: { type: { type: 'string', enum: [type] }, ...properties },
  required: ['type', ...Object.keys(properties)],
});
const tree: Schema = { $ref: '#/components/schemas/Tree' };
const leaf: Schema = kind('leaf', { segment: { type: 'string', format: 'uuid' } });
const small: Described = {
  paths: {
    '/trees': { post: { requestBody: jsonOf('Tree') } },
    '/groves': { put: { requestBody: jsonOf('Grove') } },
  },
  components: {
    schemas: {
      Tree: { oneOf: [kind('all', { of: { type: 'array', items: tree } }), kind('not', { of: tree }), leaf] },
      Grove: kind('grove', {
        deep: { type: 'object', properties: { tree } },
        tree,
        colour: { $ref: '#/components/schemas/Colour' },
      }),
      Colour: { oneOf: ['red', 'green', 'blue', 'white', 'black'].map((name) => kind(name)) },
    },
  },
};

function bodiesOf({ paths }: Described): Schema[] {
  return Object.values(paths)
    .flatMap((item) => Object.values(item))
    .flatMap(({ requestBody }) => Object.values(requestBody?.content ?? {}))
    .flatMap(({ schema }) => (schema ? [schema] : []));
}

test('a tree has every kind on top, and below it the plainest, with a known id', () => {
  const below = { enum: [{ type: 'leaf', segment: 'known' }] };
  const [body] = bodiesOf(boundBodies(small, { segment: ['known'] }, 0));
  expect(body).toEqual({
    oneOf: [
      kind('all', { of: { type: 'array', items: below } }),
      kind('not', { of: below }),
      kind('leaf', { segment: { type: 'string', format: 'uuid', enum: ['known'] } }),
    ],
  });
});

test('a component is in full where it is nearest', () => {
  const [, body] = bodiesOf(boundBodies(small, {}, 0));
  expect(body?.properties?.['tree']?.oneOf).toHaveLength(3);
  expect(body?.properties?.['deep']?.properties?.['tree']?.enum).toHaveLength(1);
});

test('a wide union is dealt out, and the turn moves the hands on', () => {
  const paths = { ...small.paths, '/woods': { post: { requestBody: jsonOf('Grove') } } };
  const hands = (turn: number): (string | undefined)[] =>
    bodiesOf(boundBodies({ ...small, paths }, {}, turn))
      .slice(1)
      .map(({ properties }) =>
        properties?.['colour']?.oneOf?.map((colour) => colour.properties?.['type']?.enum).join(),
      );
  expect(hands(0)).toEqual(['red,blue,black', 'green,white']);
  expect(hands(1)).toEqual(['green,white', 'red,blue,black']);
});

test('what has no end is refused', () => {
  const endless = structuredClone(small);
  endless.components!.schemas!['Tree'] = kind('not', { of: tree });
  expect(() => boundBodies(endless, {}, 0)).toThrow('comes to an end');
});

const described = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../apps/api/openapi.json'), 'utf8'),
) as Described;

/** What every object schema within says of its kind, and its properties: by this an alternative is told from the others. */
function kindsIn(schema: unknown): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    const { type, properties } = value as Schema;
    if (type === 'object' && properties) {
      const { type: ownType, kind: ownKind } = properties;
      const own = ownType ?? ownKind;
      const { enum: names } = own?.$ref ? named(own.$ref, described.components?.schemas ?? {}).schema : (own ?? {});
      found.add(JSON.stringify([names, Object.keys(properties).sort()]));
    }
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(schema);
  return found;
}

test.each([0, 1, 2, 3])("the API's bodies are small and lack no kind of anything (turn %i)", (turn) => {
  const schemas = described.components?.schemas ?? {};
  const before = bodiesOf(described);
  const bounded = boundBodies(described, {}, turn);
  const after = bodiesOf(bounded);
  expect(JSON.stringify(after)).not.toContain('$ref');
  expect(JSON.stringify(after).length).toBeLessThan(80_000);
  const components = before.flatMap((body) => [...reachable(body, schemas)]).map((name) => schemas[name]);
  expect(kindsIn(after)).toEqual(kindsIn([before, components]));
  expect(bounded.components).toEqual(described.components);
});
