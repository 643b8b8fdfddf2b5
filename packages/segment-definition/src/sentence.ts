import type { Aggregate } from './aggregate.ts';
import type { Comparison, Condition, Operand } from './condition.ts';
import type { Definition, DefinitionId, Definitions } from './definition.ts';
import type { Metric } from './metric.ts';
import type { Window } from './window.ts';

const comparisons: Record<Comparison, string> = {
  equals: 'exactly',
  notEquals: 'other than',
  lessThan: 'less than',
  atMost: 'at most',
  moreThan: 'more than',
  atLeast: 'at least',
};

/** A comparison in words, e.g. `more than`. */
export function comparisonInWords(comparison: Comparison): string {
  return comparisons[comparison];
}

/** A definition as one readable English sentence; names come from `definitions`, an unknown id is “(missing)”. */
export function sentence(definition: Definition, definitions: Definitions): string {
  switch (definition.kind) {
    case 'aggregate':
      return aggregateSentence(definition);
    case 'metric':
      return metricSentence(definition, definitions);
    case 'segment':
      return `Customers with ${conditionInWords(definition.where, definitions)}`;
  }
}

function aggregateSentence({ aggregator, actions, window }: Aggregate): string {
  const what = aggregator.type === 'count' ? 'Number of' : `Sum of ${aggregator.parameter} over`;
  return `${what} ${actions.join(' or ')}, ${windowInWords(window)}`;
}

function metricSentence({ aggregate, measure, population }: Metric, definitions: Definitions): string {
  const among = {
    active: 'customers who have any',
    all: 'all customers',
    segment: population.type === 'segment' ? `“${nameOf(population.segment, definitions)}”` : '',
  }[population.type];
  const method = measure.method === 'linear' ? '' : ` (${measure.method.replace('_', ' ')})`;
  return `${measure.level} quantile${method} of “${nameOf(aggregate, definitions)}” among ${among}`;
}

/** A window in words, e.g. `last 365 days before 365 days`. Ends of `between` are said as the last day inside. */
export function windowInWords(window: Window): string {
  switch (window.type) {
    case 'last': {
      const before = window.before?.count ? ` before ${plural(window.before.count, window.before.unit)}` : '';
      return `last ${plural(window.count, window.unit)}${before}`;
    }
    case 'between':
      return `from ${window.start} until before ${window.end}`;
    case 'since':
      return `since ${window.start}`;
    case 'until':
      return `before ${window.end}`;
    case 'allTime':
      return 'all time';
  }
}

function conditionInWords(condition: Condition, definitions: Definitions, nested = false): string {
  switch (condition.type) {
    case 'all':
    case 'any': {
      if (condition.of.length === 0) return condition.type === 'all' ? 'no condition' : 'nothing that could hold';
      const word = condition.type === 'all' ? ' AND ' : ' OR ';
      const text = condition.of.map((each) => conditionInWords(each, definitions, condition.of.length > 1)).join(word);
      return nested && condition.of.length > 1 ? `(${text})` : text;
    }
    case 'not':
      return `NOT ${conditionInWords(condition.of, definitions, true)}`;
    case 'aggregate': {
      const { aggregate, comparison, operand } = condition;
      return `“${nameOf(aggregate, definitions)}” ${comparisons[comparison]} ${operandInWords(operand, definitions)}`;
    }
    case 'segment':
      return `“${nameOf(condition.segment, definitions)}” ${condition.is ? 'is true' : 'is false'}`;
  }
}

function operandInWords(operand: Operand, definitions: Definitions): string {
  return operand.type === 'constant' ? String(operand.value) : `“${nameOf(operand.metric, definitions)}”`;
}

function nameOf(id: DefinitionId, definitions: Definitions): string {
  return definitions.get(id)?.name ?? '(missing)';
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
