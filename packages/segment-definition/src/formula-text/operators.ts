import type { Formula } from '../formula.ts';

export type Binary = Extract<
  Formula,
  { left: Formula; right: Formula; type: 'add' | 'subtract' | 'multiply' | 'divide' }
>['type'];
export type Condition = Extract<Formula, { type: 'if' }>['comparison'];

/** How operations are written, and how strongly they bind. */
export const binaries: Readonly<Record<Binary, { sign: string; strength: number }>> = {
  add: { sign: '+', strength: 1 },
  subtract: { sign: '-', strength: 1 },
  multiply: { sign: '*', strength: 2 },
  divide: { sign: '/', strength: 2 },
};

export const conditions: Readonly<Record<Condition, string>> = {
  equals: '=',
  notEquals: '!=',
  lessThan: '<',
  atMost: '<=',
  moreThan: '>',
  atLeast: '>=',
};

/** Functions, and how many things they take. */
export const functions = {
  min: { from: 1, to: 50 },
  max: { from: 1, to: 50 },
  coalesce: { from: 1, to: 50 },
  abs: { from: 1, to: 1 },
  round: { from: 1, to: 1 },
  floor: { from: 1, to: 1 },
  ceil: { from: 1, to: 1 },
  ln: { from: 1, to: 1 },
  daysBetween: { from: 2, to: 2 },
  if: { from: 3, to: 3 },
} as const;

export type FunctionName = keyof typeof functions;

/** Kinds of definition that a formula can name in square brackets. */
export const namedKinds = ['aggregate', 'expression', 'metric'] as const;
export type NamedKind = (typeof namedKinds)[number];
