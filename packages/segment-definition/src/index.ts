export { aggregate, aggregator, type Aggregate, type Aggregator } from './aggregate.ts';
export { attribute, type Attribute } from './attribute.ts';
export {
  comparison,
  constantComparison,
  operand,
  type Comparison,
  type ComparisonType,
  type Constant,
  type ConstantComparison,
  type Operand,
} from './comparison.ts';
export { comparisonsOf, operandsOf } from './comparisons-of.ts';
export {
  condition,
  times,
  walkConditions,
  type AggregateCondition,
  type AttributeCondition,
  type Condition,
  type ConditionPath,
  type ConsentCondition,
  type EventCondition,
  type ExpressionCondition,
  type LeafCondition,
  type SegmentCondition,
  type SequenceCondition,
  type Times,
} from './condition.ts';
export {
  definition,
  definitionKind,
  type Definition,
  type DefinitionId,
  type DefinitionKind,
  type Definitions,
} from './definition.ts';
export { decisiveConditions } from './decisive-conditions.ts';
export { formatVersion } from './described.ts';
export { aggregateOfCondition, timesOf } from './event-condition.ts';
export { eventFilter, lineFilter, type EventFilter, type LineFilter } from './event-filter.ts';
export { eventPattern, type EventPattern, type EventSelection } from './event-selection.ts';
export { expression, type Expression } from './expression.ts';
export { formula, formulaParts, walkFormula, type Formula, type FormulaInput } from './formula.ts';
export { formulaToText } from './formula-text/formula-to-text.ts';
export { parseFormula, type FormulaError } from './formula-text/parse-formula.ts';
export { inheritedFilter } from './inherited-filter.ts';
export {
  measure,
  metric,
  population,
  profileValue,
  statistic,
  type Measure,
  type Metric,
  type Population,
  type ProfileValue,
  type Statistic,
} from './metric.ts';
export {
  fixedTypeOf,
  ownParameters,
  parameter,
  productFieldOf,
  productFields,
  type Parameter,
  type ProductField,
} from './parameter.ts';
export {
  exactQuantileMethod,
  levelInTenThousandths,
  quantileMethod,
  type ExactQuantileMethod,
  type QuantileMethod,
} from './quantile.ts';
export { referencesOf, type Reference } from './references.ts';
export { refinement, type Refinement } from './refinement.ts';
export { segment, type Segment } from './segment.ts';
export { spanInMilliseconds, type Span } from './sequence.ts';
export { isNumeric, valueType, type ValueType } from './value-type.ts';
export {
  aggregatorParameter,
  aggregatorType,
  definitionType,
  emptyValueOf,
  operandType,
  profileValueType,
} from './value-type-of.ts';
export { isExact, onlyOn, window, type CalendarUnit, type OnlyOn, type Window, type WindowUnit } from './window.ts';
export type { AggregateValue } from './evaluator/evaluate-aggregate.ts';
export type { MetricResult } from './evaluator/evaluate-metric.ts';
export { isWithinApproximation, quantile } from './evaluator/evaluate-quantile.ts';
export type { Boundary } from './evaluator/evaluate-refinement.ts';
export type { SegmentResult } from './evaluator/evaluate-segment.ts';
export { byteOrder, keyOf, type Value } from './evaluator/evaluate-value.ts';
export { evaluate, type EvaluationResult } from './evaluator/evaluate.ts';
export type {
  AttributeValue,
  EvaluatedAlias,
  EvaluatedEvent,
  EvaluatedProductLine,
  EvaluatedProfile,
  EvaluatedRate,
  EvaluatedWorld,
  Evaluation,
} from './evaluator/evaluated-world.ts';
export { languages, messagesOf, type Language } from './messages/catalogue.ts';
export type { Messages } from './messages/en.ts';
export type { Piece } from './sentence/pieces.ts';
export { comparisonInWords, predicateOf } from './sentence/sentence-comparison.ts';
export { conditionInWords } from './sentence/sentence-condition.ts';
export { filterInWords } from './sentence/sentence-filter.ts';
export { segmentInPieces } from './sentence/sentence-segment.ts';
export { onlyOnInWords, windowInWords } from './sentence/sentence-window.ts';
export { sentence } from './sentence/sentence.ts';
export { speakerOf, type Speaker } from './sentence/speaker.ts';
export { suggestName } from './sentence/suggest-name.ts';
export { dependantsOf, findCycle, topologicalOrder } from './topological-order.ts';
export { upgradeDefinition } from './upgrade-definition.ts';
export type { DefinitionError, DefinitionErrorCode } from './validation/definition-error.ts';
export { parameterTypesOf } from './validation/check-aggregator.ts';
export { nearest } from './validation/nearest.ts';
export { validateDefinition, type Validation, type ValidationContext } from './validation/validate-definition.ts';
export {
  dayEdges,
  instantOf,
  isTimeZone,
  nextEdges,
  uncutEdges,
  windowEdges,
  type WindowEdges,
} from './window-edges.ts';
export { zoneClock, type ZoneClock } from './zone-clock.ts';
