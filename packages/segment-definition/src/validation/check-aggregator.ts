import type { Aggregator } from '../aggregate.ts';
import { isNumeric, type ValueType } from '../value-type.ts';
import type { CheckContext } from './check-context.ts';
import { checkParameter } from './check-parameter.ts';
import { typeInWords } from './check-operand.ts';
import { oneOf } from './in-words.ts';

type WithParameter = Extract<Aggregator, { parameter: unknown }>;

const numeric: readonly ValueType[] = ['integer', 'number', 'money'];
const notList: readonly ValueType[] = ['string', 'boolean', ...numeric, 'datetime'];

/** The types of parameter that each aggregator takes. */
export const parameterTypesOf: Readonly<Record<WithParameter['type'], readonly ValueType[]>> = {
  sum: numeric,
  average: numeric,
  median: numeric,
  quantile: numeric,
  min: [...numeric, 'datetime'],
  max: [...numeric, 'datetime'],
  first: notList,
  last: notList,
  distinctCount: notList,
  mostFrequent: notList,
  lastValues: ['string'],
};

/** Checks that an aggregator can make something of its parameter. */
export function checkAggregator(aggregator: Aggregator, at: string, context: CheckContext): void {
  if (!('parameter' in aggregator)) return;
  const { parameter, type } = aggregator;
  if (!checkParameter(parameter, `${at}/parameter`, context)) return;
  const fits = parameterTypesOf[type];
  if (fits.includes(parameter.type)) return;
  const instead =
    fits.some(isNumeric) && !fits.includes('string')
      ? ' For a text, `distinctCount`, `first`, `last` and `mostFrequent` can be taken.'
      : '';
  const expected = `a parameter of type ${oneOf(fits)}`;
  const message = `\`${type}\` cannot be made of ${typeInWords[parameter.type]}. Expected ${expected}.${parameter.type === 'string' ? instead : ''}`;
  context.report(`${at}/parameter/type`, 'wrong-type', message, { expected });
}
