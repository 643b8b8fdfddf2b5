import { describe, expect, it } from 'vitest';
import type { Definition } from './definition.ts';
import { dependantsOf, topologicalOrder } from './topological-order.ts';
import { validateDefinition } from './validate-definition.ts';

const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const aggregate: Definition = {
  formatVersion: 1,
  kind: 'aggregate',
  name: 'Purchases',
  actions: ['transaction.charge'],
  aggregator: { type: 'count' },
  window: { type: 'allTime' },
};
const segment = (name: string, ...of: string[]): Definition => ({
  formatVersion: 1,
  kind: 'segment',
  name,
  where: { type: 'all', of: of.map((each) => ({ type: 'segment', segment: each, is: true })) },
});
const errorsOf = (input: unknown, definitions = new Map<string, Definition>(), as?: string) => {
  const result = validateDefinition(input, definitions, as);
  return result.valid ? [] : result.errors;
};

describe('validateDefinition', () => {
  it('accepts a document and fills in what may be left out', () => {
    const result = validateDefinition({ ...aggregate, formatVersion: undefined }, new Map());
    expect(result).toEqual({ valid: true, document: aggregate });
  });

  it('names the place of each mistake', () => {
    const wrong = { ...aggregate, name: ' ', window: { type: 'last', count: 0, unit: 'fortnight' } };
    expect(errorsOf(wrong).map((error) => error.path)).toEqual(['/name', '/window/count', '/window/unit']);
  });

  it('refuses unknown fields, so that a misspelling is not silently ignored', () => {
    expect(errorsOf({ ...aggregate, filter: {} })).toHaveLength(1);
  });

  it('refuses references to nothing and to the wrong kind, by name', () => {
    const metric = { kind: 'metric', name: 'Line', aggregate: id(2), measure: { type: 'quantile', level: 0.7 } };
    expect(errorsOf(metric)).toMatchObject([{ path: '/aggregate', code: 'unknown-reference' }]);
    const found = errorsOf(metric, new Map([[id(2), segment('Everyone')]]));
    expect(found).toEqual([
      { path: '/aggregate', code: 'wrong-kind', message: '“Everyone” is a segment; here an aggregate is needed.' },
    ]);
  });

  it('refuses a cycle and names its path', () => {
    const definitions = new Map([
      [id(1), segment('One')],
      [id(2), segment('Two', id(1))],
      [id(3), segment('Three', id(2))],
    ]);
    expect(errorsOf(segment('One', id(3)), definitions, id(1))).toMatchObject([
      { code: 'cycle', message: 'It would depend on itself: One → Three → Two → One.' },
    ]);
  });

  it('refuses a window that ends before it begins', () => {
    const window = { type: 'between', start: '2026-02-01', end: '2026-01-01' };
    expect(errorsOf({ ...aggregate, window })).toMatchObject([{ path: '/window/end', code: 'impossible-window' }]);
  });

  it('refuses dates that do not exist, levels and numbers finer than stored', () => {
    expect(errorsOf({ ...aggregate, window: { type: 'since', start: '2026-02-30' } })).toHaveLength(1);
    const metric = { kind: 'metric', name: 'Line', aggregate: id(1), measure: { type: 'quantile', level: 0.70001 } };
    expect(errorsOf(metric, new Map([[id(1), aggregate]]))).toMatchObject([{ path: '/measure/level' }]);
    const operand = { type: 'constant', value: 0.12345 };
    const where = { type: 'aggregate', aggregate: id(1), comparison: 'moreThan', operand };
    expect(errorsOf({ kind: 'segment', name: 'S', where }, new Map([[id(1), aggregate]]))).toMatchObject([
      { path: '/where/operand/value' },
    ]);
  });

  it('refuses bottomless nesting without following it down', () => {
    let where: unknown = { type: 'all', of: [] };
    for (let i = 0; i < 5_000; i++) where = { type: 'not', of: where };
    expect(errorsOf({ kind: 'segment', name: 'Deep', where })).toMatchObject([{ code: 'too-deep' }]);
  });

  it.each([[null], [42], ['x'], [[]], [{}], [{ kind: 'cohort' }], [{ kind: 'segment', name: 'x' }]])(
    'refuses %j',
    (input) => {
      expect(errorsOf(input).length).toBeGreaterThan(0);
    },
  );
});

describe('the graph of definitions', () => {
  const definitions = new Map([
    [id(3), segment('Three', id(2))],
    [id(2), segment('Two', id(1))],
    [id(1), segment('One')],
  ]);

  it('orders what is referred to first', () => {
    expect(topologicalOrder(definitions)).toEqual([id(1), id(2), id(3)]);
  });

  it('finds dependants, near ones first', () => {
    expect(dependantsOf(id(1), definitions)).toEqual([id(2), id(3)]);
    expect(dependantsOf(id(3), definitions)).toEqual([]);
  });
});
