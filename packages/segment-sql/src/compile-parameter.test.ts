import type { ValueType } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextAt, startExpressionEngine, type ExpressionEngine } from '../test/expression-engine.ts';
import { compileLineField, compileLineValues, compileParameter, lineColumns } from './compile-parameter.ts';
import { isSetSql, sqlTypes } from './compile-value.ts';

let engine: ExpressionEngine;
beforeAll(async () => {
  engine = await startExpressionEngine();
});
afterAll(() => engine.close());

/** What each of some JSON values is when it is read as a type; a workspace for each call. */
let workspace = 100;
async function readAs(type: ValueType, held: unknown[], timeZone = 'UTC'): Promise<unknown[]> {
  workspace += 1;
  const parameters = (value: unknown): Record<string, unknown> => (value === undefined ? {} : { held: value });
  await engine.insertEvents(held.map((value) => ({ workspace, parameters: parameters(value) })));
  const context = contextAt({ workspace, timeZone });
  const { sql } = compileParameter({ name: 'held', type }, context);
  const values = await engine.values(sql, context);
  expect(await engine.values(`toTypeName(${sql})`, context)).toEqual(held.map(() => sqlTypes[type]));
  expect(await engine.values(isSetSql({ sql, type }), context)).toEqual(values.map(isValue));
  return values;
}

function isValue(value: unknown): 0 | 1 {
  return value === null || (Array.isArray(value) && value[0] === false) ? 0 : 1;
}

/** The shortest decimal of a number, cut at eight places, as the engine writes decimals. */
function cutAtEight(float: number): string {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(float))!;
  const digits = `${whole}${fraction}`.padStart(whole!.length + fraction.length + 30, '0').padEnd(60, '0');
  const point = 30 + whole!.length + Number(exponent);
  const cut = `${digits.slice(0, point)}.${digits.slice(point, point + 8)}`;
  const plain = cut.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '');
  return plain === '0' ? '0' : `${sign}${plain}`;
}

const missing = [false, []];
const list = (...texts: string[]) => [true, texts];

