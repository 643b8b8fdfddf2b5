import {
  windowEdges,
  type Aggregate,
  type Attribute,
  type SequenceCondition,
  type Window,
} from '@cutline/segment-definition';
import { tables } from '@cutline/clickhouse/tables';
import { areAmong, areWithin, belongsTo, ownedRows } from './aliases.ts';
import { compileAttribute, compileConsent } from './compile-attribute.ts';
import { compileSequence } from './compile-sequence.ts';
import type { SqlValue } from './compile-value.ts';
import { eventsSource, readsMoney } from './events-source.ts';
import { compileEventRows, selectionOf } from './compile-stream.ts';
import { compileTimeline } from './compile-timeline.ts';
import { aggregateMeaning } from './meaning.ts';
import { isWithin, type HeldColumns, type ProfileRange } from './profile-ranges.ts';
import { isIn, type ProfileSet } from './profile-set.ts';
import type { ProfileValues } from './profile-values.ts';
import { scannedOfEvents, type ScannedValue } from './scanned-value.ts';
import type { SqlContext } from './sql-context.ts';
import { tailOf, type StoredStream } from './stream.ts';
import { allDayColumns, dayColumns, type DayColumn } from './stream-days.ts';
import { timelineOf, type Timeline } from './timeline-of.ts';

/**
 * Who is looked at, where it is not everyone: one profile, or a set, and who of these is `moved`, see `profilesOfMoved`, null where nobody is; or everyone, a range after the other.
 */
type Looked = { profile: string } | { among: ProfileSet; moved?: ProfileSet | null } | { range: ProfileRange };

/** A column of an aggregate, and the timelines that it is read from, or null where it is read from events. */
interface ScannedAggregate extends ScannedValue {
  column: string;
  aggregate: Aggregate;
  timeline: Timeline | null;
}

/**
 * One pass over timelines, one over events and one over the values that profiles were given, as far as they are asked for: a row for each profile that
 * has any, with a column for each value. What a profile has none of is the default of the column's type, and that is its empty value.
 */
export class ProfileScan implements ProfileValues {
  readonly #context: SqlContext;
  readonly #only: Looked | null;
  readonly #aggregates = new Map<string, ScannedAggregate>();
  readonly #sequences = new Map<string, { column: string; sql: string; condition: SequenceCondition }>();
  readonly #values = new Map<string, { column: string; sql: string; name: string }>();
  readonly #active = new Set<string>();

  constructor(context: SqlContext, only: Looked | null = null) {
    this.#context = context;
    this.#only = only;
  }

  aggregate(aggregate: Aggregate): SqlValue {
    const { column, value } = this.#find(aggregate);
    return value(column);
  }

  active(aggregate: Aggregate): string {
    const { column, active } = this.#find(aggregate);
    if (typeof active === 'function') return `(${active(column)})`;
    this.#active.add(column);
    return activeOf(column);
  }

  /** The columns that an aggregate's value follows from, and with `active` whether an event was counted. */
  columnsOf(aggregate: Aggregate, active: boolean): string[] {
    const found = this.#find(aggregate);
    const separate = active && typeof found.active !== 'function';
    return [found.column, ...(separate ? [this.active(aggregate)] : [])];
  }

