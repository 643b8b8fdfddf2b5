import { describe, expect, it } from 'vitest';
import { everyConstruct, ids, published } from '../../test/every-construct.ts';
import type { Definition } from '../definition.ts';
import { validateDefinition } from './validate-definition.ts';

const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const aggregate: Definition = {
  formatVersion: 2,
  kind: 'aggregate',
  name: 'Purchases',
  actions: ['transaction.charge'],
  aggregator: { type: 'count' },
  window: { type: 'allTime' },
};
const segment = (name: string, ...of: string[]): Definition => ({
  formatVersion: 2,
  kind: 'segment',
  name,
  where: { type: 'all', of: of.map((each) => ({ type: 'segment', segment: each, is: true })) },
});
const errorsOf = (input: unknown, definitions = published, as?: string) => {
  const result = validateDefinition(input, { definitions, currency: 'EUR' }, as);
  return result.valid ? [] : result.errors;
};

describe('validateDefinition', () => {
  it.each(everyConstruct.map((document) => [JSON.stringify(document), document]))('accepts %s', (_, document) => {
    expect(validateDefinition(document, { definitions: published, currency: 'EUR' })).toEqual({
      valid: true,
      document,
    });
  });

  it('fills in what may be left out', () => {
    const result = validateDefinition({ ...aggregate, formatVersion: undefined }, { definitions: new Map() });
    expect(result).toEqual({ valid: true, document: aggregate });
  });

  it('reads a document of format 1 as what it is now', () => {
    const old = {
      formatVersion: 1,
      kind: 'metric',
      name: 'Line',
      aggregate: ids.purchases,
      measure: { type: 'quantile', level: 0.7 },
    };
    expect(validateDefinition(old, { definitions: published })).toMatchObject({
      valid: true,
      document: { formatVersion: 2, measure: { type: 'values', of: { type: 'aggregate', aggregate: ids.purchases } } },
    });
  });

  it('says what is wrong with a document of format 1 in terms of format 1', () => {
    const old = { ...aggregate, formatVersion: 1, window: { type: 'this', unit: 'day' } };
    expect(errorsOf(old)).toMatchObject([
      { path: '/window/type', expected: '`last`, `between`, `since`, `until` or `allTime`' },
    ]);
  });

  it('says that a later format is for a newer version', () => {
    expect(errorsOf({ ...aggregate, formatVersion: 3 })).toEqual([
      {
        path: '/formatVersion',
        code: 'other-format',
        message:
          'This was written for a newer version of Cutline: it is of format 3, and formats 1 and 2 are known here.',
        expected: '2, or nothing',
        nearest: '2',
      },
    ]);
  });

  it('names the place of each mistake', () => {
    const wrong = { ...aggregate, name: ' ', window: { type: 'last', count: 0, unit: 'fortnight' } };
    expect(errorsOf(wrong).map((error) => error.path)).toEqual(['/name', '/window/count', '/window/unit']);
  });

  it('refuses a cycle and names its path', () => {
    const definitions = new Map([
      [id(1), segment('One')],
      [id(2), segment('Two', id(1))],
      [id(3), segment('Three', id(2))],
    ]);
    expect(errorsOf(segment('One', id(3)), definitions, id(1))).toMatchObject([
      {
        path: '/where/of/0/segment',
        code: 'cycle',
        message: 'It would depend on itself: One → Three → Two → One. Take one of these references out.',
      },
    ]);
  });

  it('refuses bottomless nesting without following it down', () => {
    let where: unknown = { type: 'all', of: [] };
    for (let i = 0; i < 5_000; i++) where = { type: 'not', of: where };
    expect(errorsOf({ kind: 'segment', name: 'Deep', where })).toMatchObject([{ code: 'too-deep' }]);
  });

  it('takes 20 levels of groups and refuses the 21st, with its place', () => {
    const nested = (levels: number) => {
      let where: unknown = { type: 'consent', channel: 'email', is: true };
      for (let i = 1; i < levels; i++) where = { type: 'all', of: [where] };
      return { kind: 'segment', name: 'Deep', where };
    };
    expect(errorsOf(nested(20))).toEqual([]);
    expect(errorsOf(nested(21))).toMatchObject([{ code: 'too-deep', path: `/where${'/of/0'.repeat(20)}` }]);
  });

  it('takes 500 conditions, filters included, and refuses one more', () => {
    const filter = { type: 'parameter', parameter: { name: 'x', type: 'string' }, comparison: { type: 'isSet' } };
    const event = { type: 'event', actions: ['buy'], window: { type: 'allTime' }, filter };
    const wide = (count: number) => {
      const of = Array.from({ length: count }, () => event);
      return {
        kind: 'segment',
        name: 'Wide',
        where: {
          type: 'any',
          of: [
            { type: 'all', of: of.slice(0, 150) },
            { type: 'all', of: of.slice(150) },
          ],
        },
      };
    };
    expect(errorsOf(wide(248))).toEqual([]);
    expect(errorsOf(wide(249))).toMatchObject([{ code: 'too-large', path: '/where' }]);
  });

  it('takes a formula of 500 parts and refuses a larger one', () => {
    const sum = (parts: number) => ({
      type: 'max',
      of: Array.from({ length: parts }, (_, value) => ({ type: 'number', value })),
    });
    const formula = (last: number) => ({ type: 'max', of: [...Array.from({ length: 10 }, () => sum(48)), sum(last)] });
    expect(errorsOf({ kind: 'expression', name: 'E', formula: formula(8) })).toEqual([]);
    expect(errorsOf({ kind: 'expression', name: 'E', formula: formula(9) })).toMatchObject([
      { code: 'too-large', path: '/formula' },
    ]);
  });
});
