import type { Definition } from '@cutline/segment-definition';
import type { DefinitionSummary, SegmentState } from '../api/contract.ts';

export type SortKey = 'name' | 'members' | 'change' | 'asOf' | 'usedBy';
export type StatusFilter = 'any' | SegmentState['status'];

const sortValue: Record<SortKey, (segment: DefinitionSummary) => number | string> = {
  name: ({ name }) => name.toLowerCase(),
  members: ({ segment }) => segment?.members ?? -1,
  change: ({ segment }) => segment?.change7d ?? 0,
  asOf: ({ segment }) => segment?.asOf ?? '',
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
    .filter((each) => status === 'any' || each.segment?.status === status)
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
