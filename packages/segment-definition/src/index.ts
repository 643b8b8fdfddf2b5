export { aggregate, aggregator, type Aggregate, type Aggregator } from './aggregate.ts';
export {
  comparison,
  condition,
  operand,
  walkConditions,
  type AggregateCondition,
  type Comparison,
  type Condition,
  type ConditionPath,
  type Operand,
  type SegmentCondition,
} from './condition.ts';
export { definition, type Definition, type DefinitionId, type DefinitionKind, type Definitions } from './definition.ts';
export { metric, population, quantileMethod, type Metric, type Population, type QuantileMethod } from './metric.ts';
export { referencesOf, type Reference } from './references.ts';
export { segment, type Segment } from './segment.ts';
export { window, type Window, type WindowUnit } from './window.ts';
export { evaluateAggregate, type AggregateValue } from './evaluate-aggregate.ts';
export { compare, evaluateCondition, type ProfileFacts } from './evaluate-condition.ts';
export { evaluateMetric, quantile, type MetricResult } from './evaluate-metric.ts';
export {
  evaluate,
  type EvaluatedEvent,
  type EvaluatedProfile,
  type Evaluation,
  type EvaluationResult,
} from './evaluate.ts';
export { levelInTenThousandths } from './metric.ts';
export { comparisonInWords, sentence, windowInWords } from './sentence.ts';
export { dependantsOf, findCycle, topologicalOrder } from './topological-order.ts';
export { validateDefinition, type DefinitionError, type Validation } from './validate-definition.ts';
export { instantOf, isTimeZone, windowEdges, type WindowEdges } from './window-edges.ts';
