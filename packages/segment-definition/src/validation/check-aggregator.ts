import type { Aggregator } from '../aggregate.ts';
import { isNumeric, type ValueType } from '../value-type.ts';
import type { CheckContext } from './check-context.ts';
import { checkParameter } from './check-parameter.ts';
import { sentences } from './in-words.ts';

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

/** What texts are aggregated with, for those who tried to calculate with them. */
const ofTexts = ['distinctCount', 'first', 'last', 'mostFrequent'];

/** Checks that an aggregator can make something of its parameter. */
export function checkAggregator(aggregator: Aggregator, at: string, context: CheckContext): void {
  if (!('parameter' in aggregator)) return;
  const { parameter, type } = aggregator;
  if (!checkParameter(parameter, `${at}/parameter`, context)) return;
  const fits = parameterTypesOf[type];
  if (fits.includes(parameter.type)) return;
  const { aggregators, expected: words } = context.messages;
  const expected = words.parameterOfType(fits);
  const instead = parameter.type === 'string' && fits.some(isNumeric) ? aggregators.ofTexts(ofTexts) : undefined;
  const message = sentences(aggregators.wrongType(type, parameter.type, expected), instead);
  context.report(`${at}/parameter/type`, 'wrong-type', message, { expected });
}
