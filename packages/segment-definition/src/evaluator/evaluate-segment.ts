import { type Decimal } from 'decimal.js';
import type { Aggregate } from '../aggregate.ts';
import type { Definitions } from '../definition.ts';
import { evaluateCondition, type ProfileFacts } from './evaluate-condition.ts';
import type { Context } from './evaluate-context.ts';
import { isInBase } from './evaluate-known.ts';
import { valueOfProfile } from './evaluate-profile-value.ts';
import { refine, type Boundary } from './evaluate-refinement.ts';
import { isDecimal } from './evaluate-value.ts';
import { inheritedFilter } from '../inherited-filter.ts';
import type { ProfileValue } from '../metric.ts';
import type { Refinement } from '../refinement.ts';
import type { Segment } from '../segment.ts';

export interface SegmentResult {
  members: Set<number>;
  /** Those for whom `where` holds. */
  afterRules: Set<number>;
  /** Null: there is no refinement. */
  boundary: Boundary | null;
}

/** Whom of `everyone` a segment holds. */
export function evaluateSegment(
  segment: Segment,
  everyone: ProfileFacts[],
  definitions: Definitions,
  context: Context,
): SegmentResult {
  const includeAnonymous = segment.includeAnonymous ?? context.includeAnonymous;
  const base = everyone.filter(({ profile }) => isInBase(profile, includeAnonymous));
  const passing = base.filter((facts) => evaluateCondition(segment.where, facts, context));
  const afterRules = new Set(passing.map(({ profile }) => profile.profile));
  if (!segment.refine) return { members: afterRules, afterRules, boundary: null };

  const { by, ties } = segment.refine;
  const thenBy = ties.type === 'exact' ? ties.thenBy : undefined;
  const adapt = adaptation(segment, segment.refine, definitions);
  const rank = (by: ProfileValue, facts: ProfileFacts): Decimal | null => {
    const value = valueOfProfile(by, facts, definitions, context, adapt);
    return isDecimal(value) ? value : null;
  };
  const candidates = passing.map((facts) => ({
    profile: facts.profile,
    value: rank(by, facts),
    then: thenBy ? rank(thenBy, facts) : null,
  }));
  const { kept, boundary } = refine(candidates, segment.refine);
  return { members: kept, afterRules, boundary };
}

/** How a refinement changes the aggregates it ranks by: their window, and the filters of the rules besides their own. */
function adaptation(
  { where }: Segment,
  { window, inheritFilters }: Refinement,
  definitions: Definitions,
): (aggregate: Aggregate) => Aggregate {
  return (aggregate) => {
    const inherited = inheritFilters ? inheritedFilter(where, aggregate.actions, definitions) : null;
    const filters = [aggregate.filter, inherited].filter((each) => each !== undefined && each !== null);
    return {
      ...aggregate,
      window: window ?? aggregate.window,
      filter: { type: 'all', of: filters },
    };
  };
}
