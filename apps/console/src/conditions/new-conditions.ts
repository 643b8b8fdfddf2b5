import type { ValueType } from '@cutline/segment-definition';
import { blankComparison, fitComparison } from '../comparisons/change-comparison.ts';
import { emptyFilter, newFilterId } from '../event-filters/filter-draft.ts';
import type { EventDraft, LeafDraft, PatternDraft, SequenceDraft } from './condition-draft.ts';

export function newEvent(action: string): EventDraft {
  return { type: 'event', actions: [action], filter: emptyFilter(), window: { type: 'last', count: 365, unit: 'day' } };
}

export function newPattern(actions: string[] = []): PatternDraft {
  return { id: newFilterId(), actions, filter: emptyFilter() };
}

/** Two events in their order, the second still to be chosen. */
export function newSequence(first: string[] = []): SequenceDraft {
  return {
    type: 'sequence',
    steps: [newPattern(first), newPattern()],
    within: { count: 7, unit: 'day' },
    window: { type: 'last', count: 365, unit: 'day' },
  };
}

/**
 * Another subject for a rule: what the rule said of the one before it stays, as far as it fits.
 * `valueType` is that of the new subject's values, where it has some.
 */
export function changeSubject(before: LeafDraft | null, after: LeafDraft, valueType?: ValueType): LeafDraft {
  if ('comparison' in after) {
    const kept = before && 'comparison' in before ? before.comparison : null;
    const type = valueType ?? 'number';
    return { ...after, comparison: kept ? fitComparison(kept, type) : blankComparison(type) };
  }
  if (before?.type === 'event' && after.type === 'event') return { ...before, actions: after.actions };
  if (
    (before?.type === 'segment' || before?.type === 'consent') &&
    (after.type === 'segment' || after.type === 'consent')
  )
    return { ...after, is: before.is };
  return after;
}
