import type { Measure, ProfileValue } from '../metric.ts';
import { isNumeric } from '../value-type.ts';
import { aggregatorType, profileValueType } from '../value-type-of.ts';
import { checkAggregator } from './check-aggregator.ts';
import type { CheckContext } from './check-context.ts';
import { checkSelection } from './check-filter.ts';
import { checkFormula } from './check-formula.ts';

/** Checks that a metric is a number. */
export function checkMeasure(measure: Measure, at: string, context: CheckContext): void {
  const { aggregators, expected } = context.messages;
  switch (measure.type) {
    case 'formula':
      return checkFormula(measure.formula, 'metric', `${at}/formula`, context);
    case 'values':
      if (measure.statistic.type !== 'count')
        checkNumeric(measure.of, `${at}/of`, aggregators.statisticOfNumbers(measure.statistic.type), context);
      return;
    case 'events': {
      const { aggregator } = measure;
      checkSelection(measure, at, context);
      if (aggregator.type === 'distinctProfiles') return;
      checkAggregator(aggregator, `${at}/aggregator`, context);
      const type = aggregatorType(aggregator);
      if (isNumeric(type)) return;
      const place = 'parameter' in aggregator ? 'parameter/type' : 'type';
      const message = aggregators.noMetric(aggregator.type, type);
      context.report(`${at}/aggregator/${place}`, 'wrong-type', message, { expected: expected.aNumber });
    }
  }
}

/** Checks that a profile's value is a number, and says what it is needed for; one that is not there is reported elsewhere. */
export function checkNumeric(value: ProfileValue, at: string, because: string, context: CheckContext): void {
  const type = profileValueType(value, context.definitions);
  if (type === undefined || isNumeric(type)) return;
  const { aggregators, expected } = context.messages;
  const id = value.type === 'aggregate' ? value.aggregate : value.expression;
  const name = context.definitions.get(id)?.name ?? '';
  const message = aggregators.notNumeric(because, name, type);
  context.report(`${at}/${value.type}`, 'wrong-type', message, { expected: expected.numericValue });
}
