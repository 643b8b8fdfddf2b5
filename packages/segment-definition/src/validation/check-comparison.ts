import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { Comparison, ComparisonType, ConstantComparison } from '../comparison.ts';
import { comparisonsOf } from '../comparisons-of.ts';
import { isNumeric, type ValueType } from '../value-type.ts';
import type { CheckContext } from './check-context.ts';
import { checkDuplicates } from './check-duplicates.ts';
import { checkOperand, jsonTypeFits } from './check-operand.ts';
import { checkMoment, checkWindow } from './check-window.ts';
import { sentences, shownAsConstant } from './in-words.ts';

/** Checks a comparison of a value of some type; an unknown type (of a definition that is not there) passes. */
export function checkComparison(
  comparison: Comparison | ConstantComparison,
  type: ValueType | undefined,
  at: string,
  context: CheckContext,
): void {
  const { messages, report } = context;
  if (type && !comparisonsOf[type].includes(comparison.type)) {
    const expected = messages.expected.oneOf(comparisonsOf[type]);
    const instead = analogue(comparison.type, type);
    const { wrong, nearest } = messages.comparisons;
    const message = sentences(wrong(comparison.type, type, expected), instead && nearest(instead));
    return report(`${at}/type`, 'wrong-comparison', message, { expected, ...(instead && { nearest: instead }) });
  }
  if ('ignoreCase' in comparison && comparison.ignoreCase !== undefined && type && type !== 'string') {
    report(`${at}/ignoreCase`, 'wrong-comparison', messages.comparisons.ignoreCase(type));
  }
  checkParts(comparison, type, at, context);
}

function checkParts(
  comparison: Comparison | ConstantComparison,
  type: ValueType | undefined,
  at: string,
  context: CheckContext,
): void {
  switch (comparison.type) {
    case 'equals':
    case 'notEquals':
    case 'lessThan':
    case 'atMost':
    case 'moreThan':
    case 'atLeast':
      return checkOperand(comparison.operand, type, `${at}/operand`, context);
    case 'between':
      checkOperand(comparison.from, type, `${at}/from`, context);
      checkOperand(comparison.to, type, `${at}/to`, context);
      return checkOrder(comparison, at, context);
    case 'in':
    case 'notIn':
      if (type) checkValues(comparison.values, type, at, context);
      return checkDuplicates(comparison.values, `${at}/values`, context);
    case 'containsAny':
    case 'containsAll':
    case 'containsNone':
      return checkDuplicates(comparison.values, `${at}/values`, context);
    case 'matches':
      return checkPattern(comparison.pattern, `${at}/pattern`, context);
    case 'before':
    case 'after':
    case 'on':
      return checkMoment(comparison.moment, `${at}/moment`, context);
    case 'within':
      return checkWindow(comparison.window, `${at}/window`, context);
  }
}

function checkOrder(
  { from, to }: Extract<Comparison, { type: 'between' }>,
  at: string,
  { messages, report }: CheckContext,
): void {
  if (from.type !== 'constant' || to.type !== 'constant') return;
  if (typeof from.value !== 'number' || typeof to.value !== 'number' || from.value <= to.value) return;
  const message = messages.comparisons.wrongOrder(String(from.value), String(to.value));
  report(`${at}/to`, 'impossible-comparison', message, { expected: messages.expected.numberFrom(String(from.value)) });
}

function checkValues(values: readonly (string | number)[], type: ValueType, at: string, context: CheckContext): void {
  for (const [index, value] of values.entries()) {
    if (jsonTypeFits(value, type)) continue;
    const { messages } = context;
    const expected = isNumeric(type) ? messages.expected.aNumber : messages.expected.aText;
    const message = messages.comparisons.wrongConstant(expected, type, shownAsConstant(value, messages));
    context.report(`${at}/values/${index}`, 'wrong-type', message, { expected });
  }
}

function checkPattern(pattern: string, at: string, { messages, report }: CheckContext): void {
  const { pattern: isNone, noLookaround, patternReason } = messages.comparisons;
  try {
    RE2JS.compile(pattern, RE2JS.DOTALL);
  } catch (error) {
    const reason =
      error instanceof RE2JSSyntaxException
        ? patternReason(error.error, error.input)
        : patternReason(error instanceof Error ? error.message : 'unreadable', null);
    const lookaround = /\(\?<?[=!]/.test(pattern) ? noLookaround : undefined;
    const expected = messages.expected.pattern;
    report(at, 'invalid-pattern', sentences(isNone(reason), lookaround), { expected });
  }
}

/** What somebody means who uses another type's comparison. */
function analogue(comparison: ComparisonType, type: ValueType): ComparisonType | undefined {
  const fits = comparisonsOf[type];
  const groups: ComparisonType[][] = [
    ['equals', 'on', 'isTrue', 'in', 'containsAny', 'isSet'],
    ['notEquals', 'isFalse', 'notIn', 'containsNone', 'isNotSet'],
    ['lessThan', 'before', 'lengthAtMost'],
    ['atMost', 'before', 'lengthAtMost'],
    ['moreThan', 'after', 'lengthAtLeast'],
    ['atLeast', 'after', 'lengthAtLeast'],
    ['between', 'within'],
    ['contains', 'containsAny', 'in', 'equals'],
    ['notContains', 'containsNone', 'notIn', 'notEquals'],
    ['startsWith', 'matches', 'equals'],
    ['endsWith', 'matches', 'equals'],
    ['matches', 'containsAny', 'equals'],
    ['in', 'containsAny', 'on'],
    ['notIn', 'containsNone'],
    ['before', 'lessThan'],
    ['after', 'moreThan'],
    ['on', 'equals', 'containsAny', 'isSet'],
    ['within', 'between'],
    ['withinNext', 'between'],
    ['containsAny', 'in'],
    ['containsAll', 'contains', 'in'],
    ['containsNone', 'notIn'],
    ['lengthEquals', 'equals'],
    ['lengthAtLeast', 'atLeast'],
    ['lengthAtMost', 'atMost'],
    ['isTrue', 'equals', 'isSet'],
    ['isFalse', 'equals', 'isNotSet'],
  ];
  return groups.find(([first]) => first === comparison)?.find((each) => fits.includes(each));
}
