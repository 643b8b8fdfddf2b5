import type { Aggregate, Aggregator } from './aggregate.ts';
import type { Comparison, Operand } from './comparison.ts';
import type { Definition, DefinitionId, Definitions } from './definition.ts';
import type { ProfileValue } from './metric.ts';
import type { Parameter } from './parameter.ts';
import type { ValueType } from './value-type.ts';

/** The type of an aggregator's values. Averages of money are money; whatever interpolates or divides is a number. */
export function aggregatorType(aggregator: Aggregator): ValueType {
  switch (aggregator.type) {
    case 'count':
    case 'distinctCount':
    case 'daysSinceFirst':
    case 'daysSinceLast':
      return 'integer';
    case 'exists':
      return 'boolean';
    case 'gaps':
      return 'number';
    case 'lastValues':
      return 'list';
    case 'average':
      return aggregator.parameter.type === 'money' ? 'money' : 'number';
    case 'median':
    case 'quantile':
      return aggregator.parameter.type === 'integer' ? 'number' : aggregator.parameter.type;
    case 'sum':
    case 'min':
    case 'max':
    case 'first':
    case 'last':
    case 'mostFrequent':
      return aggregator.parameter.type;
  }
}

/** The parameter that an aggregator reads, or null for those that only look at when and how often. */
export function aggregatorParameter(aggregator: Aggregator | { type: 'distinctProfiles' }): Parameter | null {
  return 'parameter' in aggregator ? aggregator.parameter : null;
}

/** What an aggregate is for a profile without events; undefined: no value. */
export function emptyValueOf({ aggregator }: Pick<Aggregate, 'aggregator'>): 0 | false | undefined {
  switch (aggregator.type) {
    case 'count':
    case 'sum':
    case 'distinctCount':
      return 0;
    case 'exists':
      return false;
    default:
      return undefined;
  }
}

/** The type of a definition's values; undefined for segments. Formulas and averages of counts are numbers. */
export function definitionType(definition: Definition, definitions: Definitions): ValueType | undefined {
  switch (definition.kind) {
    case 'aggregate':
      return aggregatorType(definition.aggregator);
    case 'expression':
      return 'number';
    case 'metric':
      return metricType(definition.measure, definitions);
    case 'segment':
      return undefined;
  }
}

function metricType(measure: Extract<Definition, { kind: 'metric' }>['measure'], definitions: Definitions): ValueType {
  switch (measure.type) {
    case 'formula':
      return 'number';
    case 'events':
      return measure.aggregator.type === 'distinctProfiles' ? 'integer' : aggregatorType(measure.aggregator);
    case 'values': {
      if (measure.statistic.type === 'count') return 'integer';
      const of = profileValueType(measure.of, definitions) ?? 'number';
      const keepsWhole = ['min', 'max', 'sum'].includes(measure.statistic.type);
      return of === 'integer' && !keepsWhole ? 'number' : of;
    }
  }
}

/** The type of a profile's value; undefined where the definition is not there. */
export function profileValueType(value: ProfileValue, definitions: Definitions): ValueType | undefined {
  return typeOfId(value.type === 'aggregate' ? value.aggregate : value.expression, definitions);
}

/** The type of what a comparison compares with; undefined for constants and for definitions that are not there. */
export function operandType(operand: Operand, definitions: Definitions): ValueType | undefined {
  switch (operand.type) {
    case 'constant':
      return undefined;
    case 'metric':
      return typeOfId(operand.metric, definitions);
    case 'aggregate':
      return typeOfId(operand.aggregate, definitions);
    case 'expression':
      return typeOfId(operand.expression, definitions);
  }
}

function typeOfId(id: DefinitionId, definitions: Definitions): ValueType | undefined {
  const found = definitions.get(id);
  return found && definitionType(found, definitions);
}

/** Whether a comparison holds only for who has something of it, so that its filter says what is wanted. */
export function asksForMore(comparison: Pick<Comparison, 'type'>): boolean {
  return ['equals', 'moreThan', 'atLeast', 'between', 'isSet', 'isTrue', 'in'].includes(comparison.type);
}
