import { refinement, type Refinement, type Window } from '@cutline/segment-definition';

/** A profile's value to rank by; null where none is chosen yet. */
export type RankingDraft =
  { type: 'aggregate'; aggregate: string | null } | { type: 'expression'; expression: string | null };

/** A refinement while it is being filled in. */
export interface RefinementDraft {
  keep: Refinement['keep'];
  take: { type: 'count'; count: number | null } | { type: 'share'; percent: number | null };
  by: RankingDraft;
  window?: Window;
  inheritFilters: boolean;
  ties: { type: 'include' } | { type: 'exact'; thenBy?: RankingDraft };
}

/** The top hundred, to begin with. */
export function newRefinement(): RefinementDraft {
  return {
    keep: 'top',
    take: { type: 'count', count: 100 },
    by: { type: 'aggregate', aggregate: null },
    inheritFilters: true,
    ties: { type: 'exact' },
  };
}

/** The refinement that a draft means; null while something is missing. */
export function draftAsRefinement(draft: RefinementDraft): Refinement | null {
  return refinement.safeParse(draft).data ?? null;
}

/** What it ranks by; null where nothing is chosen yet. */
export function rankedBy(by: RankingDraft): string | null {
  return by.type === 'aggregate' ? by.aggregate : by.expression;
}

export function rankingBy(kind: RankingDraft['type'], id: string | null): RankingDraft {
  return kind === 'aggregate' ? { type: kind, aggregate: id } : { type: kind, expression: id };
}
