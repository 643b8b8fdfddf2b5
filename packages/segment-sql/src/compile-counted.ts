import type { EventPattern, Window } from '@cutline/segment-definition';
import { compileEventFilter } from './compile-filter.ts';
import { compileWindow } from './compile-window.ts';
import type { SqlContext } from './sql-context.ts';

/** UInt8, never NULL, over the columns of `eventsSource`: whether an event counts, before `distinctBy`. */
export function compileCounted(
  { actions, filter, window }: EventPattern & { window: Window },
  context: SqlContext,
): string {
  const conditions = [
    `action IN ${context.parameters.add('actions', 'Array(String)', [...new Set(actions)].sort())}`,
    compileWindow(window, context),
    ...(filter ? [compileEventFilter(filter, context)] : []),
  ];
  return `(${conditions.join(' AND ')})`;
}
