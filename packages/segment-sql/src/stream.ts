import {
  aggregateOfCondition,
  aggregatorParameter,
  isNumeric,
  productFieldOf,
  walkConditions,
  windowEdges,
  type Aggregate,
  type Definition,
  type Definitions,
  type EventFilter,
  type Parameter,
  type Window,
} from '@cutline/segment-definition';
import { readsMoney } from './events-source.ts';
import { sortedActions } from './meaning.ts';
import type { Evaluation } from './plan.ts';
import { allDays, datesAscend, dayThatBegins, storedDayOf, type DayRange } from './stream-days.ts';

/**
 * What is kept of each profile's events of some actions that pass a filter, day by day: how many there were, and of a numeric parameter
 * how many had it and what it sums up to.
 */
export interface Stream {
  actions: string[];
  filter: EventFilter | null;
  value: Parameter | null;
}

/** A stream whose timelines hold every batch up to one, and none after it. */
export interface StoredStream {
  stream: Stream;
  /** Its number in ClickHouse. */
  number: number;
  /** The last batch that its timelines hold when they are read. What came after it is read from events, for those who are looked at only. */
  known: number;
  /** Whether numbers count for other profiles since that batch: all of those profiles is read from events. */
  lacksMerges?: boolean;
  /** Whether something was added since it was built: its rows stand under a number of their own, see `tailOf`. */
  hasTail: boolean;
  /** Whether no event of it lies on the day of `asOf` at or after that instant, so that the whole day is what was before it. */
  quiet: boolean;
}

/**
 * Under this number stand the rows that are added to a stream once it is built: a profile has one row of the stream itself, so that everybody's are read as they
 * stand, and only those who have rows here have to be put together.
 */
export function tailOf(stream: number): number {
  return stream + 2 ** 31;
}

/** The same text for streams that hold the same. */
export function streamKey({ actions, filter, value }: Stream): string {
  return JSON.stringify([sortedActions({ actions }), filter, value], inOrder);
}

/** PostgreSQL gives the keys of what it keeps as jsonb back in an order of its own. */
function inOrder(_: string, each: unknown): unknown {
  if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
  return Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Whether what passes a filter depends on `asOf`. Product lines hold no times. */
function looksAtToday(filter: EventFilter): boolean {
  switch (filter.type) {
    case 'all':
    case 'any':
      return filter.of.some(looksAtToday);
    case 'not':
      return looksAtToday(filter.of);
    case 'parameter':
      return ['within', 'withinNext', 'sameDay', 'sameMonth'].includes(filter.comparison.type);
    case 'products':
      return false;
  }
}

/**
 * The stream that an aggregate can be made of, or null where days do not tell enough: what orders single events, tells them apart, looks
 * at their clock time or at what today is, and amounts whose value in the workspace's currency may change.
 */
export function streamOf(aggregate: Aggregate, evaluation: Pick<Evaluation, 'timeZone' | 'hasRates'>): Stream | null {
  const { aggregator, actions, filter = null, distinctBy, window } = aggregate;
  if (distinctBy || window.onlyOn || !datesAscend(evaluation.timeZone)) return null;
  if (filter && looksAtToday(filter)) return null;
  if (evaluation.hasRates && readsMoney(aggregate)) return null;
  const stream = { actions: sortedActions({ actions }), filter, value: null };
  switch (aggregator.type) {
    case 'count':
    case 'exists':
    case 'daysSinceFirst':
    case 'daysSinceLast':
      return stream;
    case 'sum':
    case 'average': {
      const value = aggregatorParameter(aggregator)!;
      return productFieldOf(value) === null && isNumeric(value.type) ? { ...stream, value } : null;
    }
    default:
      return null;
  }
}

/**
 * The streams that the aggregates of some definitions could be read from at `asOf`. What counts events of the same kind shares one: one with a
 * value tells how many there were, too.
 */
export function streamsOf(
  definitions: Definitions,
  evaluation: Pick<Evaluation, 'asOf' | 'timeZone' | 'hasRates'>,
): Stream[] {
  const found = new Map<string, Stream>();
  for (const document of definitions.values())
    for (const aggregate of aggregatesIn(document)) {
      const stream = daysOf(aggregate.window, evaluation, true) && streamOf(aggregate, evaluation);
      if (stream) found.set(streamKey(stream), stream);
    }
  const selection = (stream: Stream): string => streamKey({ ...stream, value: null });
  const valued = new Set([...found.values()].filter(({ value }) => value).map(selection));
  return [...found.values()].filter((stream) => stream.value || !valued.has(selection(stream)));
}

/** What to look a stream up by: its own key, and that of the same events without a value. */
export function streamsByKey(streams: readonly StoredStream[]): Map<string, StoredStream> {
  const entries = streams.flatMap((stored): [string, StoredStream][] => [
    [streamKey({ ...stored.stream, value: null }), stored],
    [streamKey(stored.stream), stored],
  ]);
  return new Map(entries);
}

/** What a definition itself counts: an aggregate, or the events that a segment's rules name. */
export function aggregatesIn(document: Definition): Aggregate[] {
  if (document.kind === 'aggregate') return [document];
  if (document.kind !== 'segment') return [];
  return [...walkConditions(document.where)].flatMap(([, node]) =>
    node.type === 'event' ? [aggregateOfCondition(node)] : [],
  );
}

/** The days of a window, or null where it does not consist of whole ones. */
export function daysOf(
  window: Window,
  evaluation: Pick<Evaluation, 'asOf' | 'timeZone'>,
  quiet: boolean,
): DayRange | null {
  const { asOf, timeZone } = evaluation;
  const { start, end } = windowEdges(window, asOf, timeZone);
  // Nothing happened before 1970.
  const from = start === null || start <= 0 ? allDays.from : dayThatBegins(start, timeZone);
  const to =
    end <= 0
      ? allDays.from
      : (dayThatBegins(end, timeZone) ?? (end === asOf && quiet ? storedDayOf(asOf, timeZone) + 1 : null));
  return from === null || to === null ? null : { from, to };
}
