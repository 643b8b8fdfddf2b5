import type { ConstantComparison } from '../comparison.ts';
import type { EventFilter } from '../event-filter.ts';
import type { Speaker } from './speaker.ts';

/** What events are called in names: known ones by their word, others by their own name. At most three. */
export function eventName(actions: readonly string[], { messages }: Speaker): string {
  const { actions: known } = messages.names;
  return messages.forms.or(
    actions.slice(0, 3).map((action) => (Object.hasOwn(known, action) ? known[action]! : readable(action))),
  );
}

/** `cart.add_item` as “Cart add item”. */
export function readable(name: string): string {
  const words = name.replace(/[._-]+/g, ' ').trim();
  return words === '' ? name : `${words[0]!.toUpperCase()}${words.slice(1)}`;
}

/** The texts that a filter asks for, which say the most in few words: “E-commerce”. */
export function filterName(filter: EventFilter | undefined): string[] {
  if (!filter) return [];
  if (filter.type === 'all') return filter.of.flatMap(filterName).slice(0, 2);
  return filter.type === 'parameter' ? textsOf(filter.comparison) : [];
}

function textsOf(comparison: ConstantComparison): string[] {
  if (comparison.type === 'equals' && typeof comparison.operand.value === 'string') return [comparison.operand.value];
  return [];
}
