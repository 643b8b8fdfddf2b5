import {
  formatVersion,
  type Formula,
  type Measure,
  type Metric,
  type ProfileValue,
  type QuantileMethod,
  type Statistic,
} from '@cutline/segment-definition';
import {
  aggregatorAsForm,
  blankAggregator,
  formAsAggregator,
  type AggregatorForm,
} from '../aggregates/aggregator-form.ts';
import {
  blankEventSelection,
  eventSelectionAsForm,
  formAsEventSelection,
  type EventSelectionForm,
} from '../aggregates/event-selection-form.ts';
import { roundLevel } from '../figures/level.ts';
import { formAsPopulation, populationAsForm, type PopulationForm } from './population-form.ts';

/** A metric as people fill it in; what its measure does not need is kept for when it does. */
export interface MetricForm {
  name: string;
  description: string;
  measure: Measure['type'];
  values: {
    of: ProfileValue | null;
    population: PopulationForm;
    statistic: Statistic['type'];
    /** 0 to 1, four places at most. */
    level: number;
    method: QuantileMethod;
  };
  events: { selection: EventSelectionForm; population: PopulationForm; aggregator: AggregatorForm };
  /** What the formula's text means; null while it is unfinished. */
  formula: Formula | null;
}

export function blankMetric(name = ''): MetricForm {
  return {
    name,
    description: '',
    measure: 'values',
    values: {
      of: null,
      population: { type: 'active', segment: null },
      statistic: 'quantile',
      level: 0.7,
      method: 'linear',
    },
    events: {
      selection: blankEventSelection(),
      population: { type: 'all', segment: null },
      aggregator: blankAggregator(),
    },
    formula: null,
  };
}

export function metricAsForm({ name, description = '', measure }: Metric): MetricForm {
  const form = { ...blankMetric(name), description, measure: measure.type };
  switch (measure.type) {
    case 'values':
      return {
        ...form,
        values: {
          ...form.values,
          of: { ...measure.of },
          population: populationAsForm(measure.population),
          statistic: measure.statistic.type,
          ...(measure.statistic.type === 'quantile' && {
            level: measure.statistic.level,
            method: measure.statistic.method,
          }),
        },
      };
    case 'events':
      return {
        ...form,
        events: {
          selection: eventSelectionAsForm(measure),
          population: populationAsForm(measure.population),
          aggregator: aggregatorAsForm(measure.aggregator),
        },
      };
    case 'formula':
      return { ...form, formula: measure.formula };
  }
}

/** The metric that a form means; null while something is missing (but its name). */
export function formAsMetric(form: MetricForm): Metric | null {
  const measure = formAsMeasure(form);
  return (
    measure && {
      formatVersion,
      kind: 'metric',
      name: form.name.trim(),
      ...(form.description.trim() ? { description: form.description.trim() } : {}),
      measure,
    }
  );
}

function formAsMeasure({ measure, values, events, formula }: MetricForm): Measure | null {
  switch (measure) {
    case 'values': {
      const population = formAsPopulation(values.population);
      if (!values.of || !population) return null;
      const { statistic: type, level, method } = values;
      const statistic: Statistic = type === 'quantile' ? { type, level: roundLevel(level), method } : { type };
      return { type: 'values', of: { ...values.of }, population, statistic };
    }
    case 'events': {
      const population = formAsPopulation(events.population);
      const selection = formAsEventSelection(events.selection);
      const aggregator = formAsAggregator(events.aggregator);
      return population && selection && aggregator && { type: 'events', ...selection, population, aggregator };
    }
    case 'formula':
      return formula && { type: 'formula', formula };
  }
}
