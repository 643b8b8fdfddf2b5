import { comparisonsOf, isNumeric, type ComparisonType, type ValueType } from '@cutline/segment-definition';
import { constantOperand, type ComparisonDraft, type OperandDraft } from './comparison-draft.ts';

const usual: Record<ValueType, ComparisonType> = {
  string: 'equals',
  boolean: 'isTrue',
  integer: 'atLeast',
  number: 'atLeast',
  money: 'atLeast',
  datetime: 'within',
  list: 'containsAny',
};

/** The comparison that a value of a type begins with. */
export function blankComparison(valueType: ValueType): ComparisonDraft {
  return changeComparison(usual[valueType], valueType);
}

/** The same comparison for a value of (perhaps) another type, as far as it makes sense there; else the usual one. */
export function fitComparison(draft: ComparisonDraft, valueType: ValueType): ComparisonDraft {
  const type = comparisonsOf[valueType].includes(draft.type) ? draft.type : usual[valueType];
  const changed = changeComparison(type, valueType, draft);
  return JSON.stringify(changed) === JSON.stringify(draft) ? draft : changed;
}

/** A comparison of a type, with whatever of the one before it can be taken over: its operand, its texts, its dates. */
export function changeComparison(
  type: ComparisonType,
  valueType: ValueType,
  before?: ComparisonDraft,
): ComparisonDraft {
  const [first, second] = operandsBefore(before, valueType);
  const values = valuesBefore(before).filter((value) => fits(value, valueType));
  const texts = values.filter((value) => typeof value === 'string');
  const ignoring = valueType === 'string' && before && 'ignoreCase' in before ? { ignoreCase: before.ignoreCase } : {};
  switch (type) {
    case 'equals':
    case 'notEquals':
      return { type, operand: first, ...ignoring };
    case 'lessThan':
    case 'atMost':
    case 'moreThan':
    case 'atLeast':
      return { type, operand: first };
    case 'between':
      return { type, from: first, to: second };
    case 'isSet':
    case 'isNotSet':
    case 'isTrue':
    case 'isFalse':
    case 'sameDay':
    case 'sameMonth':
      return { type };
    case 'contains':
    case 'notContains':
    case 'startsWith':
    case 'endsWith':
      return { type, text: texts[0] ?? '', ...ignoring };
    case 'matches':
      return { type, pattern: texts[0] ?? '', ...ignoring };
    case 'in':
    case 'notIn':
      return { type, values, ...ignoring };
    case 'before':
    case 'after':
    case 'on':
      return { type, moment: before && 'moment' in before ? before.moment : '' };
    case 'within':
      return {
        type,
        window: before && 'window' in before ? before.window : { type: 'last', count: 30, unit: 'day' },
      };
    case 'withinNext':
      return before?.type === 'withinNext' ? before : { type, count: 7, unit: 'day' };
    case 'containsAny':
    case 'containsAll':
    case 'containsNone':
      return { type, values: texts };
    case 'lengthEquals':
    case 'lengthAtLeast':
    case 'lengthAtMost':
      return { type, length: before && 'length' in before ? before.length : 1 };
  }
}

function fits(value: number | string, valueType: ValueType): boolean {
  return isNumeric(valueType) ? typeof value === 'number' : typeof value === 'string';
}

function operandsBefore(before: ComparisonDraft | undefined, valueType: ValueType): [OperandDraft, OperandDraft] {
  const given = !before
    ? []
    : 'operand' in before
      ? [before.operand]
      : 'from' in before
        ? [before.from, before.to]
        : valuesBefore(before).map(constantOperand);
  const kept = given.map((operand) => {
    if (operand.type !== 'constant') return isNumeric(valueType) ? operand : constantOperand();
    return operand.value === null || fits(operand.value, valueType) ? operand : constantOperand();
  });
  return [kept[0] ?? constantOperand(), kept[1] ?? constantOperand()];
}

function valuesBefore(before: ComparisonDraft | undefined): (number | string)[] {
  if (!before) return [];
  if ('values' in before) return before.values;
  if ('text' in before) return before.text ? [before.text] : [];
  if ('pattern' in before) return before.pattern ? [before.pattern] : [];
  const operand = 'operand' in before ? before.operand : 'from' in before ? before.from : null;
  return operand?.type === 'constant' && operand.value !== null ? [operand.value] : [];
}
