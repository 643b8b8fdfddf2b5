import type { EventPattern, EventSelection, Window } from '@cutline/segment-definition';
import { tables } from '@cutline/clickhouse/tables';
import { belongsTo } from './aliases.ts';
import { compileEventFilter } from './compile-filter.ts';
import { compileParameter } from './compile-parameter.ts';
import { compileWindow } from './compile-window.ts';
import { eventsSource, readsMoney } from './events-source.ts';
import { Parameters } from './parameters.ts';
import type { Evaluation } from './plan.ts';
import { isSetSql } from './compile-value.ts';
import type { SqlContext } from './sql-context.ts';
import type { Statement } from './statement.ts';

/** An event: its message and the number that it stands under, which counts for the profile as of `known`. */
export interface EvidenceRow {
  message_id: string;
  number: number;
}

/** Which page of a profile's events: those before an event (newest first), at most `limit`. */
export interface EvidencePage {
  before: { time: number; messageId: string } | null;
  limit: number;
}

/** Reads rows of `EvidenceRow`, newest first: the events of a profile that a selection counts. */
export function compileCountedEvents(
  selection: EventSelection,
  profile: number,
  page: EvidencePage,
  evaluation: Evaluation,
): Statement {
  return compileEvidence([selection], selection.window, selection, profile, page, evaluation);
}

/** The same for events of any of some patterns in a window: what a sequence looks at. */
export function compilePatternEvents(
  patterns: EventPattern[],
  window: Window,
  profile: number,
  page: EvidencePage,
  evaluation: Evaluation,
): Statement {
  return compileEvidence(patterns, window, {}, profile, page, evaluation);
}

function compileEvidence(
  patterns: EventPattern[],
  window: Window,
  { distinctBy }: Pick<EventSelection, 'distinctBy'>,
  profile: number,
  page: EvidencePage,
  evaluation: Evaluation,
): Statement {
  const parameters = new Parameters();
  const context: SqlContext = { evaluation, parameters };
  const matches = patterns.map(({ actions, filter }) => {
    const named = `action IN ${parameters.add('actions', 'Array(String)', actions)}`;
    return filter ? `(${named} AND ${compileEventFilter(filter, context)})` : `(${named})`;
  });
  const counted = `SELECT message_id, profile AS number, time${distinctBy ? `, ${firstOf(distinctBy, context)} AS speaks` : ''}
    FROM ${eventsSource(context, { readsMoney: patterns.some(readsMoney) || (distinctBy !== undefined && readsMoney({ distinctBy })) })}
    WHERE workspace = ${parameters.named('workspace', 'UInt32', evaluation.workspace)}
      AND action IN ${parameters.add('all_actions', 'Array(String)', [...new Set(patterns.flatMap(({ actions }) => actions))])}
      AND ${belongsTo(tables.events, parameters.named('profile', 'UInt32', profile), context)}
      AND batch <= ${parameters.named('known', 'UInt64', evaluation.known)}
      AND ${compileWindow(window, context)} AND (${matches.join(' OR ')})`;
  const wanted = [
    ...(distinctBy ? ['speaks'] : []),
    ...(page.before
      ? [
          `(toUnixTimestamp64Milli(time), message_id) < (${parameters.named('before_time', 'Int64', page.before.time)}, ${parameters.named('before_message', 'String', page.before.messageId)})`,
        ]
      : []),
  ];
  return parameters.statement(`SELECT message_id, number
    FROM (${counted})
    ${wanted.length > 0 ? `WHERE ${wanted.join(' AND ')}` : ''}
    ORDER BY time DESC, message_id DESC
    LIMIT ${parameters.named('limit', 'UInt32', page.limit)}`);
}

/** UInt8: whether an event is the earliest of those with its value, or has none. */
function firstOf(distinctBy: NonNullable<EventSelection['distinctBy']>, context: SqlContext): string {
  const value = compileParameter(distinctBy, context);
  return `NOT ${isSetSql(value)} OR row_number() OVER (PARTITION BY ${value.sql} ORDER BY time, message_id) = 1`;
}
