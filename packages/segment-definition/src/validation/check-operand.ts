import type { Operand } from '../comparison.ts';
import { isNumeric, type ValueType } from '../value-type.ts';
import { operandType } from '../value-type-of.ts';
import type { CheckContext } from './check-context.ts';
import { sentences, shownAsConstant } from './in-words.ts';

/** Whether a constant is written as values of a type are. */
export function jsonTypeFits(value: string | number, type: ValueType): boolean {
  return isNumeric(type) ? typeof value === 'number' : type === 'string' && typeof value === 'string';
}

/** Checks what a value of a type is compared with. */
export function checkOperand(operand: Operand, type: ValueType | undefined, at: string, context: CheckContext): void {
  if (!type) return;
  if (operand.type === 'constant') {
    checkConstant(operand, type, at, context);
    return;
  }
  const other = operandType(operand, context.definitions);
  if (!other || areComparable(type, other)) return;
  const { comparisons, expected: words } = context.messages;
  const money = type === 'money' || other === 'money';
  const expected =
    isNumeric(type) && !money ? words.aNumber : type === 'money' ? words.moneyOrNumber : words.valueOfType(type);
  const say = isNumeric(type) && isNumeric(other) ? comparisons.moneyWithCount : comparisons.wrongOperand;
  context.report(at, 'wrong-type', say(expected, type, operand.type, other), { expected });
}

/** Numbers of any type, but amounts of money not with counts; otherwise like with like. */
function areComparable(one: ValueType, other: ValueType): boolean {
  if (!isNumeric(one) || !isNumeric(other)) return one === other;
  return one === other || one === 'number' || other === 'number';
}

function checkConstant(
  constant: Extract<Operand, { type: 'constant' }>,
  type: ValueType,
  at: string,
  { currency, messages, report }: CheckContext,
): void {
  const { noCurrency, otherCurrency, withoutQuotes, wrongConstant } = messages.comparisons;
  if (!jsonTypeFits(constant.value, type)) {
    const expected = isNumeric(type) ? messages.expected.aNumber : messages.expected.aText;
    const quoted = typeof constant.value === 'string' && isNumeric(type) && Number.isFinite(Number(constant.value));
    const hint = quoted && constant.value !== '' ? withoutQuotes : undefined;
    const message = sentences(wrongConstant(expected, type, shownAsConstant(constant.value, messages)), hint);
    report(`${at}/value`, 'wrong-type', message, { expected });
  }
  if (constant.currency === undefined) return;
  if (type !== 'money') {
    report(`${at}/currency`, 'wrong-currency', noCurrency(type));
  } else if (currency !== undefined && currency !== '' && constant.currency !== currency) {
    const message = otherCurrency(currency, constant.currency);
    report(`${at}/currency`, 'wrong-currency', message, { expected: currency, nearest: currency });
  }
}
