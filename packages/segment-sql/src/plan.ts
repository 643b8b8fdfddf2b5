import type { Definition, DefinitionId } from '@cutline/segment-definition';
import type { Cut } from './compile-refinement.ts';
import type { ScanBounds } from './profile-ranges.ts';
import type { Statement } from './statement.ts';
import type { StoredStream } from './stream.ts';

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
  /** ISO 4217 code of the workspace's currency. */
  currency: string;
  /** Whether profiles that only an anonymous id names are in the base. */
  includeAnonymous: boolean;
  /** Whether the workspace has exchange rates at all; without, amounts in other currencies have no value. */
  hasRates: boolean;
  /** Whether a number of the workspace counts for another profile, or did, in a batch that is read; without, every number is a profile. */
  hasAliases: boolean;
  /** Streams whose timelines may be read instead of events, by `streamKey`; without, all is read from events. */
  streams?: ReadonlyMap<string, StoredStream>;
}

/** What was published before, which a run builds upon. */
export interface Earlier {
  /** UTC milliseconds, and a batch: what happened to somebody since then is looked at. */
  asOf: number;
  known: number;
  /** The greatest number of a run that is published: rows of later ones are not read. */
  published: number;
}

/**
 * What a plan computes. `full`: everything for everybody. `due`: all metrics; segments for everybody where that is needed, else for the profiles
 * that something happened to. A live run has no plan: see `compileLive`.
 */
export type Scope = 'full' | 'due';

/** Segments that are computed for everybody. */
export type Whole = ReadonlySet<DefinitionId> | 'all';

export interface PlanInput extends Evaluation {
  /** The run's number; its scratch rows carry it. */
  run: number;
  /** `full` where nothing is said. */
  scope?: Scope;
  /** Without it nothing is known of what happened since: only a full run can do without. */
  earlier?: Earlier;
  /** In which ranges of profiles everybody is scanned; all at once without. */
  bounds?: ScanBounds;
  /** Of a live run: where refinements cut before. */
  lines?: ReadonlyMap<DefinitionId, Cut>;
  /** Those of `streams` whose timelines lack the latest batches: they are added first. */
  behind?: readonly Pick<StoredStream, 'number' | 'stream'>[];
  definitions: ReadonlyMap<DefinitionId, PublishedDefinition>;
}

interface StepBase {
  title: string;
  /** Definitions that cannot be computed when this step fails (their dependants follow from the graph). */
  definitions: DefinitionId[];
}

/** Adds the batches up to `known` to the timelines of streams. */
export interface TimelinesStep extends StepBase {
  kind: 'timelines';
  /** Their numbers. */
  streams: number[];
}

/** Writes the profiles that something happened to since an earlier run to the run's scratch: see `scratchKeys`. */
export interface TouchedStep extends StepBase {
  kind: 'touched';
  statement: Statement;
}

/** Writes the base (known profiles) to the run's scratch. */
export interface BaseStep extends StepBase {
  kind: 'base';
  /** To be run all. */
  statements: Statement[];
}

/** Reads a row for each of its metrics, all from one scan: see `MetricOfStepRow`. */
export interface MetricsStep extends StepBase {
  kind: 'metrics';
  statement: Statement;
  /** The same step for some of its metrics. */
  only(definitions: readonly DefinitionId[]): MetricsStep;
}

/** One scan over events and profiles' values that writes the sets of all leaves that look at the same data to the run's scratch. */
export interface LeavesStep extends StepBase {
  kind: 'leaves';
  /** To be run all; those of segments that are not whole look only at whom something happened to. */
  statements(whole: Whole): Statement[];
}

/** A segment that a step computes. */
export interface PlannedSegment {
  definition: DefinitionId;
  version: number;
  /** Writes the members that a refinement keeps to scratch. */
  refine?: Statement;
  /** Reads one row: see `BoundaryRow`, or none where nobody is ranked. */
  boundary?: Statement;
}

/** Bitmap algebra over scratch: writes the members of all segments that can be said now to scratch. */
export interface SegmentsStep extends StepBase {
  kind: 'segments';
  segments: PlannedSegment[];
  /** To be run in this order, before the segments' own. All are safe to run again. Of a segment with a refinement they write those for whom the rules hold. */
  statements(whole: Whole): Statement[];
  /** The same step for some of its segments. */
  only(definitions: readonly DefinitionId[]): SegmentsStep;
}

export type Step = TimelinesStep | TouchedStep | BaseStep | MetricsStep | LeavesStep | SegmentsStep;

/** The steps of a run, in an order in which each finds what it needs. */
export interface Plan {
  steps: Step[];
  /** Of each step its wave: those of one wave need nothing of each other, and nothing of later waves. Waves begin at 0 and never fall. */
  waves: number[];
  /** Segments that a due run always computes for everybody: those that rank, those that metrics are over, and what hangs on them. */
  always: ReadonlySet<DefinitionId>;
}

/**
 * A metric's result. Numbers are text: the decimal exactly, the counts as 64-bit integers. Only metrics over profiles' values lie
 * between profiles; a formula is of no profiles at all.
 */
export interface MetricRow {
  /** Null: no value. */
  value: string | null;
  /** Profiles with a value; for metrics over events those with a counted event. */
  profiles: string | null;
  below: string | null;
  on: string | null;
  above: string | null;
}

/** The result of one of several metrics. */
export interface MetricOfStepRow extends MetricRow {
  metric: DefinitionId;
}

/** Where the line of a refinement is. Numbers are text. */
export interface BoundaryRow {
  /** Value of the last one kept. Null: nobody is. */
  line: string | null;
  /** Profiles that are better than the line, level with it, and of the level ones kept. */
  above: string;
  level: string;
  kept: string;
}

/** A segment's result: how many members, how many entered and left against the membership before this run. */
export interface SegmentRow {
  segment: DefinitionId;
  /** Those for whom the rules hold, before a refinement. */
  afterRules: string;
  members: string;
  entered: string;
  left: string;
  /** Changes of those to whom nothing happened. */
  unexplained: string;
}
