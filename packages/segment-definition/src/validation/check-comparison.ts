import { RE2JS } from 're2js';
import type { Comparison, ComparisonType, ConstantComparison } from '../comparison.ts';
import { comparisonsOf } from '../comparisons-of.ts';
import { isNumeric, type ValueType } from '../value-type.ts';
import type { CheckContext } from './check-context.ts';
import { checkDuplicates } from './check-duplicates.ts';
import { checkOperand, jsonTypeFits, typeInWords } from './check-operand.ts';
import { checkMoment, checkWindow } from './check-window.ts';
import { oneOf, shown } from './in-words.ts';

/** Checks a comparison of a value of some type; an unknown type (of a definition that is not there) passes. */
export function checkComparison(
  comparison: Comparison | ConstantComparison,
  type: ValueType | undefined,
  at: string,
  context: CheckContext,
): void {
  const { report } = context;
  if (type && !comparisonsOf[type].includes(comparison.type)) {
    const expected = oneOf(comparisonsOf[type]);
    const instead = analogue(comparison.type, type);
    report(
      `${at}/type`,
      'wrong-comparison',
      `\`${comparison.type}\` does not compare ${typeInWords[type]}. Expected ${expected}.${instead ? ` Nearest is \`${instead}\`.` : ''}`,
      { expected, ...(instead && { nearest: instead }) },
    );
    return;
  }
  if ('ignoreCase' in comparison && comparison.ignoreCase !== undefined && type && type !== 'string') {
    report(
      `${at}/ignoreCase`,
      'wrong-comparison',
      `\`ignoreCase\` is for text; this is ${typeInWords[type]}. Leave it out.`,
    );
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
  { report }: CheckContext,
): void {
  if (from.type !== 'constant' || to.type !== 'constant') return;
  if (typeof from.value !== 'number' || typeof to.value !== 'number' || from.value <= to.value) return;
  const message = `Nothing lies between ${from.value} and ${to.value}: \`from\` is at most \`to\`. Swap them.`;
  report(`${at}/to`, 'impossible-comparison', message, { expected: `a number from ${from.value} on` });
}

function checkValues(values: readonly (string | number)[], type: ValueType, at: string, context: CheckContext): void {
  for (const [index, value] of values.entries()) {
    if (jsonTypeFits(value, type)) continue;
    const expected = isNumeric(type) ? 'a number' : 'a text';
    const message = `Expected ${expected}, because ${typeInWords[type]} is compared; not ${typeof value === 'number' ? 'the number ' : 'the text '}${shown(value)}.`;
    context.report(`${at}/values/${index}`, 'wrong-type', message, { expected });
  }
}

function checkPattern(pattern: string, at: string, { report }: CheckContext): void {
  try {
    RE2JS.compile(pattern, RE2JS.DOTALL);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'unreadable';
    const lookaround = /\(\?<?[=!]/.test(pattern) ? ' RE2 has no look-ahead and no look-behind.' : '';
    const expected = 'a regular expression in RE2’s syntax';
    report(at, 'invalid-pattern', `Expected ${expected}; this is not one: ${reason}.${lookaround}`, { expected });
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
