import { isNumeric, type Formula, type FormulaInput } from '@cutline/segment-definition';
import type { SqlValue } from './compile-value.ts';
import { localDay, today } from './local-day.ts';
import { once } from './once.ts';
import { decimalOfRaw } from './rounding.ts';
import type { SqlContext } from './sql-context.ts';

/** What a formula finds under the names it mentions. */
export type FormulaInputs = (node: FormulaInput) => SqlValue;

/**
 * Nullable(Decimal(38, 8)): the formula's value. Each input becomes the nearest float64, operations are float64's in the order written,
 * and the result is rounded to eight places, half to even. NULL is no value.
 */
export function compileFormula(formula: Formula, input: FormulaInputs, context: SqlContext): string {
  // What is not less has no value; nor may it be converted, which would fail.
  const whole = once({ y: 'if(abs(x) < 1e22, roundBankers(x * 1e8), 0)' }, wholeNumber);
  return once({ x: compileNumber(formula, input, context) }, `if(abs(x) < 1e22, ${decimalOfRaw(whole)}, NULL)`);
}

/** Int128 of a float64 `y`, a whole number: in two halves of 53 bits, because ClickHouse's own conversion is not exact beyond 64. */
const wholeNumber = `toInt128(toInt64(trunc(y / ${2 ** 53}))) * ${2 ** 53} + toInt64(y - trunc(y / ${2 ** 53}) * ${2 ** 53})`;

/** Nullable(Float64), finite: so NaN comes up nowhere, and infinity only where an operation overflows. */
function compileNumber(node: Formula, input: FormulaInputs, context: SqlContext): string {
  const number = (part: Formula): string => compileNumber(part, input, context);
  switch (node.type) {
    case 'number':
      return `toNullable(${context.parameters.add('number', 'Float64', node.value)})`;
    case 'aggregate':
    case 'expression':
    case 'attribute':
    case 'metric':
      return toFloat(input(node));
    case 'asOf':
      return nothing;
    case 'add':
      return finite(`${number(node.left)} + ${number(node.right)}`);
    case 'subtract':
      return finite(`${number(node.left)} - ${number(node.right)}`);
    case 'multiply':
      return finite(`${number(node.left)} * ${number(node.right)}`);
    case 'divide':
      return finite(`${number(node.left)} / nullIf(${number(node.right)}, 0)`);
    case 'min':
    case 'max': {
      const best = node.type === 'min' ? 'arrayMin' : 'arrayMax';
      return once({ xs: `[${node.of.map(number).join(', ')}]` }, `if(has(xs, NULL), NULL, ${best}(xs))`);
    }
    case 'coalesce':
      return `coalesce(${node.of.map(number).join(', ')})`;
    case 'abs':
    case 'floor':
    case 'ceil':
      return `${node.type}(${number(node.of)})`;
    case 'round':
      return once({ x: number(node.of) }, 'trunc(x) + if(abs(x - trunc(x)) >= 0.5, sign(x), 0)');
    case 'ln':
      // Of 0 and less it is -inf here.
      return `roundBankers(nullIf(log(greatest(${number(node.of)}, 0)), -inf) * 1e8) / 1e8`;
    case 'daysBetween':
      return `toFloat64(${compileDay(node.to, input, context)} - ${compileDay(node.from, input, context)})`;
    case 'if':
      return `if(${compileTest(node, number)}, ${number(node.then)}, ${number(node.else)})`;
  }
}

const nothing = "CAST(NULL, 'Nullable(Float64)')";
const operators = { equals: '=', notEquals: '=', lessThan: '<', atMost: '<=', moreThan: '>', atLeast: '>=' };

/** UInt8, never NULL. */
function compileTest(node: Extract<Formula, { type: 'if' }>, number: (part: Formula) => string): string {
  const holds = `ifNull(${number(node.left)} ${operators[node.comparison]} ${number(node.right)}, 0)`;
  return node.comparison === 'notEquals' ? `NOT ${holds}` : holds;
}

/** Nullable(Int64): the number of the local day of an instant. */
function compileDay(node: Formula, input: FormulaInputs, context: SqlContext): string {
  if (node.type === 'asOf') return `toNullable(${today(context)})`;
  if (node.type === 'aggregate' || node.type === 'attribute') {
    const { sql, type } = input(node);
    if (type === 'datetime') return localDay(sql, context);
  }
  return `CAST(NULL, 'Nullable(Int64)')`;
}

/**
 * The float64 nearest to a decimal. ClickHouse divides the decimal's digits by a power of ten, which is that only while the digits fit
 * into 53 bits; its reading of text is right for all.
 */
function toFloat({ sql, type }: SqlValue): string {
  if (!isNumeric(type)) return nothing;
  return once({ d: sql }, 'if(abs(d) < 90071992, toFloat64(toNullable(d)), toFloat64(toString(d)))');
}

function finite(sql: string): string {
  return `nullIf(nullIf(${sql}, inf), -inf)`;
}