describe('a JSON parameter', () => {
  it('is text only where it is a text', async () => {
    const held = [
      'a',
      '',
      '12',
      '2024-05-01',
      '2024-05-01T10:00:00Z',
      'true',
      3,
      true,
      null,
      ['a'],
      { a: 'b' },
      undefined,
    ];
    const texts = ['a', '', '12', '2024-05-01', '2024-05-01T10:00:00Z', 'true', null, null, null, null, null, null];
    expect(await readAs('string', held)).toEqual(texts);
  });

  it('is a boolean only where it is true or false', async () => {
    expect(await readAs('boolean', [true, false, 1, 0, 'true', null])).toEqual([true, false, null, null, null, null]);
  });

  it('is a number by its shortest decimal, cut at eight places', async () => {
    const held = [
      1.005,
      -2.555555559,
      1e-9,
      -1e-9,
      1e21,
      1.5e29,
      0.1 + 0.2,
      12345678901234567000,
      -7,
      3,
      123456789.12345679,
    ];
    expect(await readAs('number', held)).toEqual([
      '1.005',
      '-2.55555555',
      '0',
      '0',
      '1000000000000000000000',
      '150000000000000000000000000000',
      '0.3',
      '12345678901234567000',
      '-7',
      '3',
      '123456789.12345679',
    ]);
    expect(await readAs('number', ['12', true, null, [3], { a: 3 }, undefined])).toEqual(Array(6).fill(null));
  });

  it('is read as it was sent, whichever float it is', async () => {
    const bits = new DataView(new ArrayBuffer(8));
    let state = 4;
    const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
    // Exponents from about 10^-9 to 10^15, and below 2^63 whole numbers of many digits.
    const floats = Array.from({ length: 3_000 }, (_, index) => {
      bits.setUint32(0, ((993 + (next() % 80)) << 20) | (next() & 0xfffff) | (index % 2 === 0 ? 0 : 1 << 31));
      bits.setUint32(4, next());
      return bits.getFloat64(0);
    });
    expect(await readAs('number', floats)).toEqual(floats.map(cutAtEight));
  });

  it('is no number where thirty digits before the point do not hold it', async () => {
    expect(await readAs('number', [9.99e29, 1e30, -1e30, 1e300])).toEqual([
      '999000000000000000000000000000',
      null,
      null,
      null,
    ]);
  });

  it('is an integer where there is no fraction', async () => {
    const held = [3, 3.5, 1e21, 3.000000001, -4, 0.5, '3', 9007199254740992];
    const whole = ['3', null, '1000000000000000000000', null, '-4', null, null, '9007199254740992'];
    expect(await readAs('integer', held)).toEqual(whole);
  });

  it('is a list of the texts, numbers and booleans of an array', async () => {
    const held = [
      ['x', 'y', null],
      [1, -2, null],
      [12345678901234567000],
      [1.5, 2, 1e21, 1e-7],
      [true, false],
      [true, 1],
      [true, 1, 'x', null, [1], { z: 1 }, 2.5, 1e21],
      [{ z: 1 }],
      [['a'], ['b']],
      [null],
      [],
      ['2024-05-01'],
      'x',
      3,
      null,
      { x: ['a'] },
      undefined,
    ];
    expect(await readAs('list', held)).toEqual([
      list('x', 'y'),
      list('1', '-2'),
      list('12345678901234567000'),
      list('1.5', '2', '1e+21', '1e-7'),
      list('true', 'false'),
      list('true', '1'),
      list('true', '1', 'x', '2.5', '1e+21'),
      list(),
      list(),
      list(),
      list(),
      list('2024-05-01'),
      missing,
      missing,
      missing,
      missing,
      missing,
    ]);
  });

  it('is read all the same where there are more names than the column keeps apart', async () => {
    workspace += 1;
    const held = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [
        `p${index}`,
        [index, `${index}`, index + 0.5, [`${index}`]][index % 4],
      ]),
    );
    await engine.insertEvents([{ workspace, parameters: held }]);
    for (const first of [0, 396]) {
      const context = contextAt({ workspace });
      const read = (index: number, type: ValueType) =>
        compileParameter({ name: `p${first + index}`, type }, context).sql;
      const all = `tuple(${read(0, 'integer')}, ${read(1, 'string')}, ${read(2, 'number')}, ${read(3, 'list')}, ${read(1, 'number')}, ${read(0, 'list')})`;
      const expected = [`${first}`, `${first + 1}`, `${first + 2}.5`, list(`${first + 3}`), null, missing];
      expect(await engine.values(all, context)).toEqual([expected]);
    }
  });

  it('is a datetime where it is a text in the form of one', async () => {
    const held = ['2024-05-01T10:00:00Z', '2024-05-01', 'soon', 1714521600000, true, ['2024-05-01'], null, undefined];
    const berlin = [`${Date.UTC(2024, 4, 1, 10)}`, `${Date.UTC(2024, 3, 30, 22)}`, null, null, null, null, null, null];
    expect(await readAs('datetime', held, 'Europe/Berlin')).toEqual(berlin);
  });

  it('is never money', async () => {
    expect(await readAs('money', [3, '3'])).toEqual([null, null]);
  });

  it('is found under nested objects, of which one may hold a part of the path as a key', async () => {
    workspace += 1;
    const held = [
      { a: { b: { c: 1 } } },
      { 'a.b': { c: 2 } },
      { a: { 'b.c': 3 } },
      { 'a.b.c': 4 },
      { a: { b: 5 } },
      { a: { b: { c: 6 } }, 'a.b.c': 7 },
    ];
    await engine.insertEvents(held.map((parameters) => ({ workspace, parameters })));
    const context = contextAt({ workspace });
    const { sql } = compileParameter({ name: 'a.b.c', type: 'integer' }, context);
    expect(await engine.values(sql, context)).toEqual(['1', '2', '3', '4', null, '6']);
  });

  it.each([
    'odd name',
    "it's",
    '"quoted"',
    'back\\slash',
    '%2E',
    '^a',
    '@a',
    'a[]',
    ':Int64',
    'x.:Int64',
    'größe',
    '$',
    '?',
    '{a:String}',
    'a..b',
    '.a',
    'a.',
  ])('may be called %s', async (name) => {
    workspace += 1;
    await engine.insertEvents([
      { workspace, parameters: { [name]: 7 } },
      { workspace, parameters: { other: 8 } },
    ]);
    const context = contextAt({ workspace });
    const { sql } = compileParameter({ name, type: 'integer' }, context);
    expect(await engine.values(sql, context)).toEqual(['7', null]);
  });
});

