import type { Aggregate } from '@cutline/segment-definition';
import { formAsWindow, windowAsForm, blankWindow, type WindowForm } from './window-form.ts';
import { windowWords } from './window-words.ts';

/** An aggregate as people fill it in. */
export interface AggregateForm {
  name: string;
  description: string;
  actions: string[];
  aggregator: 'count' | 'sum';
  parameter: string;
  window: WindowForm;
}

export function blankAggregate(name = ''): AggregateForm {
  return { name, description: '', actions: [], aggregator: 'count', parameter: '', window: { ...blankWindow } };
}

export function aggregateAsForm(aggregate: Aggregate, timeZone: string): AggregateForm {
  return {
    name: aggregate.name,
    description: aggregate.description ?? '',
    actions: [...aggregate.actions],
    aggregator: aggregate.aggregator.type,
    parameter: aggregate.aggregator.type === 'sum' ? aggregate.aggregator.parameter : '',
    window: windowAsForm(aggregate.window, timeZone),
  };
}

/** The aggregate that a form means; null while something is missing (but its name). */
export function formAsAggregate(form: AggregateForm): Aggregate | null {
  const window = formAsWindow(form.window);
  if (!window || form.actions.length === 0 || (form.aggregator === 'sum' && !form.parameter)) return null;
  return {
    formatVersion: 1,
    kind: 'aggregate',
    name: form.name.trim(),
    ...(form.description.trim() ? { description: form.description.trim() } : {}),
    actions: [...form.actions],
    aggregator: form.aggregator === 'sum' ? { type: 'sum', parameter: form.parameter } : { type: 'count' },
    window,
  };
}

/** A name to begin with: "transaction.charge, last 365 days". Empty while there is nothing to name. */
export function suggestedName(form: AggregateForm, locale?: string): string {
  const window = formAsWindow(form.window);
  if (!window || form.actions.length === 0) return '';
  const what = form.aggregator === 'sum' ? `Sum of ${form.parameter || '…'}` : form.actions.join(' or ');
  return `${what}, ${windowWords(window, locale)}`.slice(0, 120);
}
