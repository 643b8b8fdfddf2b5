export { planRun } from './plan-run.ts';
export type {
  BaseStep,
  Evaluation,
  LeavesStep,
  MetricRow,
  MetricStep,
  Plan,
  PlanInput,
  PublishedDefinition,
  SegmentRow,
  SegmentStep,
  Step,
} from './plan.ts';
export {
  bindThresholds,
  type BoundStatement,
  type MetricValues,
  type ParameterValue,
  type Statement,
} from './statement.ts';
export {
  compileSegmentPreview,
  compileValuesPreview,
  type SegmentPreview,
  type SegmentPreviewRow,
  type ValuesPreviewRow,
} from './compile-preview.ts';
export type { PreviewInput } from './preview-sources.ts';
export { compileMembers, compileProfileValue, compileSegmentsOfProfile } from './compile-profile.ts';
