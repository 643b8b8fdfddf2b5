import type { ProfileDetail, ProfileLink } from '../api/contract.ts';
import { actorText } from '../identity/actor-text.ts';
import { t } from '../language/messages.ts';

type Named = Pick<ProfileDetail['identifiers'][number], 'kind' | 'value'>;

/** How an identifier came to be of the same person as another. */
export interface Join extends Pick<ProfileLink, 'kind' | 'time' | 'source' | 'sourceName' | 'by'> {
  key: string;
  other: Named;
}

/**
 * What joined an identifier to the others: links that hold, told where the weaker one stands, so that each is told once. Those from before
 * anybody noted it say nothing.
 */
export function joinsOf(identifier: Named, links: readonly ProfileLink[]): Join[] {
  return links
    .filter(({ state, from, source }) => state === 'holds' && source !== 'unknown' && isSame(from, identifier))
    .map(({ to, ...link }) => ({ ...link, other: to, key: `${link.kind} ${to.kind} ${to.value}` }));
}

/** “Named together with ada@example.com” */
export function linkText({ kind, other, by }: Join): string {
  if (kind === 'merge') return t.profiles.links.merge(other.value, by ? actorText(by) : t.profiles.links.somebody);
  return t.profiles.links[kind](other.value);
}

function isSame(one: Named, other: Named): boolean {
  return one.kind === other.kind && one.value === other.value;
}
