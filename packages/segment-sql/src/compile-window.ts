import { uncutEdges, windowEdges, type OnlyOn, type Window, type WindowEdges } from '@cutline/segment-definition';
import type { SqlContext } from './sql-context.ts';
import { hourOfLocal, localOf, weekdayOfLocal } from './zone-sql.ts';

/** UInt8 over the column `time` of events: whether an event lies in the window, cut at `asOf`. */
export function compileWindow(window: Window, context: SqlContext): string {
  const { asOf, timeZone } = context.evaluation;
  const { start, end } = windowEdges(window, asOf, timeZone);
  // Compared with the column itself, so that the primary key is used.
  const conditions = [`time < ${context.parameters.instant(end)}`];
  if (start !== null) conditions.unshift(`time >= ${context.parameters.instant(start)}`);
  if (window.onlyOn) conditions.push(compileOnlyOn(window.onlyOn, 'toUnixTimestamp64Milli(time)', context));
  return `(${conditions.join(' AND ')})`;
}

/** UInt8, NULL where `ms` (an instant, Int64) is: whether it lies in the window, not cut at `asOf`. */
export function compileUncutWindow(window: Window, ms: string, context: SqlContext): string {
  const { asOf, timeZone } = context.evaluation;
  const conditions = [compileEdges(uncutEdges(window, asOf, timeZone), ms, context)];
  if (window.onlyOn) conditions.push(compileOnlyOn(window.onlyOn, ms, context));
  return `(${conditions.join(' AND ')})`;
}

/** UInt8, NULL where `ms` (an instant, Int64) is: whether it lies between two edges. */
export function compileEdges({ start, end }: WindowEdges, ms: string, { parameters }: SqlContext): string {
  const conditions: string[] = [];
  if (start !== null) conditions.push(`${ms} >= ${parameters.add('instant', 'Int64', start)}`);
  if (end !== Infinity) conditions.push(`${ms} < ${parameters.add('instant', 'Int64', end)}`);
  if (conditions.length === 0) return `isNotNull(${ms})`;
  return `(${conditions.join(' AND ')})`;
}

/** UInt8, NULL where `ms` is: whether an instant (Int64) has one of the weekdays and lies within the hours. */
export function compileOnlyOn({ weekdays, hours }: OnlyOn, ms: string, context: SqlContext): string {
  const { parameters } = context;
  const local = localOf(ms, context);
  const conditions: string[] = [];
  if (weekdays)
    conditions.push(`has(${parameters.add('weekdays', 'Array(Int64)', weekdays)}, ${weekdayOfLocal(local)})`);
  if (hours) {
    const hour = hourOfLocal(local);
    const from = `${hour} >= ${parameters.add('hour', 'Int64', hours.from)}`;
    const to = `${hour} < ${parameters.add('hour', 'Int64', hours.to)}`;
    conditions.push(`(${from} ${hours.to > hours.from ? 'AND' : 'OR'} ${to})`);
  }
  return conditions.length === 0 ? '1' : `(${conditions.join(' AND ')})`;
}
