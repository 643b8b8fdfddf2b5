import type { Aggregate } from '@cutline/segment-definition';
import type { Evaluation } from './plan.ts';
import { daysOf, streamKey, streamOf, type StoredStream } from './stream.ts';
import type { DayRange } from './stream-days.ts';

/** Where an aggregate is read from timelines: of which stream, and which days. */
export interface Timeline {
  stored: StoredStream;
  days: DayRange;
}

/** The timelines that tell an aggregate in an evaluation, or null where only events do. */
export function timelineOf(aggregate: Aggregate, evaluation: Evaluation): Timeline | null {
  if (!evaluation.streams || evaluation.streams.size === 0) return null;
  const stream = streamOf(aggregate, evaluation);
  const stored = stream && evaluation.streams.get(streamKey(stream));
  if (!stored) return null;
  const days = daysOf(aggregate.window, evaluation, stored.quiet);
  return days && { stored, days };
}
