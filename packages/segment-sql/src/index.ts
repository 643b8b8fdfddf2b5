export { rowsOfProfiles, type OwnedRows } from './aliases.ts';
export { planRun } from './plan-run.ts';
export type {
  BaseStep,
  BoundaryRow,
  Evaluation,
  LeavesStep,
  MetricOfStepRow,
  MetricRow,
  MetricsStep,
  Plan,
  PlanInput,
  PublishedDefinition,
  SegmentRow,
  PlannedSegment,
  SegmentsStep,
  Step,
  TimelinesStep,
} from './plan.ts';
export {
  bindThresholds,
  type BoundStatement,
  type MetricValues,
  type ParameterValue,
  type Statement,
} from './statement.ts';
export {
  compileCommonValues,
  compileMetricPreview,
  compileSegmentPreview,
  compileValuesPreview,
  type RefinedPreviewRow,
  type SegmentPreview,
  type SegmentPreviewRow,
  type ValuesPreviewRow,
} from './compile-preview.ts';
export type { PreviewInput } from './preview-sources.ts';
export { compileCountedEvents, compilePatternEvents, type EvidencePage, type EvidenceRow } from './compile-evidence.ts';
export { compileMembers, compileProfileValues, compileSegmentsOfProfile } from './compile-profile.ts';
export { compileWhy, type Why, type WhyRow } from './compile-why.ts';
export { aggregatesUnder } from './compile-profile-value.ts';
export { isRefined, rankedDefinitions } from './compile-refinement.ts';
export { aggregatesBehind, inputKey, inputsOf, type ProfileInput } from './inputs-of.ts';
export {
  compileBusy,
  compileDoubtCount,
  compileDoubts,
  compileStreamDelete,
  compileStreamInsert,
  wholeStream,
  type Doubts,
  type StreamPart,
  type StreamState,
} from './compile-stream.ts';
export { streamKey, streamsByKey, streamsOf, type StoredStream, type Stream } from './stream.ts';
