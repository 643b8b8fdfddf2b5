import type { Definition } from '@cutline/segment-definition';
import type { DefinitionSummary, SegmentState } from '../api/contract.ts';

export type SortKey = 'name' | 'members' | 'change' | 'asOf' | 'usedBy';
/** `late`: nothing is wrong with it but that it is older than it may be. */
export type Standing = SegmentState['status'] | 'late';
export type StatusFilter = 'any' | Standing;

/** How a segment stands; what is stale is late as well, sooner or later, and stays stale. */
export function standingOf(state: SegmentState | null | undefined): Standing {
  if (!state) return 'pending';
  return state.status !== 'stale' && state.freshness.late ? 'late' : state.status;
}

const sortValue: Record<SortKey, (segment: DefinitionSummary) => number | string> = {
  name: ({ name }) => name.toLowerCase(),
  members: ({ segment }) => segment?.members ?? -1,
  change: ({ segment }) => segment?.change7d ?? 0,
  asOf: ({ segment }) => segment?.freshness.asOf ?? '',
  usedBy: ({ usedBy }) => usedBy,
};

/** The segments to show: those that match every word searched for, in the order asked for; equal ones by name. */
export function listed(
  segments: DefinitionSummary[],
  {
    search,
    sentenceOf,
    status,
    sort,
    descending,
  }: {
    search: string;
    sentenceOf: (document: Definition) => string;
    status: StatusFilter;
    sort: SortKey;
    descending: boolean;
  },
): DefinitionSummary[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const value = sortValue[sort];
  const direction = descending ? -1 : 1;
  return segments
    .filter((each) => status === 'any' || standingOf(each.segment) === status)
    .filter(({ name, document }) => {
      if (words.length === 0) return true;
      const text = `${name} ${sentenceOf(document)}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toSorted((a, b) => {
      const [x, y] = [value(a), value(b)];
      if (x !== y) return x < y ? -direction : direction;
      return a.name.localeCompare(b.name);
    });
}
