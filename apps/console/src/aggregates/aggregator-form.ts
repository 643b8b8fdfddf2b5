import type { Aggregator, ExactQuantileMethod, Parameter } from '@cutline/segment-definition';
import { roundLevel } from '../figures/level.ts';
import type { AggregatorType } from './aggregators.ts';

/** What is made of the events, as people fill it in; what the type does not need is kept for when it does. */
export interface AggregatorForm {
  type: AggregatorType;
  parameter: Parameter | null;
  /** 0 to 1, four places at most. */
  level: number;
  method: ExactQuantileMethod;
  /** How many of the last values. */
  count: number;
  statistic: 'mean' | 'median';
}

export function blankAggregator(): AggregatorForm {
  return { type: 'count', parameter: null, level: 0.9, method: 'linear', count: 5, statistic: 'median' };
}

export function aggregatorAsForm(aggregator: Aggregator | { type: 'distinctProfiles' }): AggregatorForm {
  return {
    ...blankAggregator(),
    ...aggregator,
    ...('parameter' in aggregator && { parameter: { ...aggregator.parameter } }),
  };
}

/** The aggregator that a form means; null while its parameter is not chosen. */
export function formAsAggregator(form: AggregatorForm): Aggregator | { type: 'distinctProfiles' } | null {
  const { type, level, method, count, statistic } = form;
  switch (type) {
    case 'count':
    case 'exists':
    case 'daysSinceFirst':
    case 'daysSinceLast':
    case 'distinctProfiles':
      return { type };
    case 'gaps':
      return { type, statistic };
  }
  if (!form.parameter?.name) return null;
  const parameter = { ...form.parameter };
  switch (type) {
    case 'quantile':
      return { type, parameter, level: roundLevel(level), method };
    case 'lastValues':
      return Number.isInteger(count) && count >= 1 && count <= 1_000 ? { type, parameter, count } : null;
    default:
      return { type, parameter };
  }
}
