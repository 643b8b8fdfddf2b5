import { tables } from '@cutline/clickhouse/tables';
import { dayEdges } from '@cutline/segment-definition';
import { ownedRows, profilesOfMoved } from './aliases.ts';
import { compileEventFilter } from './compile-filter.ts';
import { compileParameter } from './compile-parameter.ts';
import { decimalType } from './compile-value.ts';
import { eventsSource } from './events-source.ts';
import { Parameters } from './parameters.ts';
import type { Evaluation } from './plan.ts';
import { scratchBitmap, scratchKeys } from './scratch.ts';
import type { SqlContext } from './sql-context.ts';
import type { Statement } from './statement.ts';
import { tailOf, type Stream } from './stream.ts';
import { allDayColumns, dayColumns, localDate, storedDay, type DayColumn } from './stream-days.ts';
import { withinLimits } from './within-limits.ts';

/** Which stream, of which workspace, up to which batch. */
export interface StreamState extends Pick<Evaluation, 'workspace' | 'timeZone' | 'currency' | 'hasAliases' | 'known'> {
  stream: Stream;
  /** The stream's number in ClickHouse. */
  number: number;
}

/** Streams of a workspace that hold the same batches. */
export type StreamStates = readonly [StreamState, ...StreamState[]];

/** Which events of streams are written: of batches after one, for profiles after one and up to another. */
export interface StreamPart {
  /** 0 where timelines are made; else rows are added to the streams' tails. */
  afterBatch: number;
  afterProfile: number;
  upToProfile: number;
  /** Only for the profiles that a run doubts, or for all but them: see `compileDoubts`. */
  doubted?: { run: number; are: boolean };
}

/** All events of everybody. */
export const wholeStream: StreamPart = { afterBatch: 0, afterProfile: 0, upToProfile: 2 ** 32 - 1 };

/** The same as `compileStreamInsert`, in several statements where one would be too large. */
export function compileStreamInserts(states: StreamStates, part: StreamPart): Statement[] {
  return withinLimits(states, (some) => compileStreamInsert([some[0]!, ...some.slice(1)], part, states[0]));
}

/**
 * Writes a part of the events to the timelines of streams, or to their tails: one row for each stream and profile, in their order. `doubting` is the first of
 * those that were doubted together.
 */
export function compileStreamInsert(
  states: StreamStates,
  part: StreamPart,
  doubting: NumberedStream = states[0],
): Statement {
  const context = contextOf(states[0]);
  const { parameters } = context;
  const { from, profile, where } = eventsOf(states, context);
  const conditions = [
    ...where,
    ...(part.afterBatch > 0 ? [`batch > ${parameters.named('after_batch', 'UInt64', part.afterBatch)}`] : []),
    ...(part.afterProfile > 0
      ? [`${profile} > ${parameters.named('after_profile', 'UInt32', part.afterProfile)}`]
      : []),
    ...(part.upToProfile < wholeStream.upToProfile
      ? [`${profile} <= ${parameters.named('up_to_profile', 'UInt32', part.upToProfile)}`]
      : []),
    ...(part.doubted
      ? [
          `bitmapContains(${doubtedBitmap([doubting], part.doubted.run, parameters)}, ${profile}) = ${part.doubted.are ? 1 : 0}`,
        ]
      : []),
  ];
  const streams = states.map(({ stream, number }) => ({
    stream,
    number: part.afterBatch > 0 ? tailOf(number) : number,
    selects: selectionOf(stream, context),
  }));
  // Of each profile and stream there is one row: it need not be looked for others to put together with.
  return parameters.statement(`INSERT INTO ${tables.timelines} (workspace, stream, profile, ${allDayColumns.map((name) => dayColumns[name]).join(', ')})
    SETTINGS optimize_on_insert = 0
    SELECT ${parameters.named('workspace', 'UInt32', states[0].workspace)}, *
    FROM (${compileStreamRows(streams, { from, profile, where: conditions }, context)})
    ORDER BY stream, profile`);
}

/** A stream whose rows are made of events, and which of the events that are read are its own: UInt8 over their columns. */
interface StreamOfRows {
  stream: Stream;
  /** What stands as `stream` of its rows. */
  number: number;
  selects: string;
}

/** What stands behind FROM, the profile that a row of it counts for, and which rows are read. */
interface EventsOfRows {
  from: string;
  profile: string;
  where: readonly string[];
}

