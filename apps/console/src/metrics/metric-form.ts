import type { Metric, Population, QuantileMethod } from '@cutline/segment-definition';

/** A metric as people fill it in. */
export interface MetricForm {
  name: string;
  description: string;
  aggregate: string | null;
  population: Population['type'];
  /** Whose members count, when the population is a segment. */
  segment: string | null;
  /** 0 to 1, four places at most. */
  level: number;
  method: QuantileMethod;
}

export function blankMetric(name = ''): MetricForm {
  return { name, description: '', aggregate: null, population: 'active', segment: null, level: 0.7, method: 'linear' };
}

export function metricAsForm(metric: Metric): MetricForm {
  return {
    name: metric.name,
    description: metric.description ?? '',
    aggregate: metric.aggregate,
    population: metric.population.type,
    segment: metric.population.type === 'segment' ? metric.population.segment : null,
    level: metric.measure.level,
    method: metric.measure.method,
  };
}

/** Four places at most, and within 0 to 1. */
export function roundLevel(level: number): number {
  return Math.min(1, Math.max(0, Math.round(level * 10_000) / 10_000));
}

/** The metric that a form means; null while something is missing (but its name). */
export function formAsMetric(form: MetricForm): Metric | null {
  if (!form.aggregate || (form.population === 'segment' && !form.segment)) return null;
  return {
    formatVersion: 1,
    kind: 'metric',
    name: form.name.trim(),
    ...(form.description.trim() ? { description: form.description.trim() } : {}),
    aggregate: form.aggregate,
    population:
      form.population === 'segment' ? { type: 'segment', segment: form.segment ?? '' } : { type: form.population },
    measure: { type: 'quantile', level: roundLevel(form.level), method: form.method },
  };
}

/** What a level means to a marketer: 0.7 draws the line above which the top 30 % lie. */
export function topShare(level: number): number {
  return Math.round((1 - roundLevel(level)) * 10_000) / 100;
}
