import type { Measure, ProfileValue } from '../metric.ts';
import { isNumeric } from '../value-type.ts';
import { aggregatorType, profileValueType } from '../value-type-of.ts';
import { checkAggregator } from './check-aggregator.ts';
import type { CheckContext } from './check-context.ts';
import { checkSelection } from './check-filter.ts';
import { checkFormula } from './check-formula.ts';
import { typeInWords } from './check-operand.ts';

/** Checks that a metric is a number. */
export function checkMeasure(measure: Measure, at: string, context: CheckContext): void {
  switch (measure.type) {
    case 'formula':
      return checkFormula(measure.formula, 'metric', `${at}/formula`, context);
    case 'values':
      if (measure.statistic.type !== 'count')
        checkNumeric(measure.of, `${at}/of`, `\`${measure.statistic.type}\` is taken of numbers`, context);
      return;
    case 'events': {
      const { aggregator } = measure;
      checkSelection(measure, at, context);
      if (aggregator.type === 'distinctProfiles') return;
      checkAggregator(aggregator, `${at}/aggregator`, context);
      const type = aggregatorType(aggregator);
      if (isNumeric(type)) return;
      const place = 'parameter' in aggregator ? 'parameter/type' : 'type';
      const message = `A metric is a number; \`${aggregator.type}\` gives ${typeInWords[type]} here. Expected a numeric parameter, or an aggregator such as \`count\` or \`distinctProfiles\`.`;
      context.report(`${at}/aggregator/${place}`, 'wrong-type', message, { expected: 'a number' });
    }
  }
}

/** Checks that a profile's value is a number; one that is not there is reported elsewhere. */
export function checkNumeric(value: ProfileValue, at: string, because: string, context: CheckContext): void {
  const type = profileValueType(value, context.definitions);
  if (type === undefined || isNumeric(type)) return;
  const expected = 'a numeric aggregate or expression';
  const id = value.type === 'aggregate' ? value.aggregate : value.expression;
  const name = context.definitions.get(id)?.name ?? '';
  const message = `${because}; “${name}” is ${typeInWords[type]}. Expected ${expected}.`;
  context.report(`${at}/${value.type}`, 'wrong-type', message, { expected });
}
