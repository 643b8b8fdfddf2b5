import { type Decimal } from 'decimal.js';
import type { Attribute } from '../attribute.ts';
import type { DefinitionId } from '../definition.ts';
import { calendarDays } from './evaluate-clock.ts';
import { divide, finite, ln, roundHalfAway, toEightPlaces } from './evaluate-float.ts';
import { isDecimal, isInstant, type Value } from './evaluate-value.ts';
import type { Formula } from '../formula.ts';

/** Where a formula's inputs come from; null: no value. */
export interface FormulaInputs {
  aggregate: (id: DefinitionId) => Value | null;
  expression: (id: DefinitionId) => Decimal | null;
  attribute: (attribute: Attribute) => Value | null;
  metric: (id: DefinitionId) => Decimal | null;
  /** UTC milliseconds. */
  asOf: number;
  timeZone: string;
}

/** A formula's result, rounded to eight places; null: no value. */
export function evaluateFormula(formula: Formula, inputs: FormulaInputs): Decimal | null {
  const result = numberOf(formula, inputs);
  return result === null ? null : toEightPlaces(result);
}

/** Float64 throughout. Infinity and NaN turn into no value wherever they come up. */
function numberOf(formula: Formula, inputs: FormulaInputs): number | null {
  const of = (part: Formula): number | null => numberOf(part, inputs);
  switch (formula.type) {
    case 'number':
      return formula.value;
    case 'asOf':
      return null;
    case 'aggregate':
    case 'expression':
    case 'attribute':
    case 'metric': {
      const value = inputOf(formula, inputs);
      return isDecimal(value) ? value.toNumber() : null;
    }
    case 'add':
      return both(of(formula.left), of(formula.right), (left, right) => left + right);
    case 'subtract':
      return both(of(formula.left), of(formula.right), (left, right) => left - right);
    case 'multiply':
      return both(of(formula.left), of(formula.right), (left, right) => left * right);
    case 'divide':
      return both(of(formula.left), of(formula.right), divide);
    case 'min':
    case 'max': {
      const parts = formula.of.map(of);
      const numbers = parts.filter((part) => part !== null);
      if (numbers.length < parts.length) return null;
      return formula.type === 'min' ? Math.min(...numbers) : Math.max(...numbers);
    }
    case 'coalesce':
      return formula.of.map(of).find((part) => part !== null) ?? null;
    case 'abs':
      return one(of(formula.of), Math.abs);
    case 'round':
      return one(of(formula.of), roundHalfAway);
    case 'floor':
      return one(of(formula.of), Math.floor);
    case 'ceil':
      return one(of(formula.of), Math.ceil);
    case 'ln':
      return one(of(formula.of), ln);
    case 'daysBetween': {
      const from = instantOf(formula.from, inputs);
      const to = instantOf(formula.to, inputs);
      return from === null || to === null ? null : calendarDays(from, to, inputs.timeZone);
    }
    case 'if':
      return of(holds(of(formula.left), formula.comparison, of(formula.right)) ? formula.then : formula.else);
  }
}

/** The instant that a part of `daysBetween` stands for. */
function instantOf(formula: Formula, inputs: FormulaInputs): number | null {
  if (formula.type === 'asOf') return inputs.asOf;
  if (formula.type !== 'aggregate' && formula.type !== 'attribute') return null;
  const value = inputOf(formula, inputs);
  return isInstant(value) ? value.instant : null;
}

type Input = Extract<Formula, { type: 'aggregate' | 'expression' | 'attribute' | 'metric' }>;

function inputOf(input: Input, inputs: FormulaInputs): Value | null {
  switch (input.type) {
    case 'aggregate':
      return inputs.aggregate(input.aggregate);
    case 'expression':
      return inputs.expression(input.expression);
    case 'attribute':
      return inputs.attribute(input.attribute);
    case 'metric':
      return inputs.metric(input.metric);
  }
}

function one(value: number | null, operation: (value: number) => number): number | null {
  return value === null ? null : finite(operation(value));
}

function both(
  left: number | null,
  right: number | null,
  operation: (left: number, right: number) => number,
): number | null {
  return left === null || right === null ? null : finite(operation(left, right));
}

function holds(
  left: number | null,
  comparison: Extract<Formula, { type: 'if' }>['comparison'],
  right: number | null,
): boolean {
  if (left === null || right === null) return comparison === 'notEquals';
  switch (comparison) {
    case 'equals':
      return left === right;
    case 'notEquals':
      return left !== right;
    case 'lessThan':
      return left < right;
    case 'atMost':
      return left <= right;
    case 'moreThan':
      return left > right;
    case 'atLeast':
      return left >= right;
  }
}
