import type { Operand } from '../comparison.ts';
import { isNumeric, type ValueType } from '../value-type.ts';
import { operandType } from '../value-type-of.ts';
import type { CheckContext } from './check-context.ts';
import { shown } from './in-words.ts';

/** A value of a type, as messages call it. */
export const typeInWords: Readonly<Record<ValueType, string>> = {
  string: 'text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  money: 'money',
  datetime: 'a time',
  list: 'a list',
};

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
  const money = type === 'money' || other === 'money';
  const expected =
    isNumeric(type) && !money
      ? 'a number'
      : type === 'money'
        ? 'money or a number'
        : `a value that is ${typeInWords[type]}`;
  const message =
    isNumeric(type) && isNumeric(other)
      ? `Amounts of money are not compared with counts: this is ${typeInWords[type]}, and the ${operand.type} is ${typeInWords[other]}. Expected ${expected}.`
      : `Expected ${expected}, because ${typeInWords[type]} is compared; the ${operand.type} is ${typeInWords[other]}.`;
  context.report(at, 'wrong-type', message, { expected });
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
  { currency, report }: CheckContext,
): void {
  if (!jsonTypeFits(constant.value, type)) {
    const expected = isNumeric(type) ? 'a number' : 'a text';
    const quoted = typeof constant.value === 'string' && isNumeric(type) && Number.isFinite(Number(constant.value));
    const hint = quoted && constant.value !== '' ? ' Write it without quotation marks.' : '';
    const message = `Expected ${expected}, because ${typeInWords[type]} is compared; not ${typeof constant.value === 'number' ? 'the number' : 'the text'} ${shown(constant.value)}.${hint}`;
    report(`${at}/value`, 'wrong-type', message, { expected });
  }
  if (constant.currency === undefined) return;
  if (type !== 'money') {
    const message = `Only money has a currency; what is compared here is ${typeInWords[type]}. Leave \`currency\` out.`;
    report(`${at}/currency`, 'wrong-currency', message);
  } else if (currency !== undefined && currency !== '' && constant.currency !== currency) {
    const message = `Amounts are compared in the workspace’s currency, ${currency}, not in ${constant.currency}. Give the amount in ${currency}.`;
    report(`${at}/currency`, 'wrong-currency', message, { expected: currency, nearest: currency });
  }
}
