import type { AggregateFunction } from './estimate-reads.ts';

/** How fast an installation is: its seconds for what takes the reference one. */
export interface Speed {
  factor: number;
}

/** What a query does, as far as its time depends on it. */
export interface Effort {
  rows: number;
  bytes: number;
  functions: readonly AggregateFunction[];
}

/** What a step of a run read, and how long it took. */
export interface MeasuredStep {
  rows: number;
  bytes: number;
  seconds: number;
}

/**
 * Of the reference, two cores, by the work that `infra/bench/estimates` measures: a statement is planned, and what it writes becomes a part; a row is read and
 * put to its profile; then every function looks at it.
 */
const fixedSeconds = 0.03;
const secondsOfRow = 0.1e-6;
const secondsOfByte = 2e-9;
/** The first that fits, by what a function is called and what it gives. */
const secondsOfFunction: readonly [name: RegExp, type: RegExp, seconds: number][] = [
  // Texts and tuples are copied one by one.
  [/./, /^Array\(.*(String|Tuple)/, 0.45e-6],
  [/Map/, /./, 0.4e-6],
  [/^(argMin|argMax)/, /./, 0.25e-6],
  [/^uniqExact/, /./, 0.15e-6],
  [/./, /^Array\(/, 0.07e-6],
  [/^(min|max|sum|avg)/, /./, 0.04e-6],
];
/** Of what a step does besides reading, where only that is known: as much as is usual. */
const usualFunctions = 0.15e-6;

/** So many steps say how fast an installation is. */
const enough = 20;
/** Beyond this something else was slow. */
const extremes = { least: 0.1, most: 20 };

/** How long a query takes. */
export function secondsOf(effort: Effort, { factor }: Speed): number {
  const { rows, bytes, functions } = effort;
  const perRow = functions.reduce((sum, each) => sum + secondsPerRow(each), 0);
  return factor * (reading({ rows, bytes }) + rows * perRow);
}

/** By what scans of the last runs took. Without enough of them the reference is as good a guess as any. */
export function speedOf(steps: readonly MeasuredStep[]): Speed {
  if (steps.length < enough) return { factor: 1 };
  const ratios = steps.map(({ seconds, rows, bytes }) => seconds / (reading({ rows, bytes }) + rows * usualFunctions));
  const middle = ratios.toSorted((one, other) => one - other)[Math.floor(ratios.length / 2)]!;
  return { factor: Math.min(extremes.most, Math.max(extremes.least, middle)) };
}

function reading({ rows, bytes }: Pick<Effort, 'rows' | 'bytes'>): number {
  return fixedSeconds + rows * secondsOfRow + bytes * secondsOfByte;
}

function secondsPerRow({ name, type }: AggregateFunction): number {
  return secondsOfFunction.find(([names, types]) => names.test(name) && types.test(type))?.[2] ?? 0;
}
