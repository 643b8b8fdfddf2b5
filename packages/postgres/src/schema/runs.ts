import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { definition } from './definitions.ts';
import { workspace } from './workspaces.ts';

/** Settings of a workspace that results depend on, and what they are read from. */
export interface RunSettings {
  timeZone: string;
  currency: string;
  includeAnonymous: boolean;
  /** By which rules its plan is made; none in runs before there was more than one way. */
  planFormat?: number;
  /** Streams whose timelines are read instead of events; none in runs before there were such. */
  streams?: RunStream[];
  /** What was published before, which it builds upon; none where it computes all from the beginning. */
  earlier?: RunBefore;
  /** Up to where live runs had come when it began (UTC milliseconds, and a batch); none where there were none. */
  live?: { asOf: number; known: number };
  /** Up to where live runs had come when it was published, if they went on meanwhile: it left alone whom they had looked at. */
  held?: { asOf: number; known: number };
  /** By how many profiles there were, and the bytes that a scan may hold, everybody is scanned in ranges; at once without. */
  bounds?: { profiles: number; memory: number };
  /** The number that its scratch has, where it is not the run's. */
  scratch?: number;
}

/** What a run builds upon: the clock of the last one that computed metrics, and the greatest number that was published. */
export interface RunBefore {
  /** UTC milliseconds. */
  asOf: number;
  known: number;
  /** Number of the run with that clock. */
  run: number;
  published: number;
}

/** A stream that a run reads. */
export interface RunStream {
  number: number;
  /** What it holds, as segment-sql says it. */
  document: unknown;
  /** The last batch that it held when the run began. */
  known: number;
  /** See `StoredStream` of segment-sql. */
  hasTail: boolean;
  quiet: boolean;
}

/** One evaluation of a workspace at (asOf, known). */
export const run = pgTable(
  'run',
  {
    id: uuid()
      .primaryKey()
      .default(sql`uuidv7()`),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspace.id, { onDelete: 'cascade' }),
    number: bigint({ mode: 'number' }).notNull(),
    trigger: text({ enum: ['manual', 'schedule', 'import', 'publish', 'demo', 'events'] }).notNull(),
    /**
     * `full`: everything is computed. `due`: metrics are, and segments whose definition or threshold changed; of the others the profiles that something
     * happened to. `live`: those profiles only, against the thresholds of the run before.
     */
    scope: text({ enum: ['full', 'due', 'live'] })
      .notNull()
      .default('full'),
    status: text({ enum: ['running', 'completed', 'failed', 'cancelled'] }).notNull(),
    asOf: timestamp('as_of', { withTimezone: true }).notNull(),
    known: bigint({ mode: 'number' }).notNull(),
    /** Which version of each definition it evaluates, by definition id. */
    versions: jsonb().$type<Record<string, number>>().notNull().default({}),
    /** The workspace's settings that it evaluates with; runs before there were such settings have none. */
    settings: jsonb().$type<RunSettings>(),
    error: jsonb().$type<unknown>(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
  },
  (t) => [
    uniqueIndex('run_number').on(t.workspaceId, t.number),
    // Those between runs are many.
    index('run_under_way')
      .on(t.workspaceId)
      .where(sql`status = 'running'`),
    index('run_of_metrics')
      .on(t.workspaceId, t.number)
      .where(sql`scope <> 'live'`),
  ],
);

/** A step of a run's plan, for progress and for later reading. */
export const runStep = pgTable(
  'run_step',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    kind: text({
      enum: ['timelines', 'touched', 'base', 'leaves', 'metric', 'metrics', 'segment', 'segments', 'publish'],
    }).notNull(),
    title: text().notNull(),
    definitionId: uuid('definition_id'),
    /** Definitions that use what the step computes. */
    usedBy: jsonb('used_by').$type<string[]>(),
    /** What its statements read, and the most memory that one of them took, in bytes. */
    rowsRead: bigint('rows_read', { mode: 'number' }),
    bytesRead: bigint('bytes_read', { mode: 'number' }),
    peakMemory: bigint('peak_memory', { mode: 'number' }),
    status: text({ enum: ['waiting', 'running', 'completed', 'failed', 'skipped'] }).notNull(),
    error: jsonb().$type<unknown>(),
    startedAt: timestamp('started_at', { withTimezone: true }),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
  },
  (t) => [primaryKey({ columns: [t.runId, t.position] })],
);

