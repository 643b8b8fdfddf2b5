import type { Parameters } from './parameters.ts';
import type { Evaluation } from './plan.ts';

/** What every part of a statement is written with: what it is evaluated at, and where its parameters are collected. */
export interface SqlContext {
  evaluation: Evaluation;
  parameters: Parameters;
}
