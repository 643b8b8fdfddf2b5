import type { EventFilter, LineFilter } from '../event-filter.ts';
import type { EventPattern, EventSelection } from '../event-selection.ts';
import { productFields } from '../parameter.ts';
import { checkComparison } from './check-comparison.ts';
import type { CheckContext } from './check-context.ts';
import { checkDuplicates } from './check-duplicates.ts';
import { checkParameter, isOfLines } from './check-parameter.ts';
import { checkWindow } from './check-window.ts';

/** Checks what says which events count: actions, filter, what makes them distinct, and when. */
export function checkSelection(selection: EventSelection, at: string, context: CheckContext): void {
  checkPattern(selection, at, context);
  checkWindow(selection.window, `${at}/window`, context);
  const { distinctBy } = selection;
  if (!distinctBy || !checkParameter(distinctBy, `${at}/distinctBy`, context)) return;
  if (isOfLines(distinctBy)) {
    const message = `Events are told apart by something of their own; a product line’s \`${distinctBy.name}\` has many values. Expected a parameter of the event, e.g. \`orderId\`.`;
    const expected = 'a parameter of the event';
    context.report(`${at}/distinctBy/name`, 'wrong-type', message, { expected, nearest: 'orderId' });
  } else if (distinctBy.type === 'list') {
    const message = 'Events are not told apart by a list. Expected a parameter with one value.';
    context.report(`${at}/distinctBy/type`, 'wrong-type', message, { expected: 'any type but `list`' });
  }
}

/** Checks names of events and their filter. */
export function checkPattern({ actions, filter }: EventPattern, at: string, context: CheckContext): void {
  checkDuplicates(actions, `${at}/actions`, context);
  if (filter) checkFilter(filter, `${at}/filter`, context);
}

function checkFilter(filter: EventFilter, at: string, context: CheckContext): void {
  switch (filter.type) {
    case 'all':
    case 'any':
      for (const [index, each] of filter.of.entries()) checkFilter(each, `${at}/of/${index}`, context);
      return;
    case 'not':
      return checkFilter(filter.of, `${at}/of`, context);
    case 'products':
      return checkLines(filter.where, `${at}/where`, context);
    case 'parameter': {
      const { parameter, comparison } = filter;
      const right = checkParameter(parameter, `${at}/parameter`, context);
      if (right && isOfLines(parameter)) {
        const field = parameter.name.slice('products[].'.length);
        const message = `An event can have many product lines: say whether \`some\` or \`every\` one is meant, with {"type": "products", "quantifier": "some", "where": {"type": "field", "field": "${field}", …}}.`;
        context.report(`${at}/parameter/name`, 'wrong-type', message, {
          expected: 'a parameter of the event',
          nearest: 'products',
        });
        return;
      }
      checkComparison(comparison, right ? parameter.type : undefined, `${at}/comparison`, context);
    }
  }
}

function checkLines(filter: LineFilter, at: string, context: CheckContext): void {
  switch (filter.type) {
    case 'all':
    case 'any':
      for (const [index, each] of filter.of.entries()) checkLines(each, `${at}/of/${index}`, context);
      return;
    case 'not':
      return checkLines(filter.of, `${at}/of`, context);
    case 'field':
      return checkComparison(filter.comparison, productFields[filter.field], `${at}/comparison`, context);
  }
}
