import { tables } from '@cutline/clickhouse/tables';
import { dayEdges } from '@cutline/segment-definition';
import { ownedRows } from './aliases.ts';
import { compileEventFilter } from './compile-filter.ts';
import { compileParameter } from './compile-parameter.ts';
import { decimalType } from './compile-value.ts';
import { eventsSource } from './events-source.ts';
import { Parameters } from './parameters.ts';
import type { Evaluation } from './plan.ts';
import { scratchBitmap, scratchKeys } from './scratch.ts';
import type { SqlContext } from './sql-context.ts';
import type { Statement } from './statement.ts';
import type { Stream } from './stream.ts';
import { localDate, storedDay } from './stream-days.ts';

/** Which stream, of which workspace, up to which batch. */
export interface StreamState extends Pick<Evaluation, 'workspace' | 'timeZone' | 'currency' | 'hasAliases' | 'known'> {
  stream: Stream;
  /** The stream's number in ClickHouse. */
  number: number;
}

/** Which events of a stream are added: of batches after one, for profiles after one and up to another. */
export interface StreamPart {
  afterBatch: number;
  afterProfile: number;
  upToProfile: number;
  /** Only for the profiles that a run doubts, or for all but them: see `compileDoubts`. */
  doubted?: { run: number; are: boolean };
}

/** All events of everybody. */
export const wholeStream: StreamPart = { afterBatch: 0, afterProfile: 0, upToProfile: 2 ** 32 - 1 };

/** Adds a part of the events to the timelines. One row for each profile, in their order. */
export function compileStreamInsert(state: StreamState, part: StreamPart): Statement {
  const context = contextOf(state);
  const { parameters } = context;
  const { value } = state.stream;
  const x = value && compileParameter(value, context).sql;
  const { from, profile, where } = eventsOf(state, context);
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
          `bitmapContains(${doubtedBitmap(state, part.doubted.run, parameters)}, ${profile}) = ${part.doubted.are ? 1 : 0}`,
        ]
      : []),
  ];
  // Grouped by day first: the state of a map for each profile takes ten times the memory. Of which order the days are does not matter.
  const sums = x
    ? '(groupArrayIf(day, valued > 0), groupArrayIf(valued, valued > 0), groupArrayIf(total, valued > 0))'
    : `CAST(([], [], []), 'Tuple(Array(UInt16), Array(UInt64), Array(Decimal(38, 8)))')`;
  return parameters.statement(`INSERT INTO ${tables.timelines} (workspace, stream, profile, counts, sums)
    SELECT ${parameters.named('workspace', 'UInt32', state.workspace)}, ${parameters.named('stream', 'UInt32', state.number)},
      profile, (groupArray(day), groupArray(counted)), ${sums}
    FROM (
      SELECT profile, day, count() AS counted${x ? `, count(x) AS valued, ifNull(sum(x), CAST(0, '${decimalType}')) AS total` : ''}
      FROM (
        SELECT ${profile} AS profile, ${storedDay('toUnixTimestamp64Milli(time)', context)} AS day${x ? `, ${x} AS x` : ''}
        FROM ${from}
        WHERE ${conditions.join(' AND ')}
      )
      GROUP BY profile, day
    )
    GROUP BY profile
    ORDER BY profile`);
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
 * batch, and all that it counted for since; those of whom an earlier try may have added something.
 */
