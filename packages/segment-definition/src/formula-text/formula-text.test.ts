import { describe, expect, it } from 'vitest';
import { formulas, ids, published } from '../../test/every-construct.ts';
import { faultInGerman } from '../../test/german.ts';
import { randomOf } from '../../test/malformed.ts';
import type { Definition } from '../definition.ts';
import type { Formula } from '../formula.ts';
import { valueType } from '../value-type.ts';
import { formulaToText } from './formula-to-text.ts';
import { parseFormula } from './parse-formula.ts';

const awkward = [
  'Purchases',
  'a]b',
  'back\\slash',
  'metric: of all',
  '[x]',
  '“quoted”',
  'a, b',
  ' edges ',
  'Line',
  '\\',
];
/** Definitions whose names are hard to write: with brackets, alike across kinds and within one. */
const definitions = new Map<string, Definition>([
  ...published,
  ...(['aggregate', 'expression', 'metric'] as const).flatMap((kind, row) =>
    awkward.map((name, index): [string, Definition] => [
      `00000000-0000-4000-8000-0000000${row}${String(index).padStart(4, '0')}`,
      {
        ...[...published.values()].find((each) => each.kind === kind)!,
        name: index === 8 ? name : `${name}${row === 2 ? '' : row}`,
      },
    ]),
  ),
]);
const idsOf = (kind: string): string[] => [...definitions].filter(([, each]) => each.kind === kind).map(([id]) => id);

function generated(random: () => number, depth = 0): Formula {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const part = () => generated(random, depth + 1);
  const parts = () => Array.from({ length: 1 + Math.floor(random() * 3) }, part);
  const leaves: (() => Formula)[] = [
    () => ({
      type: 'number',
      value: pick([0, 1, -1, 0.5, -2.75, 1e15, -1e15, 1e-7, 123456.789, Math.round(random() * 1e6) / 100]),
    }),
    () => ({ type: 'asOf' }),
    () => ({ type: 'aggregate', aggregate: pick([...idsOf('aggregate'), '99999999-9999-4999-8999-999999999999']) }),
    () => ({ type: 'expression', expression: pick(idsOf('expression')) }),
    () => ({ type: 'metric', metric: pick(idsOf('metric')) }),
    () => ({
      type: 'attribute',
      attribute: {
        name: pick(['score', 'a:b', 'x}y', ' blank ', 'birth day', '\\', 'a\\:b', 'ünï']),
        type: pick(valueType.options),
      },
    }),
  ];
  const nodes: (() => Formula)[] = [
    () => ({ type: pick(['add', 'subtract', 'multiply', 'divide'] as const), left: part(), right: part() }),
    () => ({ type: pick(['min', 'max', 'coalesce'] as const), of: parts() }),
    () => ({ type: pick(['abs', 'round', 'floor', 'ceil', 'ln'] as const), of: part() }),
    () => ({ type: 'daysBetween', from: part(), to: part() }),
    () => ({
      type: 'if',
      left: part(),
      comparison: pick(['equals', 'notEquals', 'lessThan', 'atMost', 'moreThan', 'atLeast'] as const),
      right: part(),
      then: part(),
      else: part(),
    }),
  ];
  return pick(depth < 4 && random() < 0.75 ? nodes : leaves)();
}

const A: Formula = { type: 'aggregate', aggregate: ids.purchases };
const n = (value: number): Formula => ({ type: 'number', value });

describe('a formula as text', () => {
  it.each<[Formula, string]>([
    [{ type: 'divide', left: { type: 'aggregate', aggregate: ids.spend }, right: n(12) }, '[Spend] / 12'],
    [{ type: 'max', of: [A, n(0)] }, 'max([Purchases], 0)'],
    [{ type: 'if', left: A, comparison: 'moreThan', right: n(3), then: n(1), else: n(0) }, 'if([Purchases] > 3, 1, 0)'],
    [
      {
        type: 'daysBetween',
        from: { type: 'attribute', attribute: { name: 'birthday', type: 'datetime' } },
        to: { type: 'asOf' },
      },
      'daysBetween({birthday}, asOf)',
    ],
    [{ type: 'attribute', attribute: { name: 'score', type: 'integer' } }, '{score:integer}'],
    [{ type: 'subtract', left: n(1), right: { type: 'subtract', left: n(2), right: n(3) } }, '1 - (2 - 3)'],
    [{ type: 'subtract', left: { type: 'subtract', left: n(1), right: n(2) }, right: n(3) }, '1 - 2 - 3'],
    [{ type: 'multiply', left: { type: 'add', left: n(1), right: n(-2) }, right: n(3) }, '(1 + -2) * 3'],
  ])('%j is %s', (formula, text) => {
    expect(formulaToText(formula, published)).toBe(text);
    expect(parseFormula(text, published)).toEqual({ formula });
  });

  it.each(formulas.map((formula) => [formulaToText(formula, published), formula]))('%s comes back', (text, formula) => {
    expect(parseFormula(text, published)).toEqual({ formula });
  });

  it('names the kind where one name has two definitions, and the id where a kind has it twice', () => {
    const [first] = published.values();
    const id = (last: number) => `018f4a52-0000-7000-8000-0000000001${last}0`;
    const twice = new Map<string, Definition>([
      [id(1), { ...first!, name: 'X' }],
      [id(2), { ...published.get(ids.heavyLine)!, name: 'X' }],
      [id(3), { ...published.get(ids.perMonth)!, name: 'Y' }],
      [id(4), { ...published.get(ids.perMonth)!, name: 'Y' }],
    ]);
    expect(formulaToText({ type: 'metric', metric: id(2) }, twice)).toBe('[metric:X]');
    expect(formulaToText({ type: 'expression', expression: id(4) }, twice)).toBe(`[expression:${id(4)}]`);
    expect(parseFormula('[X]', twice)).toEqual({
      error: { message: '“X” is the name of 2 definitions. Write [aggregate:X] or [metric:X].', from: 0, to: 3 },
    });
  });

  it('comes back as it was, for any formula', () => {
    const seed = 4;
    const random = randomOf(seed);
    for (let round = 0; round < 1_500; round++) {
      const formula = generated(random);
      const text = formulaToText(formula, definitions);
      expect(parseFormula(text, definitions), `seed ${seed}, round ${round}: ${text}`).toEqual({ formula });
    }
  });

  it('is read as people type it', () => {
    const formula: Formula = {
      type: 'add',
      left: { type: 'divide', left: A, right: n(2) },
      right: { type: 'multiply', left: n(3), right: n(-1) },
    };
    expect(parseFormula('[ Purchases ]÷2 +\n 3×−1', published)).toEqual({ formula });
    expect(parseFormula('-[Purchases]', published)).toEqual({ formula: { type: 'subtract', left: n(0), right: A } });
    expect(parseFormula('if(1 ≤ 2, 1.5e3, .5)', published)).toMatchObject({
      formula: { comparison: 'atMost', then: n(1500), else: n(0.5) },
    });
  });
});

