import { formatVersion, type Aggregate } from '@cutline/segment-definition';
import { aggregatorAsForm, blankAggregator, formAsAggregator, type AggregatorForm } from './aggregator-form.ts';
import {
  blankEventSelection,
  eventSelectionAsForm,
  formAsEventSelection,
  type EventSelectionForm,
} from './event-selection-form.ts';

/** An aggregate as people fill it in. */
export interface AggregateForm {
  name: string;
  description: string;
  events: EventSelectionForm;
  aggregator: AggregatorForm;
}

export function blankAggregate(name = ''): AggregateForm {
  return { name, description: '', events: blankEventSelection(), aggregator: blankAggregator() };
}

export function aggregateAsForm(aggregate: Aggregate): AggregateForm {
  return {
    name: aggregate.name,
    description: aggregate.description ?? '',
    events: eventSelectionAsForm(aggregate),
    aggregator: aggregatorAsForm(aggregate.aggregator),
  };
}

/** The aggregate that a form means; null while something is missing (but its name). */
export function formAsAggregate(form: AggregateForm): Aggregate | null {
  const selection = formAsEventSelection(form.events);
  const aggregator = formAsAggregator(form.aggregator);
  if (!selection || !aggregator || aggregator.type === 'distinctProfiles') return null;
  return {
    formatVersion,
    kind: 'aggregate',
    name: form.name.trim(),
    ...(form.description.trim() ? { description: form.description.trim() } : {}),
    ...selection,
    aggregator,
  };
}