export function compileDoubts(state: StreamState, run: number, { afterBatch, again }: Doubts): Statement {
  const context = contextOf(state);
  const { parameters } = context;
  const { from, profile, where } = eventsOf(state, context);
  const workspace = parameters.named('workspace', 'UInt32', state.workspace);
  const own = `workspace = ${workspace} AND batch <= ${parameters.named('known', 'UInt64', state.known)}`;
  const after = parameters.named('after_batch', 'UInt64', afterBatch);
  const sets = [
    `SELECT arrayJoin(profiles) AS profile
      FROM (
        SELECT number, arrayDistinct(arrayConcat(
            [if(countIf(batch <= ${after}) = 0, number, argMaxIf(profile, batch, batch <= ${after}))],
            groupArrayIf(profile, batch > ${after})
          )) AS profiles
        FROM ${tables.profileAliases}
        WHERE ${own} AND number IN (SELECT number FROM ${tables.profileAliases} WHERE ${own} AND batch > ${after})
        GROUP BY number
      )
      WHERE length(profiles) > 1`,
    ...(again
      ? [`SELECT ${profile} AS profile FROM ${from} WHERE ${[...where, `batch > ${after}`].join(' AND ')}`]
      : []),
  ];
  return parameters.statement(`INSERT INTO ${tables.runBitmaps} (workspace, run, key, chunk, members)
    SELECT ${workspace}, ${parameters.named('run', 'UInt64', run)}, ${parameters.named('doubts', 'String', scratchKeys.doubts(state.number))},
      toUInt16(bitShiftRight(profile, 16)) AS chunk, groupBitmapState(profile)
    FROM (${sets.join(' UNION ALL ')})
    GROUP BY chunk`);
}

/** Reads rows `{ profiles }`, one: how many a run doubts. */
export function compileDoubtCount(state: StreamState, run: number): Statement {
  const parameters = new Parameters();
  return parameters.statement(`SELECT bitmapCardinality(${doubtedBitmap(state, run, parameters)}) AS profiles`);
}

/** Takes away the timelines that a run doubts; without a run, all of the stream, or those of some profiles. Run it with `lightweight_delete_mode`. */
export function compileStreamDelete(
  state: Pick<StreamState, 'workspace' | 'number'>,
  { run, afterProfile, upToProfile }: { run?: number; afterProfile?: number; upToProfile?: number } = {},
): Statement {
  const parameters = new Parameters();
  const conditions = [
    `workspace = ${parameters.named('workspace', 'UInt32', state.workspace)}`,
    `stream = ${parameters.named('stream', 'UInt32', state.number)}`,
    ...(run === undefined
      ? []
      : [`profile IN (SELECT arrayJoin(bitmapToArray(${doubtedBitmap(state, run, parameters)})))`]),
    ...(afterProfile === undefined ? [] : [`profile > ${parameters.named('after_profile', 'UInt32', afterProfile)}`]),
    ...(upToProfile === undefined ? [] : [`profile <= ${parameters.named('up_to_profile', 'UInt32', upToProfile)}`]),
  ];
  return parameters.statement(`DELETE FROM ${tables.timelines} WHERE ${conditions.join(' AND ')}`);
}

function doubtedBitmap(
  { workspace, number }: Pick<StreamState, 'workspace' | 'number'>,
  run: number,
  parameters: Parameters,
): string {
  return scratchBitmap(scratchKeys.doubts(number), { workspace, run }, parameters);
}

/** Reads rows `{ busy }` (1 or 0), one: whether an event of the stream lies on the day of `asOf` at or after that instant. */
export function compileBusy(state: StreamState, asOf: number): Statement {
  // Whose it is does not matter.
  const context = contextOf({ ...state, hasAliases: false });
  const { from, where } = eventsOf(state, context);
  const { end } = dayEdges(localDate(asOf, state.timeZone), state.timeZone);
  const times = `time >= ${context.parameters.instant(asOf)} AND time < ${context.parameters.instant(end)}`;
  return context.parameters.statement(
    `SELECT toUInt8(count() > 0) AS busy FROM (SELECT 1 FROM ${from} WHERE ${[...where, times].join(' AND ')} LIMIT 1)`,
  );
}

function eventsOf({ stream }: StreamState, context: SqlContext): { from: string; profile: string; where: string[] } {
  const { evaluation, parameters } = context;
  // A stream reads no amounts where the workspace has rates: see `streamOf`.
  const { from, profile } = ownedRows(tables.events, eventsSource(context, { readsMoney: false }), context);
  const where = [
    `workspace = ${parameters.named('workspace', 'UInt32', evaluation.workspace)}`,
    `action IN ${parameters.add('actions', 'Array(String)', stream.actions)}`,
    `batch <= ${parameters.named('known', 'UInt64', evaluation.known)}`,
    ...(stream.filter ? [compileEventFilter(stream.filter, context)] : []),
  ];
  return { from, profile, where };
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
