/** Why something is no amount of money. */
export type AmountProblem = 'not-a-number' | 'too-many-decimals' | 'out-of-range';

/**
 * Money as decimal text with at most 4 places. A number is first rounded to 15 significant digits, which takes away what adding up
 * floats leaves behind (0.1 + 0.2); of what remains, more than 4 places are refused. Text has a point and no separators: `-12.50`.
 */
export function readAmount(value: unknown): { value: string } | { problem: AmountProblem } {
  if (typeof value === 'string') return readAmountText(value.trim());
  if (typeof value !== 'number') return { problem: 'not-a-number' };
  const rounded = Number(value.toPrecision(15));
  if (!(Math.abs(rounded) < 1e14)) return { problem: 'out-of-range' };
  const text = rounded.toFixed(4);
  if (Number(text) !== rounded) return { problem: 'too-many-decimals' };
  return { value: withoutTrailingZeros(text) };
}

function readAmountText(text: string): { value: string } | { problem: AmountProblem } {
  const [, sign, whole = '', places = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (sign === undefined || whole + places === '') return { problem: 'not-a-number' };
  const kept = places.replace(/0+$/, '');
  if (kept.length > 4) return { problem: 'too-many-decimals' };
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  if (digits.length > 14) return { problem: 'out-of-range' };
  return { value: withoutTrailingZeros(`${sign === '-' ? '-' : ''}${digits}.${kept}`) };
}

function withoutTrailingZeros(text: string): string {
  const plain = text.replace(/\.?0*$/, '');
  return /^-?0?$/.test(plain) ? '0' : plain;
}

/** What is wrong with an amount, in words. */
export const amountProblems: Record<AmountProblem, string> = {
  'not-a-number': 'It is no amount: give a number, or text such as 1234.50.',
  'too-many-decimals': 'An amount has at most 4 decimals.',
  'out-of-range': 'An amount has at most 14 digits before the decimals.',
};
