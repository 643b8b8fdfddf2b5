import { newIdentifier } from './identifier.ts';
import { type Store } from './store.ts';

/** Whose browser this is. */
export interface Visitor {
  anonymousId: string;
  userId?: string;
}

export function visitorOf(store: Store): Visitor {
  let anonymousId = store.get('anonymousId');
  if (!anonymousId) store.set('anonymousId', (anonymousId = newIdentifier()));
  return { anonymousId, userId: store.get('customId') };
}

/** Another customer than before is another visitor: the anonymous id must not join the two. */
export function recognise(store: Store, customId: string): void {
  const before = store.get('customId');
  if (before !== undefined && before !== customId) forgetVisitor(store);
  store.set('customId', customId);
}

export function forgetVisitor(store: Store): void {
  store.remove('anonymousId');
  store.remove('customId');
}
