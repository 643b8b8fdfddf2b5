import type { Definition, DefinitionId } from '@cutline/segment-definition';
import type { Statement } from './statement.ts';

/** A definition as published. */
export interface PublishedDefinition {
  version: number;
  document: Definition;
}

/** What an evaluation is of: which workspace, at which instant, having read which batches. */
export interface Evaluation {
  /** The workspace's number in ClickHouse. */
  workspace: number;
  /** IANA name of its time zone. */
  timeZone: string;
  /** UTC milliseconds: windows are cut here. */
  asOf: number;
  /** The last ingestion batch that is read. */
  known: number;
}

export interface PlanInput extends Evaluation {
  /** The run's number; its scratch rows and memberships carry it. */
  run: number;
  definitions: ReadonlyMap<DefinitionId, PublishedDefinition>;
}

interface StepBase {
  title: string;
  /** Definitions that cannot be computed when this step fails (their dependants follow from the graph). */
  definitions: DefinitionId[];
}

/** Writes the base (known profiles) to the run's scratch. */
export interface BaseStep extends StepBase {
  kind: 'base';
  statement: Statement;
}

/** Reads one row: see `MetricRow`. */
export interface MetricStep extends StepBase {
  kind: 'metric';
  definition: DefinitionId;
  version: number;
  statement: Statement;
}

/** One scan over events that writes the sets of all leaves on the same actions to the run's scratch. */
export interface LeavesStep extends StepBase {
  kind: 'leaves';
  statement: Statement;
}

/** Bitmap algebra over scratch: the segment's members; then what differs from the last membership. */
export interface SegmentStep extends StepBase {
  kind: 'segment';
  definition: DefinitionId;
  version: number;
  /** To be run in this order. All are safe to run again. */
  statements: {
    /** Writes the members to scratch. */
    compute: Statement;
    /** Writes changed chunks to `memberships`. */
    memberships: Statement;
    /** Writes entries and exits to `membership_changes`; takes the parameter `reason` (String) at binding. */
    changes: Statement;
    /** Reads one row: see `SegmentRow`. */
    counts: Statement;
  };
}

export type Step = BaseStep | MetricStep | LeavesStep | SegmentStep;

/** The steps of a run, in an order in which each finds what it needs. */
export interface Plan {
  steps: Step[];
}

/** A metric's result. Numbers are text: the decimal exactly, the counts as 64-bit integers. */
export interface MetricRow {
  /** Null: no value. */
  value: string | null;
  profiles: string;
  below: string;
  on: string;
  above: string;
}

/** A segment's result: how many members, how many entered and left against the membership before this run. */
export interface SegmentRow {
  members: string;
  entered: string;
  left: string;
}