/** `SELECT stream, profile` and the columns of days: what events come to, all streams from one scan. */
function compileStreamRows(streams: readonly StreamOfRows[], of: EventsOfRows, context: SqlContext): string {
  // Grouped by day first: the state of a map for each profile takes ten times the memory.
  const columns = allDayColumns.map((name) => `groupArray(${name}) AS \`${dayColumns[name]}\``);
  const values = isValued(streams)
    ? `toUInt32(count(x)) AS valued, ifNull(sum(x), CAST(0, '${decimalType}')) AS total`
    : `toUInt32(0) AS valued, CAST(0, '${decimalType}') AS total`;
  return `SELECT stream, profile, ${columns.join(', ')}
    FROM (
      SELECT stream, profile, day, toUInt32(count()) AS events, ${values}
      FROM (
        ${compileStreamEvents(streams, of, context)}
      )
      GROUP BY stream, profile, day
    )
    GROUP BY stream, profile`;
}

/** The same, some of the columns, with a row for each event: few are put together sooner where they are read than here. */
export function compileEventRows(
  streams: readonly StreamOfRows[],
  of: EventsOfRows,
  context: SqlContext,
  selected: readonly DayColumn[],
): string {
  const ofEvent: Record<DayColumn, string> = {
    day: 'day',
    events: 'toUInt32(1)',
    valued: isValued(streams) ? 'toUInt32(isNotNull(x))' : 'toUInt32(0)',
    total: isValued(streams) ? `ifNull(x, CAST(0, '${decimalType}'))` : `CAST(0, '${decimalType}')`,
  };
  const columns = selected.map((name) => `[${ofEvent[name]}] AS \`${dayColumns[name]}\``);
  return `SELECT stream, profile, ${columns.join(', ')}
    FROM (
        ${compileStreamEvents(streams, of, context)}
    )`;
}

/** `SELECT stream, profile, day` and, where one of the streams has values, `x`: the value of an event, null for none. */
function compileStreamEvents(
  streams: readonly StreamOfRows[],
  { from, profile, where }: EventsOfRows,
  context: SqlContext,
): string {
  const { parameters } = context;
  const valueOf = ({ value }: Stream): string =>
    value ? compileParameter(value, context).sql : `CAST(NULL, 'Nullable(${decimalType})')`;
  const rows = `${profile} AS profile, ${storedDay('toUnixTimestamp64Milli(time)', context)} AS day`;
  const source = (...more: string[]): string => `FROM ${from}
        WHERE ${[...where, ...more].join(' AND ')}`;
  const numberOf = ({ number }: StreamOfRows): string => parameters.add('stream', 'UInt32', number);
  const [only] = streams;
  if (streams.length === 1)
    return `SELECT ${numberOf(only!)} AS stream, ${rows}${isValued(streams) ? `, ${valueOf(only!.stream)} AS x` : ''}
        ${source(only!.selects)}`;
  // Of other streams' events no value is read.
  const items = streams.map((each, i) => {
    const value = `if(selected_${i}, ${valueOf(each.stream)}, NULL)`;
    return `(${numberOf(each)}, ${each.selects} AS selected_${i}, ${value})`;
  });
  return `SELECT item.1 AS stream, profile, day, item.3 AS x
        FROM (
          SELECT ${rows}, arrayFilter(each -> each.2, [${items.join(', ')}]) AS items
          ${source()}
        )
        ARRAY JOIN items AS item`;
}

function isValued(streams: readonly StreamOfRows[]): boolean {
  return streams.some(({ stream }) => stream.value !== null);
}

/** Why the timelines of some profiles are made anew, apart from numbers that count for another profile since. */
export interface Doubts {
  /** Batches after this one are added now. */
  afterBatch: number;
  /** Whether an earlier try may have added some of them. */
  again: boolean;
}

/**
 * Notes in a run's scratch whose timelines are not to be added to but made anew: those of whom a number counts for another profile since a
 * batch, and all that it counted for since; those of whom an earlier try may have added something to one of the streams.
 */
export function compileDoubts(states: StreamStates, run: number, { afterBatch, again }: Doubts): Statement {
  const [state] = states;
  const context = contextOf(state);
  const { parameters } = context;
  const { from, profile, where } = eventsOf(states, context);
  const workspace = parameters.named('workspace', 'UInt32', state.workspace);
  const after = parameters.named('after_batch', 'UInt64', afterBatch);
  const sets = [
    profilesOfMoved(after, context),
    ...(again
      ? [
          `SELECT ${profile} AS profile FROM ${from} WHERE ${[...where, ...filterOf(states, context), `batch > ${after}`].join(' AND ')}`,
        ]
      : []),
  ];
  return parameters.statement(`INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    SELECT ${workspace}, ${parameters.named('run', 'UInt64', run)}, ${parameters.named('doubts', 'String', scratchKeys.doubts(state.number))},
      toUInt16(bitShiftRight(profile, 16)) AS chunk, groupBitmapState(profile)
    FROM (${sets.join(' UNION ALL ')})
    GROUP BY chunk`);
}

