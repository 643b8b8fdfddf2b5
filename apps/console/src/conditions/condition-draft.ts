import {
  condition,
  times as timesSchema,
  type Attribute,
  type ConsentCondition,
  type EventPattern,
  type LeafCondition,
  type Parameter,
  type SegmentCondition,
  type Span,
  type Window,
} from '@cutline/segment-definition';
import type { ComparisonDraft } from '../comparisons/comparison-draft.ts';
import {
  draftAsFilter,
  filterAsDraft,
  isFilterFinished,
  newFilterId,
  type FilterGroup,
} from '../event-filters/filter-draft.ts';

/** Events of some names that pass a filter, while they are being chosen. */
export interface PatternDraft {
  id: string;
  actions: string[];
  filter: FilterGroup;
}

export interface EventDraft {
  type: 'event';
  actions: string[];
  filter: FilterGroup;
  distinctBy?: Parameter;
  window: Window;
  /** At least once, unless said. */
  times?: ComparisonDraft;
}

export interface SequenceDraft {
  type: 'sequence';
  steps: PatternDraft[];
  within?: { count: number | null; unit: Span['unit'] };
  without?: PatternDraft;
  window: Window;
}

/** A condition that is not made of others, while it is being filled in. */
export type LeafDraft =
  | { type: 'attribute'; attribute: Attribute; comparison: ComparisonDraft }
  | { type: 'aggregate'; aggregate: string; comparison: ComparisonDraft }
  | { type: 'expression'; expression: string; comparison: ComparisonDraft }
  | EventDraft
  | SequenceDraft
  | SegmentCondition
  | ConsentCondition;

function patternAsDraft({ actions, filter }: EventPattern): PatternDraft {
  return { id: newFilterId(), actions: [...actions], filter: filterAsDraft(filter) };
}

/** A condition as it is edited. */
export function leafAsDraft(leaf: LeafCondition): LeafDraft {
  switch (leaf.type) {
    case 'event':
      return { ...leaf, filter: filterAsDraft(leaf.filter) };
    case 'sequence': {
      const { without, ...rest } = leaf;
      return {
        ...rest,
        steps: leaf.steps.map(patternAsDraft),
        ...(without && { without: patternAsDraft(without) }),
      };
    }
    default:
      return leaf;
  }
}

function draftAsPattern({ actions, filter }: PatternDraft): EventPattern {
  const meant = draftAsFilter(filter);
  return { actions, ...(meant && { filter: meant }) };
}

/** A draft's document, with whatever is still missing in it; filters are without their unfinished rules. */
function document(draft: LeafDraft): unknown {
  switch (draft.type) {
    case 'attribute':
      return { type: draft.type, attribute: draft.attribute, comparison: draft.comparison };
    case 'aggregate':
      return { type: draft.type, aggregate: draft.aggregate, comparison: draft.comparison };
    case 'expression':
      return { type: draft.type, expression: draft.expression, comparison: draft.comparison };
    case 'segment':
      return { type: draft.type, segment: draft.segment, is: draft.is };
    case 'consent':
      return { type: draft.type, channel: draft.channel, is: draft.is };
    case 'event': {
      const { type, distinctBy, window, times } = draft;
      return {
        type,
        ...draftAsPattern({ ...draft, id: '' }),
        ...(distinctBy && { distinctBy }),
        window,
        ...(times && { times }),
      };
    }
    case 'sequence': {
      const { type, steps, within, without, window } = draft;
      return {
        type,
        steps: steps.map(draftAsPattern),
        ...(within && { within }),
        ...(without && { without: draftAsPattern(without) }),
        window,
      };
    }
  }
}

/** The condition that a draft means; null while it says too little to be counted. */
export function draftAsLeaf(draft: LeafDraft): LeafCondition | null {
  const found = condition.safeParse(document(draft)).data;
  return found && found.type !== 'all' && found.type !== 'any' && found.type !== 'not' ? found : null;
}

/** Whether a draft says everything it must, to the last rule of its filters. */
export function isLeafFinished(draft: LeafDraft): boolean {
  if (draftAsLeaf(draft) === null) return false;
  switch (draft.type) {
    case 'event':
      return isFilterFinished(draft.filter) && (!draft.times || timesSchema.safeParse(draft.times).success);
    case 'sequence':
      return [...draft.steps, ...(draft.without ? [draft.without] : [])].every(({ filter }) =>
        isFilterFinished(filter),
      );
    default:
      return true;
  }
}
