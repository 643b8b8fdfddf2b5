import type { Bindings, Meter } from './meter.ts';
import type { StoreName } from './stores/store.ts';

/** One evaluation of the chain that a contender has to carry out. */
export interface Task {
  /** UTC milliseconds. */
  asOf: number;
  /** The last batch that is read. */
  known: number;
  /** Numbers of this run and of the one whose memberships it is compared with; 0 for none. */
  run: number;
  previousRun: number;
}

/** What a preparation took. */
export interface Prepared {
  milliseconds: number;
  /** On disk, of what it made. */
  bytes: number;
}

/** The two thresholds, as decimals in text. */
export interface Lines {
  heavy: string;
  declining: string;
}

/** A way to compute and store the chain: thresholds, members of both segments, who entered and who left. */
export interface Contender {
  name: string;
  store: StoreName;
  /** How it goes about it, in a sentence or two. */
  way: string;
  /** Statements that create what it keeps. */
  tables: string[];
  /** What it makes of the events before it is ever asked, as they arrive or once: not in the time of a round. */
  prepare?(meter: Meter, known: number): Promise<Prepared>;
  /** Tables that hold its state from run to run. */
  state: string[];
  evaluate(meter: Meter, task: Task): Promise<Lines | undefined>;
  /** Throws away what it needs no more once its results can be seen: not in the time of a round. */
  cleanUp?(meter: Meter, task: Task): Promise<void>;
  /** How to read what a run stored; undefined for what gives no answer. */
  stored: StoredAnswer | undefined;
}

export interface StoredAnswer {
  /** `SELECT profile`: the members of a segment. */
  members(segment: SegmentNumber, run: number): { query: string; bindings: Bindings };
  /** `SELECT profile, change`: 1 entered, -1 left. */
  changes(segment: SegmentNumber, run: number): { query: string; bindings: Bindings };
}

/** 1 is Heavy buyers, 2 is Declining heavy buyers. */
export type SegmentNumber = 1 | 2;
export const segmentNumbers: readonly SegmentNumber[] = [1, 2];