describe('a formula that cannot be read', () => {
  const refused: [string, string, number, number][] = [
    [
      '',
      'Expected a number, a [definition], an {attribute} or a function such as `min(…)`, but the formula ends here.',
      0,
      0,
    ],
    ['[Purchase]', 'There is no aggregate, expression or metric called “Purchase”. Did you mean [Purchases]?', 0, 10],
    ['1 + [aggregate:Heavy-buyer line]', 'There is no aggregate called “Heavy-buyer line”.', 4, 32],
    [
      '([Purchases] + 1',
      'Expected “)” for the bracket that was opened at character 1, but the formula ends here.',
      16,
      16,
    ],
    ['[Purchases', 'This bracket is not closed: “]” is missing.', 0, 10],
    ['[]', 'Between the brackets stands the name of a definition: [Purchases].', 0, 2],
    ['{}', 'Between the braces stands the name of an attribute: {score}.', 0, 2],
    ['{x:datetme}', 'Did you mean `datetime`?', 0, 11],
    ['rond(1)', 'Did you mean `round`?', 0, 4],
    ['Purchases + 1', 'Definitions stand in square brackets, attributes in braces.', 0, 9],
    ['1 2', 'The formula is complete before this; an operator such as `+` may be missing.', 2, 3],
    ['1 + * 2', 'Expected a number, a [definition]', 4, 5],
    ['abs(1, 2)', '`abs` takes one value; here are 2.', 0, 3],
    ['daysBetween(asOf)', '`daysBetween` takes 2 values; here are 1.', 0, 11],
    ['if([Purchases], 1, 0)', 'Expected a comparison: `if(a > b, then, else)`', 14, 15],
    ['if(1 > 0, 1)', 'Expected “,”', 11, 12],
    ['"Purchases"', 'Names of definitions stand in square brackets: [Purchases].', 0, 1],
    ['1e16', 'Numbers lie between', 0, 4],
    ['#', '“#” has no meaning here.', 0, 1],
    ['('.repeat(100_000), 'This is too long for a formula.', 50_000, 100_000],
    ['('.repeat(1_000), 'A formula can be nested 50 deep.', 50, 51],
    [Array.from({ length: 300 }, () => '1').join('+'), 'A formula can have 500 parts.', 500, 501],
  ];
  it.each(
    refused.map(([text, ...rest]): [string, string, string, number, number] => [text.slice(0, 40), text, ...rest]),
  )('“%s”', (_, text, message, from, to) => {
    const result = parseFormula(text, published);
    expect(result).toMatchObject({ error: { from, to } });
    const inGerman = parseFormula(text, published, 'de');
    expect(inGerman).toMatchObject({ error: { from, to } });
    if (!('error' in result) || !('error' in inGerman)) return;
    expect(result.error.message).toContain(message);
    expect(faultInGerman(inGerman.error.message, result.error.message)).toBeUndefined();
  });

  it.each([
    [
      '[Purchase]',
      'Es gibt weder ein Aggregat noch einen Ausdruck noch eine Kennzahl namens „Purchase“. Meinten Sie [Purchases]?',
    ],
    [
      '([Purchases] + 1',
      'Erwartet wird „)“ zu der Klammer, die bei Zeichen 1 geöffnet wurde, aber die Formel endet hier.',
    ],
    ['daysBetween(asOf)', '`daysBetween` nimmt 2 Werte; angegeben ist 1.'],
    ['1e16', 'Zahlen liegen zwischen ±1.000.000.000.000.000.'],
  ])('“%s”, in German: %s', (text, message) => {
    expect(parseFormula(text, published, 'de')).toMatchObject({ error: { message } });
  });
});
