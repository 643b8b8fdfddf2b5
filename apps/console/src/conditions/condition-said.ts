import { isNumeric, type ValueType } from '@cutline/segment-definition';
import type { ComparisonDraft } from '../comparisons/comparison-draft.ts';
import { comparisonSaid, type Saying } from '../comparisons/comparison-said.ts';
import { filterSaid } from '../event-filters/filter-said.ts';
import { windowWords } from '../windows/window-words.ts';
import {
  isLeafFinished,
  type EventDraft,
  type LeafDraft,
  type PatternDraft,
  type SequenceDraft,
} from './condition-draft.ts';

/** A condition in pieces: "with Purchases at least", then what stands out, then the rest. */
export interface ConditionSaid {
  text: string;
  strong: string;
  tail?: string;
  complete: boolean;
}

export interface SayingConditions extends Saying {
  /** The type of the values that a condition compares. */
  typeOf: (leaf: LeafDraft) => ValueType;
}

export function conditionSaid(leaf: LeafDraft, saying: SayingConditions): ConditionSaid {
  const complete = isLeafFinished(leaf);
  switch (leaf.type) {
    case 'attribute': {
      const { name, type } = leaf.attribute;
      const { text, strong } = comparisonSaid(leaf.comparison, type, saying);
      return { text: `whose ${name} ${verbless(leaf.comparison, type) ? 'is ' : ''}${text}`, strong, complete };
    }
    case 'aggregate':
    case 'expression': {
      const name = saying.nameOf(leaf.type === 'aggregate' ? leaf.aggregate : leaf.expression);
      const { text, strong } = comparisonSaid(leaf.comparison, saying.typeOf(leaf), saying);
      return { text: `with ${name} ${text}`, strong, complete };
    }
    case 'segment':
      return { text: leaf.is ? 'in' : 'not in', strong: saying.nameOf(leaf.segment), complete };
    case 'consent':
      return { text: leaf.is ? 'who agreed to' : 'who have not agreed to', strong: leaf.channel, complete };
    case 'event':
      return { text: 'who performed', strong: namesSaid(leaf.actions), tail: eventTail(leaf, saying), complete };
    case 'sequence':
      return {
        text: 'who performed',
        strong: leaf.steps.map((step) => patternSaid(step, saying)).join(', then '),
        tail: sequenceTail(leaf, saying),
        complete,
      };
  }
}

/** Whether a comparison's words have no verb of their own: "at least", "before". */
function verbless({ type }: ComparisonDraft, valueType: ValueType): boolean {
  if (type === 'isSet' || type === 'isNotSet') return false;
  return isNumeric(valueType) || valueType === 'datetime';
}

const namesSaid = (actions: string[]): string => actions.join(' or ') || '…';

function patternSaid({ actions, filter }: PatternDraft, saying: Saying): string {
  const where = filterSaid(filter, saying);
  return `${namesSaid(actions)}${where ? ` where ${where}` : ''}`;
}

function eventTail({ times, window, distinctBy, filter }: EventDraft, saying: Saying): string {
  const where = filterSaid(filter, saying);
  return [
    times ? timesSaid(times, saying) : '',
    distinctBy ? `once per ${distinctBy.name}` : '',
    windowWords(window, saying.timeZone),
    where ? `where ${where}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function timesSaid(times: NonNullable<EventDraft['times']>, saying: Saying): string {
  const { text, strong } = comparisonSaid(times, 'integer', saying);
  return `${text} ${strong} ${strong === '1' ? 'time' : 'times'}`;
}

function sequenceTail({ within, without, window }: SequenceDraft, saying: Saying): string {
  return [
    within ? `each within ${within.count ?? '…'} ${within.unit}${within.count === 1 ? '' : 's'}` : '',
    without ? `without ${patternSaid(without, saying)} between` : '',
    windowWords(window, saying.timeZone),
  ]
    .filter(Boolean)
    .join(', ');
}