/** Reads rows `{ profiles }`, one: how many a run doubts. */
export function compileDoubtCount(states: Numbered, run: number): Statement {
  const parameters = new Parameters();
  return parameters.statement(`SELECT bitmapCardinality(${doubtedBitmap(states, run, parameters)}) AS profiles`);
}

/** Streams of a workspace by their numbers. */
type Numbered = readonly [NumberedStream, ...NumberedStream[]];
type NumberedStream = Pick<StreamState, 'workspace' | 'number'>;

/**
 * Takes away the timelines of streams that a run doubts, and their tails; without a run, all of them, or those of some profiles. Run it with
 * `lightweight_delete_mode`.
 */
export function compileStreamDelete(
  states: Numbered,
  { run, afterProfile, upToProfile }: { run?: number; afterProfile?: number; upToProfile?: number } = {},
): Statement {
  const parameters = new Parameters();
  const numbers = states.flatMap(({ number }) => [number, tailOf(number)]);
  const conditions = [
    `workspace = ${parameters.named('workspace', 'UInt32', states[0].workspace)}`,
    `stream IN ${parameters.named('streams', 'Array(UInt32)', numbers)}`,
    ...(run === undefined
      ? []
      : [`profile IN (SELECT arrayJoin(bitmapToArray(${doubtedBitmap(states, run, parameters)})))`]),
    ...(afterProfile === undefined ? [] : [`profile > ${parameters.named('after_profile', 'UInt32', afterProfile)}`]),
    ...(upToProfile === undefined ? [] : [`profile <= ${parameters.named('up_to_profile', 'UInt32', upToProfile)}`]),
  ];
  return parameters.statement(`DELETE FROM ${tables.timelines} WHERE ${conditions.join(' AND ')}`);
}

function doubtedBitmap([{ workspace, number }]: Numbered, run: number, parameters: Parameters): string {
  return scratchBitmap(scratchKeys.doubts(number), { workspace, run }, parameters);
}

/** Read rows `{ stream }`: the numbers of those streams of which an event lies on the day of `asOf` at or after that instant. */
export function compileBusy(states: StreamStates, asOf: number): Statement[] {
  return withinLimits(states, ([first, ...others]) => compileBusyOf([first!, ...others], asOf));
}

function compileBusyOf(states: StreamStates, asOf: number): Statement {
  const [state] = states;
  // Whose an event is does not matter.
  const context = contextOf({ ...state, hasAliases: false });
  const { parameters } = context;
  const { from, where } = eventsOf(states, context);
  const { end } = dayEdges(localDate(asOf, state.timeZone), state.timeZone);
  const times = `time >= ${parameters.instant(asOf)} AND time < ${parameters.instant(end)}`;
  const selections = states.map(({ stream }) => selectionOf(stream, context)).join(', ');
  const numbers = parameters.named(
    'streams',
    'Array(UInt32)',
    states.map(({ number }) => number),
  );
  return parameters.statement(`SELECT DISTINCT arrayJoin(arrayFilter((stream, selects) -> selects, ${numbers}, [${selections}])) AS stream
    FROM ${from} WHERE ${[...where, times].join(' AND ')}`);
}

/** The events of streams, with others of their actions where they have filters. */
function eventsOf(states: StreamStates, context: SqlContext): { from: string; profile: string; where: string[] } {
  const { evaluation, parameters } = context;
  // A stream reads no amounts where the workspace has rates: see `streamOf`.
  const { from, profile } = ownedRows(tables.events, eventsSource(context, { readsMoney: false }), context);
  const actions = [...new Set(states.flatMap(({ stream }) => stream.actions))].sort();
  const where = [
    `workspace = ${parameters.named('workspace', 'UInt32', evaluation.workspace)}`,
    `action IN ${parameters.add('actions', 'Array(String)', actions)}`,
    `batch <= ${parameters.named('known', 'UInt64', evaluation.known)}`,
  ];
  return { from, profile, where };
}

/** Of a single stream its own condition. */
function filterOf(states: StreamStates, context: SqlContext): string[] {
  const [{ stream }] = states;
  return states.length === 1 && stream.filter ? [compileEventFilter(stream.filter, context)] : [];
}

/** UInt8: whether an event is of a stream. */
export function selectionOf({ actions, filter }: Stream, context: SqlContext): string {
  const named = `action IN ${context.parameters.add('actions', 'Array(String)', actions)}`;
  return filter ? `${named} AND ${compileEventFilter(filter, context)}` : named;
}

/** Streams look neither at `asOf` nor at who is in the base, and at rates only where there are none. */
function contextOf({ workspace, timeZone, currency, hasAliases, known }: StreamState): SqlContext {
  const evaluation = {
    workspace,
    timeZone,
    currency,
    hasAliases,
    known,
    asOf: 0,
    hasRates: false,
    includeAnonymous: true,
  };
  return { evaluation, parameters: new Parameters() };
}
