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
  const { expected, parameters } = context.messages;
  if (!distinctBy || !checkParameter(distinctBy, `${at}/distinctBy`, context)) return;
  if (isOfLines(distinctBy)) {
    const message = parameters.distinctByLines(distinctBy.name);
    const hints = { expected: expected.parameterOfEvent, nearest: 'orderId' };
    context.report(`${at}/distinctBy/name`, 'wrong-type', message, hints);
  } else if (distinctBy.type === 'list') {
    const hints = { expected: expected.anyTypeButList };
    context.report(`${at}/distinctBy/type`, 'wrong-type', parameters.distinctByList, hints);
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
        const instead = `{"type": "products", "quantifier": "some", "where": {"type": "field", "field": "${field}", …}}`;
        const { expected, parameters } = context.messages;
        const hints = { expected: expected.parameterOfEvent, nearest: 'products' };
        return context.report(`${at}/parameter/name`, 'wrong-type', parameters.ofLines(instead), hints);
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
