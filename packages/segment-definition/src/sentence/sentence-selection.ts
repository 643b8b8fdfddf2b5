import type { EventPattern, EventSelection } from '../event-selection.ts';
import { filterInWords } from './sentence-filter.ts';
import type { Speaker } from './speaker.ts';

/** Names of events in quotation marks. */
export function quotedActions(actions: readonly string[], { messages }: Speaker): string[] {
  return actions.map(messages.quoted);
}

/** What else is asked of events, after their names and window: filter and what they are counted once by. */
export function furtherOf(
  { filter, distinctBy }: Omit<EventSelection, 'actions' | 'window'>,
  speaker: Speaker,
): string {
  const { filters } = speaker.messages;
  return [
    filter ? filters.where(filterInWords(filter, speaker)) : '',
    distinctBy ? filters.distinctBy(speaker.parameter(distinctBy.name)) : '',
  ].join('');
}

/** Events of a sequence, e.g. “cart.add” (where store is “E-commerce”). */
export function patternInWords({ actions, filter }: EventPattern, speaker: Speaker): string {
  const { filters, forms } = speaker.messages;
  const which = forms.or(quotedActions(actions, speaker));
  return `${which}${filter ? filters.whereBracketed(filterInWords(filter, speaker)) : ''}`;
}