/** What a metric was in a run. `value` is null where it has no value. */
export const metricValue = pgTable(
  'metric_value',
  {
    definitionId: uuid('definition_id')
      .notNull()
      .references(() => definition.id, { onDelete: 'cascade' }),
    run: bigint({ mode: 'number' }).notNull(),
    version: integer().notNull(),
    asOf: timestamp('as_of', { withTimezone: true }).notNull(),
    known: bigint({ mode: 'number' }).notNull(),
    value: numeric({ precision: 38, scale: 8 }),
    /** Profiles with a value, and of them below, exactly on and above the metric's; null where it is not of profiles' values. */
    profiles: bigint({ mode: 'number' }),
    below: bigint({ mode: 'number' }),
    on: bigint({ mode: 'number' }),
    above: bigint({ mode: 'number' }),
  },
  (t) => [primaryKey({ columns: [t.definitionId, t.run] })],
);

/** Where a refinement cut. */
export interface SegmentBoundary {
  /** Value of the last one kept, as a decimal; null where nobody has a value. */
  line: string | null;
  /** Profiles beyond the line, exactly on it, and how many of the latter were kept. */
  above: number;
  level: number;
  kept: number;
}

/** What is known of a segment beside its members; null in runs of the first version. */
const refined = {
  /** For how many profiles the rules hold, before a refinement. */
  afterRules: bigint('after_rules', { mode: 'number' }),
  /** Null also where there is no refinement, or nobody was ranked. */
  boundary: jsonb().$type<SegmentBoundary>(),
};

/** What readers see of a segment: flipped for all segments of a run in one transaction. */
export const segmentHead = pgTable('segment_head', {
  definitionId: uuid('definition_id')
    .primaryKey()
    .references(() => definition.id, { onDelete: 'cascade' }),
  version: integer().notNull(),
  /** The run whose state is visible: rows with a greater run are not read. */
  run: bigint({ mode: 'number' }).notNull(),
  /** Grows by one whenever the members changed. */
  sequence: bigint({ mode: 'number' }).notNull(),
  asOf: timestamp('as_of', { withTimezone: true }).notNull(),
  known: bigint({ mode: 'number' }).notNull(),
  members: bigint({ mode: 'number' }).notNull(),
  ...refined,
  /** The run that computed it for everybody; later ones only for profiles that something happened to. */
  wholeRun: bigint('whole_run', { mode: 'number' }),
  /** Values of the metrics that it was computed with, by definition id. */
  thresholds: jsonb().$type<Record<string, string | null>>(),
  /** `stale`: the last run could not compute it; members are those of an earlier one. */
  status: text({ enum: ['current', 'stale'] }).notNull(),
  error: jsonb().$type<unknown>(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
});

/** A segment's size after each run. */
export const segmentSize = pgTable(
  'segment_size',
  {
    definitionId: uuid('definition_id')
      .notNull()
      .references(() => definition.id, { onDelete: 'cascade' }),
    run: bigint({ mode: 'number' }).notNull(),
    version: integer().notNull(),
    asOf: timestamp('as_of', { withTimezone: true }).notNull(),
    members: bigint({ mode: 'number' }).notNull(),
    ...refined,
    entered: bigint({ mode: 'number' }).notNull(),
    left: bigint({ mode: 'number' }).notNull(),
    /** Changes of a full run that nothing since the run before explains. */
    corrected: bigint({ mode: 'number' }),
  },
  (t) => [primaryKey({ columns: [t.definitionId, t.run] }), index('segment_size_as_of').on(t.definitionId, t.asOf)],
);

/**
 * Up to where the segments of a workspace are kept right between its runs, and why not further. Segments whose head has a later clock, or that are stale, have
 * their own.
 */
export const liveClock = pgTable('live_clock', {
  workspaceId: uuid('workspace_id')
    .primaryKey()
    .references(() => workspace.id, { onDelete: 'cascade' }),
  asOf: timestamp('as_of', { withTimezone: true }).notNull(),
  known: bigint({ mode: 'number' }).notNull(),
  /** The last run that computed metrics. */
  run: bigint({ mode: 'number' }).notNull(),
  /** When it was last moved, and why it could not be since. */
  movedAt: timestamp('moved_at', { withTimezone: true }).notNull().defaultNow(),
  error: jsonb().$type<unknown>(),
});
