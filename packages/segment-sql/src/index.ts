export { rowsOfProfiles, type OwnedRows } from './aliases.ts';
export {
  compileBaseDifference,
  compileDifferences,
  type ComparedSegment,
  type Comparison,
  type Differences,
} from './compile-difference.ts';
export { rulesKeyOf } from './compile-segment.ts';
export { causes, compileHeld } from './compile-touched.ts';
export { dayChanged } from './moved-slices.ts';
export {
  compileLive,
  compileLiveCounts,
  compileLiveMemberships,
  compileLooked,
  type LiveSegment,
  type LiveStatements,
  type LookedRow,
} from './compile-live.ts';
export { concernedSegments } from './concerned-segments.ts';
export type { FewLooked, Looked } from './live-sets.ts';
export { compileMerges, mergesOf, type MergeRow, type Merges } from './merges.ts';
export { planRun } from './plan-run.ts';
export { scanBounds, type ScanBounds } from './profile-ranges.ts';
export type {
  BaseStep,
  BoundaryRow,
  Earlier,
  Evaluation,
  LeavesStep,
  MetricOfStepRow,
  MetricRow,
  MetricsStep,
  Plan,
  PlanInput,
  PublishedDefinition,
  Scope,
  SegmentRow,
  PlannedSegment,
  SegmentsStep,
  Step,
  TimelinesStep,
  TouchedStep,
  Whole,
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
export { baseIds } from './scratch.ts';
export { compileMembers, compileProfileValues, compileSegmentsOfProfile } from './compile-profile.ts';
export { compileWhy, type Why, type WhyRow } from './compile-why.ts';
export { aggregatesUnder } from './compile-profile-value.ts';
export { isRefined, rankedDefinitions, type Cut } from './compile-refinement.ts';
export { aggregatesBehind, inputKey, inputsOf, type ProfileInput } from './inputs-of.ts';
export {
  compileBusy,
  compileDoubtCount,
  compileDoubts,
  compileStreamDelete,
  compileStreamInsert,
  compileStreamInserts,
  wholeStream,
  type Doubts,
  type StreamPart,
  type StreamState,
} from './compile-stream.ts';
export { streamKey, streamsByKey, streamsOf, tailOf, type StoredStream, type Stream } from './stream.ts';
export { drifts, metricsComparedWith, wholeSegments, type Recorded } from './whole-segments.ts';
export {
  planFormat,
  recordedPlan,
  soundDefinitions,
  type RecordedRun,
  type RunScope,
  type StoredVersion,
} from './recorded-plan.ts';
export { changeOfPlan, workOf, type EstimatedStatement, type PlanChange } from './estimate-change.ts';
export {
  estimateChange,
  estimateStatement,
  type Ask,
  type EstimatedStep,
  type Memory,
  type Surroundings,
  type Work,
} from './estimate.ts';
export { speedOf, type MeasuredStep, type Speed } from './estimate-seconds.ts';
