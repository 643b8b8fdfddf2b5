import type { ValueType } from '@cutline/segment-definition';
import { formatDecimal, formatMoney } from '../figures/number.ts';
import { formatDate, formatInstant } from '../figures/time.ts';
import { windowWords } from '../windows/window-words.ts';
import { draftAsComparison, referredBy, type ComparisonDraft, type OperandDraft } from './comparison-draft.ts';
import { comparisonWords } from './comparison-words.ts';

/** What must be known to say a comparison: other definitions' names, metrics' present values, and the workspace. */
export interface Saying {
  nameOf: (id: string) => string;
  valueOf: (metric: string) => string | null;
  currency: string;
  timeZone: string;
}

/** A comparison in two pieces: "at least" and what stands out, "Heavy-buyer line (2)". */
export interface Said {
  text: string;
  strong: string;
  complete: boolean;
}

const unknown = '…';
const listed = (values: (number | string)[], word: string): string =>
  values.length === 0
    ? unknown
    : values.length > 4
      ? `${values.slice(0, 3).join(', ')} ${word} ${values.length - 3} more`
      : values.length === 1
        ? String(values[0])
        : `${values.slice(0, -1).join(', ')} ${word} ${values.at(-1)}`;

export function comparisonSaid(draft: ComparisonDraft, valueType: ValueType, saying: Saying): Said {
  const complete = draftAsComparison(draft) !== null;
  return { text: comparisonWords(draft.type, valueType), strong: valueSaid(draft, valueType, saying), complete };
}

function valueSaid(draft: ComparisonDraft, valueType: ValueType, saying: Saying): string {
  switch (draft.type) {
    case 'equals':
    case 'notEquals':
    case 'lessThan':
    case 'atMost':
    case 'moreThan':
    case 'atLeast':
      return operandSaid(draft.operand, valueType, saying);
    case 'between':
      return `${operandSaid(draft.from, valueType, saying)} and ${operandSaid(draft.to, valueType, saying)}`;
    case 'contains':
    case 'notContains':
    case 'startsWith':
    case 'endsWith':
      return draft.text || unknown;
    case 'matches':
      return draft.pattern || unknown;
    case 'in':
    case 'notIn':
    case 'containsAny':
    case 'containsNone':
      return listed(draft.values, 'or');
    case 'containsAll':
      return listed(draft.values, 'and');
    case 'before':
    case 'after':
    case 'on':
      if (!draft.moment) return unknown;
      return draft.moment.length === 10 ? formatDate(draft.moment) : formatInstant(draft.moment, saying.timeZone);
    case 'within':
      return windowWords(draft.window, saying.timeZone);
    case 'withinNext':
      return `${draft.count ?? unknown} ${draft.unit}${draft.count === 1 ? '' : 's'}`;
    case 'lengthEquals':
    case 'lengthAtLeast':
    case 'lengthAtMost':
      return `${draft.length ?? unknown} ${draft.length === 1 ? 'entry' : 'entries'}`;
    default:
      return '';
  }
}

function operandSaid(operand: OperandDraft, valueType: ValueType, saying: Saying): string {
  if (operand.type === 'constant') {
    const { value } = operand;
    if (value === null) return unknown;
    if (typeof value === 'string') return value || '(empty)';
    return valueType === 'money' ? formatMoney(value, operand.currency ?? saying.currency) : formatDecimal(value);
  }
  const id = referredBy(operand);
  if (id === null) return unknown;
  const value = operand.type === 'metric' ? saying.valueOf(id) : null;
  return value === null ? saying.nameOf(id) : `${saying.nameOf(id)} (${formatDecimal(value)})`;
}
