import type { ClickHouseClient } from '@clickhouse/client';
import { connectClickHouse } from '@cutline/clickhouse';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import type { Formula, FormulaInput } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileFormula } from './compile-formula.ts';
import type { SqlValue } from './compile-value.ts';
import { Parameters } from './parameters.ts';
import { testEvaluation } from '../test/evaluation.ts';

let database: TestClickHouse;
let client: ClickHouseClient;
beforeAll(async () => {
  database = await createTestClickHouse();
  client = connectClickHouse(database);
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

/** Attributes of the profile that formulas are evaluated for: their SQL types are those of `SqlValue`. */
const columns: Record<string, string> = {
  number: 'Nullable(Decimal(38, 8))',
  datetime: 'Nullable(Int64)',
  boolean: 'Nullable(Bool)',
};

/** A formula's value where the profile has these attributes, with Berlin's clock at noon (there) of 1 April 2024. */
async function valueOf(formula: Formula, attributes: Record<string, string | null> = {}): Promise<string | null> {
  const parameters = new Parameters();
  const types = new Map<string, string>();
  const input = (node: FormulaInput): SqlValue => {
    if (node.type !== 'attribute') throw new Error('Only attributes here');
    const { name, type } = node.attribute;
    types.set(name, type);
    return { sql: name, type };
  };
  const sql = compileFormula(formula, input, {
    evaluation: testEvaluation({ asOf: '2024-04-01T10:00:00Z' }),
    parameters,
  });
  const row = [...types].map(
    ([name, type]) =>
      `materialize(CAST(${parameters.named(`of_${name}`, 'Nullable(String)', attributes[name] ?? null)}, '${columns[type]!}')) AS ${name}`,
  );
  const statement = parameters.statement(`SELECT toString(${sql}) AS value FROM (SELECT ${row.join(', ') || '1'})`);
  const result = await client.query({ query: statement.sql, query_params: statement.params, format: 'JSONEachRow' });
  return (await result.json<{ value: string | null }>())[0]!.value;
}

const number = (value: number): Formula => ({ type: 'number', value });
const attribute = (name: string, type: 'number' | 'datetime' | 'boolean' = 'number'): Formula => ({
  type: 'attribute',
  attribute: { name, type },
});
const binary = (type: 'add' | 'subtract' | 'multiply' | 'divide', left: Formula, right: Formula): Formula => ({
  type,
  left,
  right,
});
const unary = (type: 'abs' | 'round' | 'floor' | 'ceil' | 'ln', of: Formula): Formula => ({ type, of });
const a = attribute('a');
const b = attribute('b');

/** A whole number of 1e-8 in digits. */
const exactDigits = (raw: number): string => `${BigInt(raw)}`.replace(/(\d{8})$/, '.$1');

describe('a compiled formula', () => {
  it('calculates in float64, in the order written, and rounds the result to eight places', async () => {
    expect(await valueOf(binary('add', a, b), { a: '0.1', b: '0.2' })).toBe('0.3');
    // 0.1 + 0.2 is more than 0.3 by 2^-54.
    const difference = binary('subtract', binary('add', a, b), number(0.3));
    expect(await valueOf(binary('multiply', difference, number(2 ** 54)), { a: '0.1', b: '0.2' })).toBe('1');
    expect(await valueOf(binary('divide', a, number(3)), { a: '-2' })).toBe('-0.66666667');
    expect(await valueOf(binary('subtract', binary('subtract', a, b), number(1)), { a: '10', b: '3' })).toBe('6');
    expect(await valueOf(binary('subtract', a, binary('subtract', b, number(1))), { a: '10', b: '3' })).toBe('8');
    // 195312.5, 585937.5 and -585937.5 of the eighth place: the nearest even one.
    expect(await valueOf(binary('divide', a, number(512)), { a: '1' })).toBe('0.00195312');
    expect(await valueOf(binary('divide', a, number(512)), { a: '3' })).toBe('0.00585938');
    expect(await valueOf(binary('divide', a, number(512)), { a: '-3' })).toBe('-0.00585938');
  });

  it('takes the nearest float64 of an input that has more digits', async () => {
    for (const digits of ['8466700083175.97979125', '-90071992.54740993', '1234567890.12345679', '0.00000001']) {
      const [x, y] = [Number(digits), Math.round(Number(digits))];
      const result = await valueOf(binary('multiply', binary('subtract', a, number(y)), number(1e6)), { a: digits });
      expect(Number(result)).toBeCloseTo((x - y) * 1e6, 6);
    }
  });

  it('has no value without its inputs, but for coalesce and if', async () => {
    expect(await valueOf(binary('add', a, b), { a: '1' })).toBeNull();
    expect(await valueOf(unary('round', a))).toBeNull();
    expect(await valueOf({ type: 'min', of: [a, b, number(3)] }, { a: '1' })).toBeNull();
    expect(await valueOf({ type: 'max', of: [a, b, number(3)] }, { a: '1', b: '2' })).toBe('3');
    expect(await valueOf({ type: 'min', of: [a, b, number(3)] }, { a: '1', b: '-2' })).toBe('-2');
    expect(await valueOf({ type: 'coalesce', of: [a, b, number(3)] }, { b: '2' })).toBe('2');
    expect(await valueOf({ type: 'coalesce', of: [a, b] })).toBeNull();
  });

  it('compares with no value in `if`, and does not mind the other branch', async () => {
    const choose = (comparison: 'equals' | 'notEquals' | 'lessThan' | 'atMost' | 'moreThan' | 'atLeast'): Formula => ({
      type: 'if',
      left: a,
      comparison,
      right: number(2),
      then: number(1),
      else: binary('divide', number(1), b),
    });
    expect(await valueOf(choose('notEquals'))).toBe('1');
    expect(await valueOf(choose('equals'), { b: '4' })).toBe('0.25');
    expect(await valueOf(choose('lessThan'), { b: '0' })).toBeNull();
    expect(await valueOf(choose('atMost'), { a: '2', b: '0' })).toBe('1');
    expect(await valueOf(choose('moreThan'), { a: '2', b: '0.5' })).toBe('2');
    expect(await valueOf(choose('atLeast'), { a: '2.00000001' })).toBe('1');
  });

  it('has no value for what is not finite, wherever it comes up', async () => {
    const inverse = binary('divide', number(1), a);
    expect(await valueOf(inverse, { a: '0' })).toBeNull();
    expect(await valueOf({ type: 'coalesce', of: [inverse, number(5)] }, { a: '0' })).toBe('5');
    expect(await valueOf(binary('divide', number(1), inverse), { a: '0' })).toBeNull();
    expect(await valueOf({ type: 'coalesce', of: [unary('ln', a), number(5)] }, { a: '-1' })).toBe('5');
    expect(await valueOf({ type: 'coalesce', of: [unary('ln', a), number(5)] }, { a: '0' })).toBe('5');
    const thousandth = (factors: number): Formula =>
      factors === 0 ? number(1e15) : binary('multiply', number(1e15), thousandth(factors - 1));
    expect(await valueOf({ type: 'coalesce', of: [thousandth(21), number(5)] })).toBe('5');
    const opposite = binary('multiply', number(-1), thousandth(19));
    expect(await valueOf(binary('divide', opposite, thousandth(19)))).toBe('-1');
  });

  it('has no value from ten to the twenty-second on', async () => {
    expect(await valueOf(binary('multiply', a, number(1e7)), { a: '999999999999999' })).toBe(
      // The float64 nearest to the result times 1e8.
      exactDigits(999999999999999 * 1e7 * 1e8),
    );
    expect(await valueOf(binary('multiply', a, number(1e7)), { a: '1000000000000000' })).toBeNull();
    expect(await valueOf(binary('multiply', a, number(-1e7)), { a: '1000000000000000' })).toBeNull();
  });

  it.each([
    ['2.5', '3'],
    ['-2.5', '-3'],
    ['1.5', '2'],
    ['0.49999999', '0'],
    ['-0.5', '-1'],
    ['90071992.5', '90071993'],
    ['-70000001.5', '-70000002'],
  ])('rounds %s away from zero to %s', async (value, rounded) => {
    expect(await valueOf(unary('round', a), { a: value })).toBe(rounded);
  });

  it('does not round up what is just less than a half, nor what has no fraction', async () => {
    expect(await valueOf(unary('round', number(0.49999999999999994)))).toBe('0');
    const odd = number(2 ** 49 + 1);
    expect(await valueOf(binary('subtract', unary('round', binary('multiply', odd, number(8))), number(2 ** 52)))).toBe(
      '8',
    );
    expect(await valueOf(binary('subtract', unary('round', odd), number(2 ** 49)))).toBe('1');
  });

  it('rounds up and down, takes what is without a sign, and logarithms of eight places', async () => {
    expect(await valueOf(unary('floor', a), { a: '-1.5' })).toBe('-2');
    expect(await valueOf(unary('ceil', a), { a: '-1.5' })).toBe('-1');
    expect(await valueOf(unary('abs', a), { a: '-1.5' })).toBe('1.5');
    expect(await valueOf(unary('ln', a), { a: '2' })).toBe('0.69314718');
    // Rounded before it is multiplied: the ninth place is not there any more.
    expect(await valueOf(binary('multiply', unary('ln', a), number(1e8)), { a: '2' })).toBe('69314718');
  });

  it('takes booleans for no numbers', async () => {
    expect(await valueOf({ type: 'coalesce', of: [attribute('c', 'boolean'), number(7)] }, { c: 'true' })).toBe('7');
  });

  it('counts local calendar days between instants', async () => {
    const at = (text: string): string => String(Date.parse(text));
    const since: Formula = { type: 'daysBetween', from: attribute('d', 'datetime'), to: { type: 'asOf' } };
    expect(await valueOf(since)).toBeNull();
    // 23:30 of 31 March in Berlin, and 0:30 of 1 April.
    expect(await valueOf(since, { d: at('2024-03-31T21:30:00Z') })).toBe('1');
    expect(await valueOf(since, { d: at('2024-03-31T22:30:00Z') })).toBe('0');
    expect(await valueOf(since, { d: at('2024-04-02T22:30:00Z') })).toBe('-2');
    // Shortly after midnight of New Year's Day 1960, before 1970 as it is: 64 years with 17 leap days, and 91 days.
    expect(await valueOf(since, { d: at('1959-12-31T23:00:01Z') })).toBe(String(64 * 365 + 16 + 91));
    const ahead: Formula = { type: 'daysBetween', from: { type: 'asOf' }, to: attribute('d', 'datetime') };
    expect(await valueOf(ahead, { d: at('2024-04-02T22:30:00Z') })).toBe('2');
  });

  it('can be deep', async () => {
    let deep: Formula = a;
    for (let i = 0; i < 40; i++)
      deep = { type: 'max', of: [unary('round', binary('add', deep, number(1))), number(0)] };
    expect(await valueOf(deep, { a: '2.5' })).toBe('43');
  });
});
