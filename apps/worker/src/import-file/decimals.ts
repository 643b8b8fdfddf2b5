/** Why a text is no decimal that can be stored. */
export type DecimalProblem = 'not-a-number' | 'too-many-decimals' | 'out-of-range';

/**
 * Money as text with a point and at most 4 places, which is how it is stored (Decimal(18,4)). `mark` is what
 * stands before the decimals. Signs are understood; separators of thousands, currency signs and exponents are not.
 */
export function readDecimal(text: string, mark: '.' | ','): { value: string } | { problem: DecimalProblem } {
  const match = (mark === '.' ? withPoint : withComma).exec(text);
  if (!match) return { problem: 'not-a-number' };
  const [, sign, whole = '', places = ''] = match;
  if (whole === '' && places === '') return { problem: 'not-a-number' };
  if (places.length > 4) return { problem: 'too-many-decimals' };
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  if (digits.length > 14) return { problem: 'out-of-range' };
  return { value: `${sign === '-' ? '-' : ''}${digits}${places ? `.${places}` : ''}` };
}

const withPoint = /^([+-]?)(\d*)(?:\.(\d*))?$/;
const withComma = /^([+-]?)(\d*)(?:,(\d*))?$/;
