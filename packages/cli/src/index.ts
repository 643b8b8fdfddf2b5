export {
  defineAggregate,
  defineExpression,
  defineMetric,
  defineSegment,
  type AggregateFile,
  type ExpressionFile,
  type Keyed,
  type MetricFile,
  type SegmentFile,
} from './define.ts';