describe("an event's own parameters", () => {
  const own = async (name: string, type: ValueType, id = workspace) => {
    const context = contextAt({ workspace: id });
    const { sql } = compileParameter({ name, type }, context);
    expect(new Set(await engine.values(`toTypeName(${sql})`, context))).toEqual(new Set([sqlTypes[type]]));
    return engine.values(sql, context);
  };

  it('are its columns; empty texts are no value', async () => {
    workspace += 1;
    await engine.insertEvents([
      {
        workspace,
        time: '2026-05-01T12:00:00.007Z',
        revenue: '12.3456',
        currency: 'EUR',
        order_id: 'A',
        source: 'web',
      },
      { workspace, time: '1969-12-31T23:59:59.999Z', parameters: { orderId: 'json', revenue: 7, time: 'x' } },
    ]);
    expect(await own('time', 'datetime')).toEqual([`${Date.UTC(2026, 4, 1, 12, 0, 0, 7)}`, '-1']);
    expect(await own('revenue', 'money')).toEqual(['12.3456', null]);
    expect(await own('currency', 'string')).toEqual(['EUR', null]);
    expect(await own('orderId', 'string')).toEqual(['A', null]);
    expect(await own('source', 'string')).toEqual(['web', null]);
    expect(await own('revenue', 'number')).toEqual([null, null]);
    expect(await own('orderId', 'list')).toEqual([missing, missing]);
  });
});

describe('product lines', () => {
  const line = { product_id: '', name: '', category: '', price: null, quantity: null };

  it('have fields, of which empty texts are no value', async () => {
    workspace += 1;
    const products = [
      { product_id: 'p1', name: 'Shirt', category: 'wear', price: '9.99', quantity: 2 },
      line,
      { ...line, name: 'Hat', price: '-1.5', quantity: 0 },
    ];
    await engine.insertEvents([{ workspace, products }, { workspace }]);
    const read = async (field: Parameters<typeof compileLineField>[0]) => {
      const context = contextAt({ workspace });
      const column = lineColumns[field];
      const lines = `arrayMap(${column} -> ${compileLineField(field, context).sql}, products.${column})`;
      return [await engine.values(lines, context), await engine.values(compileLineValues(field, context), context)];
    };
    expect(await read('productId')).toEqual([
      [['p1', null, null], []],
      [['p1'], []],
    ]);
    expect(await read('name')).toEqual([
      [['Shirt', null, 'Hat'], []],
      [['Shirt', 'Hat'], []],
    ]);
    expect(await read('category')).toEqual([
      [['wear', null, null], []],
      [['wear'], []],
    ]);
    expect(await read('price')).toEqual([
      [['9.99', null, '-1.5'], []],
      [['9.99', '-1.5'], []],
    ]);
    expect(await read('quantity')).toEqual([
      [['2', null, '0'], []],
      [['2', '0'], []],
    ]);
  });

  it('are not a parameter of the event', async () => {
    workspace += 1;
    await engine.insertEvents([{ workspace, products: [{ ...line, category: 'wear' }] }]);
    const context = contextAt({ workspace });
    const { sql } = compileParameter({ name: 'products[].category', type: 'string' }, context);
    expect(await engine.values(sql, context)).toEqual([null]);
  });
});
