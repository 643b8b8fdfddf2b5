import type { Comparison, Operand, ValueType } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextAt, startExpressionEngine, type ExpressionEngine } from '../test/expression-engine.ts';
import { compileComparison, compileConstant } from './compile-comparison.ts';
import { sqlTypes, type SqlValue } from './compile-value.ts';
import type { Evaluation } from './plan.ts';

let engine: ExpressionEngine;
beforeAll(async () => {
  engine = await startExpressionEngine();
});
afterAll(() => engine.close());

/** A value of a type, written as SQL finds it in a column: texts and instants in quotes, null for no value. */
type Written = string | number | boolean | null | string[];

function literal(value: Written, type: ValueType): string {
  if (type === 'list') return value === null ? '(false, [])' : `(true, ${JSON.stringify(value).replaceAll('"', "'")})`;
  if (value === null) return 'NULL';
  if (type === 'datetime') return `${Date.parse(String(value))}`;
  if (type === 'boolean') return String(value);
  return `'${String(value).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** Which of some values of a type a comparison holds for. */
async function holdsFor(
  type: ValueType,
  values: Written[],
  comparison: Comparison,
  evaluation: Partial<Evaluation> = {},
  operands?: (operand: Operand) => SqlValue,
): Promise<Written[]> {
  const context = contextAt(evaluation);
  const constant = (operand: Operand): SqlValue => compileConstant(operand, type, context.parameters);
  const sql = compileComparison({ sql: 'value', type }, comparison, operands ?? constant, context);
  // Casting items alone would make a constant of them; a column comes from a row each.
  const rows = `SELECT number, CAST(multiIf(${values
    .map((value, index) => `number = ${index}, CAST(${literal(value, type)}, '${sqlTypes[type]}')`)
    .join(
      ', ',
    )}, ${type === 'list' ? "CAST((false, []), 'Tuple(Bool, Array(String))')" : 'NULL'}), '${sqlTypes[type]}') AS value FROM numbers(${values.length})`;
  const select = `(SELECT groupArray((toTypeName(${sql}), ${sql})) FROM (${rows} ORDER BY number))`;
  const results = (await engine.value(select, context)) as [string, number][];
  expect(new Set(results.map(([name]) => name))).toEqual(new Set(['UInt8']));
  return values.filter((_, index) => results[index]![1] === 1);
}

const constant = (value: number | string): Operand => ({ type: 'constant', value });

describe('texts', () => {
  const texts = ['Shirt', 'shirt', 'T-Shirt', 'a\nShirt', 'ΑΣ', 'straße', '', null];
  const text = (comparison: Comparison) => holdsFor('string', texts, comparison);

  it('are equal byte by byte, or by their lower-case forms', async () => {
    expect(await text({ type: 'equals', operand: constant('Shirt') })).toEqual(['Shirt']);
    expect(await text({ type: 'equals', operand: constant('SHIRT'), ignoreCase: true })).toEqual(['Shirt', 'shirt']);
    expect(await text({ type: 'equals', operand: constant('ας'), ignoreCase: true })).toEqual(['ΑΣ']);
    expect(await text({ type: 'equals', operand: constant('STRAẞE'), ignoreCase: true })).toEqual(['straße']);
    expect(await text({ type: 'equals', operand: constant('STRASSE'), ignoreCase: true })).toEqual([]);
    expect(await text({ type: 'equals', operand: constant('') })).toEqual(['']);
    expect(await text({ type: 'notEquals', operand: constant('Shirt') })).toEqual(texts.slice(1));
  });

  it('contain, start with and end with others', async () => {
    expect(await text({ type: 'contains', text: 'Shirt' })).toEqual(['Shirt', 'T-Shirt', 'a\nShirt']);
    expect(await text({ type: 'contains', text: 'sHIR', ignoreCase: true })).toEqual(texts.slice(0, 4));
    expect(await text({ type: 'notContains', text: 'Shirt' })).toEqual(['shirt', 'ΑΣ', 'straße', '', null]);
    expect(await text({ type: 'startsWith', text: 'Shi' })).toEqual(['Shirt']);
    expect(await text({ type: 'startsWith', text: 'SHI', ignoreCase: true })).toEqual(['Shirt', 'shirt']);
    expect(await text({ type: 'endsWith', text: 'Shirt' })).toEqual(['Shirt', 'T-Shirt', 'a\nShirt']);
    expect(await text({ type: 'endsWith', text: 'S' })).toEqual([]);
    expect(await text({ type: 'endsWith', text: 'SSE', ignoreCase: true })).toEqual([]);
    expect(await text({ type: 'endsWith', text: 'ẞE', ignoreCase: true })).toEqual(['straße']);
  });

  it('are not patterns of LIKE', async () => {
    const values = ['100%', '1000', 'a_b', 'axb', 'a\\b'];
    expect(await holdsFor('string', values, { type: 'contains', text: '%' })).toEqual(['100%']);
    expect(await holdsFor('string', values, { type: 'contains', text: '_' })).toEqual(['a_b']);
    expect(await holdsFor('string', values, { type: 'endsWith', text: '\\b' })).toEqual(['a\\b']);
    expect(await holdsFor('string', values, { type: 'contains', text: "'" })).toEqual([]);
  });

  it('match a pattern anywhere; a dot matches line ends', async () => {
    expect(await text({ type: 'matches', pattern: '^.?.?Shirt$' })).toEqual(['Shirt', 'T-Shirt', 'a\nShirt']);
    expect(await text({ type: 'matches', pattern: 'SHIRT|^$', ignoreCase: true })).toEqual([...texts.slice(0, 4), '']);
    expect(await text({ type: 'matches', pattern: 'SHIRT' })).toEqual([]);
    expect(await text({ type: 'matches', pattern: '^Σ|^.Σ$' })).toEqual(['ΑΣ']);
    expect(await text({ type: 'matches', pattern: '[ß]' })).toEqual(['straße']);
    expect(await text({ type: 'matches', pattern: '(?-s)a.Shirt' })).toEqual([]);
    expect(await holdsFor('string', ['a.b', 'axb', 'a\\b'], { type: 'matches', pattern: 'a\\.b' })).toEqual(['a.b']);
    expect(await holdsFor('string', ['a.b', 'axb', 'a\\b'], { type: 'matches', pattern: '\\\\' })).toEqual(['a\\b']);
  });

  it('are in a list', async () => {
    const values = ['SHIRT', 'Shirt', "it's", ''];
    expect(await text({ type: 'in', values })).toEqual(['Shirt', '']);
    expect(await text({ type: 'in', values: ['SHIRT', 'Ας'], ignoreCase: true })).toEqual(['Shirt', 'shirt', 'ΑΣ']);
    expect(await text({ type: 'notIn', values })).toEqual(['shirt', 'T-Shirt', 'a\nShirt', 'ΑΣ', 'straße', null]);
    expect(await text({ type: 'in', values: ['straße'] })).toEqual(['straße']);
  });

  it('are there or are not', async () => {
    expect(await text({ type: 'isSet' })).toEqual(texts.slice(0, -1));
    expect(await text({ type: 'isNotSet' })).toEqual([null]);
  });
});

it('lower-case forms are those of JavaScript, for every letter alone, last and in the middle', async () => {
  const letters = Array.from({ length: 0x20000 }, (_, point) => String.fromCodePoint(point)).filter((letter) =>
    /\p{L}|\p{M}|\p{Case_Ignorable}/u.test(letter),
  );
  const texts = letters.flatMap((letter) => [letter, `A${letter}`, `AΣ${letter}B`]);
  await engine.client.command({ query: 'CREATE TABLE letters (number UInt32, text String) ENGINE = Memory' });
  const values = texts.map((text, number) => ({ number, text }));
  await engine.client.insert({ table: 'letters', values, format: 'JSONEachRow' });
  const query = 'SELECT lowerUTF8(text) AS lower FROM letters ORDER BY number';
  const rows = await (await engine.client.query({ query, format: 'JSONEachRow' })).json<{ lower: string }>();
  expect(texts.filter((text, number) => rows[number]!.lower !== text.toLowerCase())).toEqual([]);
});

describe.each<ValueType>(['integer', 'number', 'money'])('values of the type %s', (type) => {
  const numbers = ['-1', '0', '0.1', '2', '2.00000001', '999999999999999999999999999999', null];
  const number = (comparison: Comparison) => holdsFor(type, numbers, comparison);

  it('are compared as decimals', async () => {
    expect(await number({ type: 'equals', operand: constant(0.1) })).toEqual(['0.1']);
    expect(await number({ type: 'notEquals', operand: constant(2) })).toEqual([
      '-1',
      '0',
      '0.1',
      '2.00000001',
      numbers[5],
      null,
    ]);
    expect(await number({ type: 'lessThan', operand: constant(0.1) })).toEqual(['-1', '0']);
    expect(await number({ type: 'atMost', operand: constant(0.1) })).toEqual(['-1', '0', '0.1']);
    expect(await number({ type: 'moreThan', operand: constant(2) })).toEqual(['2.00000001', numbers[5]]);
    expect(await number({ type: 'atLeast', operand: constant(2) })).toEqual(['2', '2.00000001', numbers[5]]);
    expect(await number({ type: 'moreThan', operand: constant(1e15) })).toEqual([numbers[5]]);
  });

  it('lie between two ends, both taken in', async () => {
    expect(await number({ type: 'between', from: constant(0), to: constant(2) })).toEqual(['0', '0.1', '2']);
    expect(await number({ type: 'between', from: constant(2), to: constant(0) })).toEqual([]);
  });

  it('are in a list', async () => {
    expect(await number({ type: 'in', values: [0.1, 2.00000001, -1e15] })).toEqual(['0.1', '2.00000001']);
    expect(await number({ type: 'notIn', values: [0, 0.1, -1] })).toEqual(['2', '2.00000001', numbers[5], null]);
  });

  it('compare with nothing as nothing does', async () => {
    const missing = () => ({ sql: "CAST(NULL, 'Nullable(Decimal(38, 8))')", type });
    const operand: Operand = { type: 'metric', metric: '00000000-0000-4000-8000-000000000000' };
    expect(await holdsFor(type, numbers, { type: 'equals', operand }, {}, missing)).toEqual([]);
    expect(await holdsFor(type, numbers, { type: 'atLeast', operand }, {}, missing)).toEqual([]);
    expect(await holdsFor(type, numbers, { type: 'notEquals', operand }, {}, missing)).toEqual(numbers);
    expect(
      await holdsFor(type, numbers, { type: 'between', from: constant(0), to: operand }, {}, (each) =>
        each === operand ? missing() : { sql: 'toDecimal128(0, 8)', type },
      ),
    ).toEqual([]);
  });
});

it('booleans are true, false or not there', async () => {
  const booleans = [true, false, null];
  expect(await holdsFor('boolean', booleans, { type: 'isTrue' })).toEqual([true]);
  expect(await holdsFor('boolean', booleans, { type: 'isFalse' })).toEqual([false]);
  expect(await holdsFor('boolean', booleans, { type: 'isSet' })).toEqual([true, false]);
  expect(await holdsFor('boolean', booleans, { type: 'isNotSet' })).toEqual([null]);
});

describe('lists', () => {
  const lists = [['a', 'b', 'a'], ['c'], [], null];
  const list = (comparison: Comparison) => holdsFor('list', lists, comparison);

  it('contain any, all or none of some texts', async () => {
    expect(await list({ type: 'containsAny', values: ['b', 'c'] })).toEqual([lists[0], lists[1]]);
    expect(await list({ type: 'containsAll', values: ['b', 'a'] })).toEqual([lists[0]]);
    expect(await list({ type: 'containsAll', values: ['b', 'c'] })).toEqual([]);
    expect(await list({ type: 'containsNone', values: ['b', 'x'] })).toEqual([['c'], [], null]);
  });

  it('have lengths; what is no list has none', async () => {
    expect(await list({ type: 'lengthEquals', length: 3 })).toEqual([lists[0]]);
    expect(await list({ type: 'lengthEquals', length: 0 })).toEqual([[]]);
    expect(await list({ type: 'lengthAtLeast', length: 0 })).toEqual([lists[0], ['c'], []]);
    expect(await list({ type: 'lengthAtMost', length: 1 })).toEqual([['c'], []]);
    expect(await list({ type: 'isSet' })).toEqual([lists[0], ['c'], []]);
    expect(await list({ type: 'isNotSet' })).toEqual([null]);
  });
});

describe('datetimes', () => {
  // Beirut: 31 March 2024 begins at 01:00, which is 22:00 UTC the day before.
  const beirut = { timeZone: 'Asia/Beirut', asOf: Date.parse('2024-03-31T09:00:00Z') };
  const times = [
    '2024-03-29T21:59:59.999Z',
    '2024-03-29T22:00:00.000Z',
    '2024-03-30T21:59:59.999Z',
    '2024-03-30T22:00:00.000Z',
    '2024-03-31T20:59:59.999Z',
    '2024-03-31T21:00:00.000Z',
    null,
  ];
  const at = (comparison: Comparison) => holdsFor('datetime', times, comparison, beirut);

  it('lie before, on and after a date', async () => {
    expect(await at({ type: 'before', moment: '2024-03-31' })).toEqual(times.slice(0, 3));
    expect(await at({ type: 'on', moment: '2024-03-31' })).toEqual(times.slice(3, 5));
    expect(await at({ type: 'on', moment: '2024-03-30' })).toEqual(times.slice(1, 3));
    expect(await at({ type: 'after', moment: '2024-03-31' })).toEqual([times[5]]);
  });

  it('lie before and after an instant, and on the day it falls on', async () => {
    expect(await at({ type: 'before', moment: '2024-03-30T22:00:00Z' })).toEqual(times.slice(0, 3));
    expect(await at({ type: 'after', moment: '2024-03-30T22:00:00Z' })).toEqual(times.slice(4, 6));
    expect(await at({ type: 'on', moment: '2024-03-31T06:00:00+00:00' })).toEqual(times.slice(3, 5));
  });

  it('lie within a window that is not cut, and within the next days', async () => {
    expect(await at({ type: 'within', window: { type: 'last', count: 1, unit: 'day' } })).toEqual(times.slice(3, 5));
    expect(await at({ type: 'within', window: { type: 'since', start: '2024-03-31' } })).toEqual(times.slice(3, 6));
    expect(await at({ type: 'within', window: { type: 'allTime' } })).toEqual(times.slice(0, 6));
    expect(await at({ type: 'within', window: { type: 'allTime', onlyOn: { weekdays: [6] } } })).toEqual(
      times.slice(1, 3),
    );
    expect(await at({ type: 'within', window: { type: 'allTime', onlyOn: { hours: { from: 23, to: 1 } } } })).toEqual(
      times.filter((_, index) => [0, 1, 2, 4, 5].includes(index)),
    );
    expect(await at({ type: 'withinNext', count: 1, unit: 'day' })).toEqual(times.slice(3, 5));
    expect(await at({ type: 'withinNext', count: 2, unit: 'day' })).toEqual(times.slice(3, 6));
  });

  it('share the local day or month with today', async () => {
    const born = ['1980-03-31T00:00:00Z', '1999-03-30T23:00:00Z', '1980-03-30T12:00:00Z', '1980-04-01T12:00:00Z', null];
    expect(await holdsFor('datetime', born, { type: 'sameDay' }, beirut)).toEqual(born.slice(0, 2));
    expect(await holdsFor('datetime', born, { type: 'sameMonth' }, beirut)).toEqual(born.slice(0, 3));
  });

  it('of 29 February are celebrated on the 28th in years without one', async () => {
    const born = ['1980-02-28T12:00:00Z', '1980-02-29T12:00:00Z', '1980-03-01T12:00:00Z', '1900-02-28T12:00:00Z'];
    const on = (day: string) =>
      holdsFor('datetime', born, { type: 'sameDay' }, { asOf: Date.parse(`${day}T12:00:00Z`) });
    expect(await on('2025-02-28')).toEqual([born[0], born[1], born[3]]);
    expect(await on('2024-02-28')).toEqual([born[0], born[3]]);
    expect(await on('2024-02-29')).toEqual([born[1]]);
    expect(await on('2025-03-01')).toEqual([born[2]]);
    expect(await on('2100-02-28')).toEqual([born[0], born[1], born[3]]);
  });

  it('are not there', async () => {
    expect(await at({ type: 'isNotSet' })).toEqual([null]);
    expect(await at({ type: 'isSet' })).toEqual(times.slice(0, 6));
  });
});
