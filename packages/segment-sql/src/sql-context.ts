import type { Parameters } from './parameters.ts';
import type { Evaluation } from './plan.ts';

/** What every part of a statement is written with: what it is evaluated at, and where its parameters are collected. */
export interface SqlContext {
  evaluation: Evaluation;
  parameters: Parameters;
  /** Where a statement speaks of few profiles: which numbers count for another profile, and for which. Whose all other rows are does not matter. */
  owners?: NamedOwners;
}

/** Arrays in step, expressions of Array(UInt32) over constants; not empty. */
export interface NamedOwners {
  numbers: string;
  profiles: string;
}
