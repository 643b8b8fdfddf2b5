import { comparison, type CalendarUnit, type Comparison, type Window } from '@cutline/segment-definition';

/** What is compared with, while it is being chosen: null where nothing has been chosen yet. */
export type OperandDraft =
  | { type: 'constant'; value: number | string | null; currency?: string }
  | { type: 'metric'; metric: string | null }
  | { type: 'aggregate'; aggregate: string | null }
  | { type: 'expression'; expression: string | null };

/** A comparison while it is being filled in: empty texts and lists, and null, are still to be chosen. */
export type ComparisonDraft =
  | { type: 'equals' | 'notEquals'; operand: OperandDraft; ignoreCase?: boolean }
  | { type: 'lessThan' | 'atMost' | 'moreThan' | 'atLeast'; operand: OperandDraft }
  | { type: 'between'; from: OperandDraft; to: OperandDraft }
  | { type: 'isSet' | 'isNotSet' | 'isTrue' | 'isFalse' | 'sameDay' | 'sameMonth' }
  | { type: 'contains' | 'notContains' | 'startsWith' | 'endsWith'; text: string; ignoreCase?: boolean }
  | { type: 'matches'; pattern: string; ignoreCase?: boolean }
  | { type: 'in' | 'notIn'; values: (number | string)[]; ignoreCase?: boolean }
  | { type: 'before' | 'after' | 'on'; moment: string }
  | { type: 'within'; window: Window }
  | { type: 'withinNext'; count: number | null; unit: CalendarUnit }
  | { type: 'containsAny' | 'containsAll' | 'containsNone'; values: string[] }
  | { type: 'lengthEquals' | 'lengthAtLeast' | 'lengthAtMost'; length: number | null };

/** The comparison that a draft means; null while something is missing or not as it must be. */
export function draftAsComparison(draft: ComparisonDraft): Comparison | null {
  return comparison.safeParse(draft).data ?? null;
}

export function constantOperand(value: number | string | null = null): OperandDraft {
  return { type: 'constant', value };
}

/** What an operand refers to; null for constants and for what is not chosen yet. */
export function referredBy(operand: OperandDraft): string | null {
  switch (operand.type) {
    case 'constant':
      return null;
    case 'metric':
      return operand.metric;
    case 'aggregate':
      return operand.aggregate;
    case 'expression':
      return operand.expression;
  }
}

/** An operand of a kind that refers to a definition. */
export function referringOperand(kind: 'metric' | 'aggregate' | 'expression', id: string | null): OperandDraft {
  switch (kind) {
    case 'metric':
      return { type: 'metric', metric: id };
    case 'aggregate':
      return { type: 'aggregate', aggregate: id };
    case 'expression':
      return { type: 'expression', expression: id };
  }
}