  attribute(attribute: Attribute): SqlValue {
    const { value } = compileAttribute(attribute, this.#context);
    return {
      sql: this.#given(attribute.name, `attribute ${JSON.stringify(attribute)}`, value.sql),
      type: attribute.type,
    };
  }

  consent(channel: string): string {
    return this.#given(channel, `consent ${channel}`, compileConsent(channel, this.#context).value);
  }

  sequence(condition: SequenceCondition): string {
    const key = JSON.stringify(condition);
    const known = this.#sequences.get(key);
    if (known) return known.column;
    const column = `q${this.#sequences.size}`;
    this.#sequences.set(key, { column, sql: compileSequence(condition, this.#context), condition });
    return column;
  }

  /** What stands behind FROM: a row for each profile that has something. To be asked when all columns are known. */
  rows(): string {
    const sides = this.#sides();
    if (sides.length === 0) return '(SELECT toUInt32(0) AS profile WHERE 0)';
    if (sides.length === 1) return sides[0]!;
    const last = sides.pop()!;
    const others = sides.reduce(
      (left, right) => `(SELECT * FROM ${left} AS l FULL JOIN ${right} AS r USING (profile))`,
    );
    return `${others} AS e FULL JOIN ${last} AS v USING (profile)`;
  }

  /** Joins to rows that have a `profile`: each of them gets the columns. */
  joins(): string {
    return this.#sides()
      .map((side, i) => ` LEFT JOIN ${side} AS side_${i} USING (profile)`)
      .join('');
  }

  /** What is held of all profiles at once while rows are grouped or joined; null where they are taken as they stand. */
  held(): HeldColumns | null {
    const aggregates = [...this.#aggregates.values()];
    const streams = new Set(aggregates.flatMap(({ timeline }) => (timeline ? [timeline.stored.number] : [])));
    const areGrouped = aggregates.some(({ timeline }) => timeline === null) || this.#sequences.size > 0;
    if (!areGrouped && this.#values.size === 0 && streams.size < 2) return null;
    const columns = aggregates.map((each) => ({
      count: this.#columnsOf(each).length,
      isList: each.timeline === null && keepsValues(each.aggregate),
    }));
    const all = columns.reduce((sum, { count }) => sum + count, 0);
    const lists = columns.filter(({ isList }) => isList).length;
    return { numbers: all - lists, lists: lists + this.#sequences.size + this.#values.size };
  }

  #find(aggregate: Aggregate): ScannedAggregate {
    const key = aggregateMeaning(aggregate);
    const known = this.#aggregates.get(key);
    if (known) return known;
    const timeline = timelineOf(aggregate, this.#context.evaluation);
    const found = {
      column: `a${this.#aggregates.size}`,
      ...(timeline
        ? compileTimeline(aggregate, timeline.days, 'single', this.#context)
        : scannedOfEvents(aggregate, this.#context)),
      aggregate,
      timeline,
    };
    this.#aggregates.set(key, found);
    return found;
  }

  #given(name: string, key: string, sql: string): string {
    const known = this.#values.get(key);
    if (known) return known.column;
    const column = `t${this.#values.size}`;
    this.#values.set(key, { column, sql, name });
    return column;
  }

  #sides(): string[] {
    const aggregates = [...this.#aggregates.values()];
    return [
      ...(aggregates.some(({ timeline }) => timeline !== null) ? [this.#timelinesSide()] : []),
      ...(aggregates.some(({ timeline }) => timeline === null) || this.#sequences.size > 0 ? [this.#eventsSide()] : []),
      ...(this.#values.size > 0 ? [this.#valuesSide()] : []),
    ];
  }

  /**
   * A profile has one row of each stream, and more only where something was added since: those are put together, the others are read as they stand, which takes
   * a fraction.
   */
  #timelinesSide(): string {
    const aggregates = [...this.#aggregates.values()].flatMap((each) =>
      each.timeline ? [{ ...each, timeline: each.timeline }] : [],
    );
    const streams = [...new Map(aggregates.map(({ timeline: { stored } }) => [stored.number, stored])).values()];
    const looked = this.#looked();
    if (this.#lacking(streams).length > 0) return `(${this.#groupedRows(aggregates, streams, looked)})`;
    const tails = streams.flatMap(({ number, hasTail }) => (hasTail ? [tailOf(number)] : []));
    if (tails.length === 0) return `(${this.#singleRows(aggregates, streams, looked)})`;
    const added = `(SELECT groupBitmapState(profile) FROM ${tables.timelines} WHERE ${[this.#ofStreams(tails), ...looked].join(' AND ')})`;
    const ofAdded = `bitmapContains(${added}, profile)`;
    return `(${this.#singleRows(aggregates, streams, [...looked, `NOT ${ofAdded}`])}
      UNION ALL ${this.#groupedRows(aggregates, streams, [...looked, ofAdded])})`;
  }

  /** Streams of which events are read that their timelines do not hold yet: only where some are looked at. */
  #lacking(streams: readonly StoredStream[]): StoredStream[] {
    if (!this.#only || 'range' in this.#only) return [];
    return streams.filter(({ known }) => known < this.#context.evaluation.known);
  }

  /** A row for each profile that has no more than one of each stream. */
  #singleRows(aggregates: readonly TimelineColumn[], streams: readonly StoredStream[], conditions: string[]): string {
    const { parameters } = this.#context;
    // Of several streams a profile's rows are put together; of one it is its only row.
    const isGrouped = streams.length > 1;
    const columns = aggregates.flatMap((each) => {
      const of = isGrouped ? `stream = ${parameters.add('stream', 'UInt32', each.timeline.stored.number)}` : undefined;
      return this.#columnsOf(each).map(([sql, name]) => `${of ? `anyIf(${sql}, ${of})` : sql} AS ${name}`);
    });
    const where = [this.#ofStreams(streams.map(({ number }) => number)), ...conditions].join(' AND ');
    return `SELECT profile, ${columns.join(', ')} FROM ${tables.timelines}
      WHERE ${where}${isGrouped ? ' GROUP BY profile' : ''}`;
  }

  /** A row for each profile, however many it has: those of tails are among them, and what no timeline holds yet. */
  #groupedRows(aggregates: readonly TimelineColumn[], streams: readonly StoredStream[], conditions: string[]): string {
    const { parameters } = this.#context;
    const numbersOf = ({ number, hasTail }: StoredStream): number[] => [number, ...(hasTail ? [tailOf(number)] : [])];
    const columns = aggregates.flatMap(({ aggregate, timeline: { stored, days }, ...each }) => {
      const rows = { of: `stream IN ${parameters.add('streams', 'Array(UInt32)', numbersOf(stored))}` };
      const grouped = compileTimeline(aggregate, days, rows, this.#context);
      return this.#columnsOf({ ...each, ...grouped }).map(([sql, name]) => `${sql} AS ${name}`);
    });
    // ClickHouse would read all that is selected here, whatever is made of it.
    const selected = allDayColumns.filter((name) => columns.some((sql) => sql.includes(dayColumns[name])));
    const lacking = this.#lacking(streams);
    const moved = this.#moved(lacking);
    const windows = aggregates.map(({ aggregate }) => aggregate.window);
    const kept = moved ? [`NOT (${isIn(moved, 'profile')})`] : [];
    const rows = [
      `SELECT stream, profile, ${selected.map((name) => dayColumns[name]).join(', ')} FROM ${tables.timelines}
        WHERE ${[this.#ofStreams(streams.flatMap(numbersOf)), ...conditions, ...kept].join(' AND ')}`,
      ...(lacking.length > 0 ? [this.#rowsOfNew(lacking, selected)] : []),
      ...(moved ? [this.#rowsOfMoved(moved, streams, selected, this.#reach(windows).slice(1))] : []),
    ];
    return `SELECT profile, ${columns.join(', ')} FROM (${rows.join(' UNION ALL ')}) GROUP BY profile`;
  }

  /** Those who are looked at and for whom other numbers count than timelines know; null where nobody is. */
  #moved(lacking: readonly StoredStream[]): ProfileSet | null {
    if (!lacking.some(({ lacksMerges }) => lacksMerges)) return null;
    const moved = this.#only && 'among' in this.#only ? this.#only.moved : undefined;
    if (moved === undefined) throw new Error('Timelines lack merges, and the scan was not told of whom');
    return moved;
  }

  /** What came since timelines were added to, as their rows. */
  #rowsOfNew(streams: readonly StoredStream[], selected: readonly DayColumn[]): string {
    const { parameters } = this.#context;
    const after = (batch: number): string => `batch > ${parameters.add('after_batch', 'UInt64', batch)}`;
    const first = Math.min(...streams.map(({ known }) => known));
    const conditions = (profile: string): string[] => [after(first), ...this.#looked(profile)];
    return this.#rowsOfEvents(streams, selected, conditions, ({ known }) => after(known));
  }

  /**
   * What timelines should have of those who are moved, as their rows. A scan of its own: with the other in one condition no index would be of use, and an
   * empty set of them would not be seen. `since`: no earlier events are asked for.
   */
  #rowsOfMoved(
    moved: ProfileSet,
    streams: readonly StoredStream[],
    selected: readonly DayColumn[],
    since: string[],
  ): string {
    const upTo = (batch: number): string => `batch <= ${this.#context.parameters.add('up_to_batch', 'UInt64', batch)}`;
    const conditions = (profile: string): string[] => [
      ...since,
      ...areAmong(tables.events, profile, moved, this.#context),
    ];
    return this.#rowsOfEvents(streams, selected, conditions, ({ known }) => upTo(known));
  }

  /** Events of streams as rows of timelines. `conditions` are given what says whose an event is; `ofStream` says of which batches a stream has them. */
  #rowsOfEvents(
    streams: readonly StoredStream[],
    selected: readonly DayColumn[],
    conditions: (profile: string) => string[],
    ofStream: (stream: StoredStream) => string,
  ): string {
    const { evaluation, parameters } = this.#context;
    // A stream reads no amounts where the workspace has rates: see `streamOf`.
    const source = eventsSource(this.#context, { readsMoney: false });
    const { from, profile } = ownedRows(tables.events, source, this.#context);
    const where = [
      `workspace = ${parameters.named('workspace', 'UInt32', evaluation.workspace)}`,
      `action IN ${parameters.add('actions', 'Array(String)', [...new Set(streams.flatMap(({ stream }) => stream.actions))].sort())}`,
      `batch <= ${parameters.named('known', 'UInt64', evaluation.known)}`,
      ...conditions(profile),
    ];
    const rows = streams.map((each) => ({
      ...each,
      selects: `${ofStream(each)} AND ${selectionOf(each.stream, this.#context)}`,
    }));
    return compileEventRows(rows, { from, profile, where }, this.#context, selected);
  }

  #ofStreams(numbers: readonly number[]): string {
    const { evaluation, parameters } = this.#context;
    const workspace = `workspace = ${parameters.named('workspace', 'UInt32', evaluation.workspace)}`;
    const [only] = numbers;
    return numbers.length === 1
      ? `${workspace} AND stream = ${parameters.add('stream', 'UInt32', only!)}`
      : `${workspace} AND stream IN ${parameters.add('streams', 'Array(UInt32)', [...numbers])}`;
  }

  /** What the columns of an aggregate hold, and their names. */
  #columnsOf({ column, stored, active }: ScannedValue & { column: string }): [sql: string, name: string][] {
    const asked = this.#active.has(column) && typeof active !== 'function';
    return [[stored, column], ...(asked ? [[active.stored, activeOf(column)] satisfies [string, string]] : [])];
  }

  /** Which rows are of those who are looked at, by the expression that says whose a row is. */
  #looked(profile?: string): string[] {
    if (!this.#only) return [];
    if ('profile' in this.#only) return [`${profile ?? 'profile'} = ${this.#only.profile}`];
    if ('range' in this.#only) return isWithin(this.#only.range, profile ?? 'profile', this.#context.parameters);
    return [isIn(this.#only.among, profile ?? 'profile')];
  }

  #eventsSide(): string {
    const { evaluation, parameters } = this.#context;
    const aggregates = [...this.#aggregates.values()].filter(({ timeline }) => timeline === null);
    const sequences = [...this.#sequences.values()];
    const columns = [
      ...aggregates.flatMap((each) => this.#columnsOf(each).map(([sql, name]) => `${sql} AS ${name}`)),
      ...sequences.map(({ column, sql }) => `${sql} AS ${column}`),
    ];
    const patterns = sequences.flatMap(({ condition }) => [
      ...condition.steps,
      ...(condition.without ? [condition.without] : []),
    ]);
    const actions = [...aggregates.map(({ aggregate }) => aggregate), ...patterns].flatMap((each) => each.actions);
    const windows = [
      ...aggregates.map(({ aggregate }) => aggregate.window),
      ...sequences.map(({ condition }) => condition.window),
    ];
    const source = eventsSource(this.#context, {
      readsMoney: [...aggregates.map(({ aggregate }) => aggregate), ...patterns].some(readsMoney),
    });
    const conditions = [
      `workspace = ${parameters.named('workspace', 'UInt32', evaluation.workspace)}`,
      `action IN ${parameters.add('actions', 'Array(String)', [...new Set(actions)].sort())}`,
      `batch <= ${parameters.named('known', 'UInt64', evaluation.known)}`,
      ...this.#reach(windows),
    ];
    return this.#ofProfiles(tables.events, source, columns, conditions);
  }

  /** Reads no further than the windows together reach: where they end, and where they begin, if all do. */
  #reach(windows: Window[]): string[] {
    const { evaluation, parameters } = this.#context;
    const edges = windows.map((each) => windowEdges(each, evaluation.asOf, evaluation.timeZone));
    const starts = edges.map((edge) => edge.start);
    const end = `time < ${parameters.instant(Math.max(...edges.map((edge) => edge.end)))}`;
    return starts.some((start) => start === null)
      ? [end]
      : [end, `time >= ${parameters.instant(Math.min(...starts.map((start) => start ?? 0)))}`];
  }

  #valuesSide(): string {
    const { evaluation, parameters } = this.#context;
    const values = [...this.#values.values()];
    const conditions = [
      `workspace = ${parameters.named('workspace', 'UInt32', evaluation.workspace)}`,
      `name IN ${parameters.add('names', 'Array(String)', [...new Set(values.map(({ name }) => name))].sort())}`,
      `batch <= ${parameters.named('known', 'UInt64', evaluation.known)}`,
      `time < ${parameters.instant(evaluation.asOf)}`,
    ];
    const columns = values.map(({ column, sql }) => `${sql} AS ${column}`);
    return this.#ofProfiles(tables.profileValues, tables.profileValues, columns, conditions);
  }

  /** Columns over the rows of each profile. */
  #ofProfiles(table: string, source: string, columns: string[], conditions: string[]): string {
    const select = (rows: { from: string; selected: string }, where: string[]): string =>
      `(SELECT ${rows.selected}, ${columns.join(', ')} FROM ${rows.from} WHERE ${where.join(' AND ')} GROUP BY profile)`;
    const only = this.#only;
    if (only && 'profile' in only) {
      const selected = this.#context.evaluation.hasAliases ? `${only.profile} AS profile` : 'profile';
      return select({ from: source, selected }, [...conditions, belongsTo(table, only.profile, this.#context)]);
    }
    const rows = ownedRows(table, source, this.#context);
    if (!only) return select(rows, conditions);
    const looked =
      'range' in only
        ? areWithin(table, rows.profile, only.range, this.#context)
        : areAmong(table, rows.profile, only.among, this.#context);
    return select(rows, [...conditions, ...looked]);
  }
}

/** A column that is read from timelines. */
type TimelineColumn = ScannedAggregate & { timeline: Timeline };

/** Whether a column over events keeps some of them, or values, instead of a number or two. */
function keepsValues({ aggregator, distinctBy }: Aggregate): boolean {
  return distinctBy !== undefined || !ofNumbers.has(aggregator.type);
}

const ofNumbers = new Set<Aggregate['aggregator']['type']>([
  'count',
  'exists',
  'daysSinceFirst',
  'daysSinceLast',
  'sum',
  'average',
  'min',
  'max',
]);

function activeOf(column: string): string {
  return `${column}_active`;
}
