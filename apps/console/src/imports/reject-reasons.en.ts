import type { ImportRejectCode } from '../api/contract.ts';

/** Why a row is not taken, in English. The column and what stands in it are shown beside it. */
export const rejectReasons: Record<ImportRejectCode, string> = {
  'bad-boolean': 'This is neither yes nor no (expected: true, false, yes, no, 1 or 0)',
  'bad-currency': 'This is not a currency code (expected: three letters such as EUR)',
  'bad-email': 'This is not an e-mail address',
  'bad-json': 'The line is not valid JSON',
  'bad-number':
    'This is not a number (expected: no thousands separators, no currency sign, no decimals in whole numbers)',
  'bad-phone': 'This is not a telephone number',
  'bad-products': 'This cannot be read as a list of products',
  'bad-time': 'This is not a time in the chosen format',
  'duplicate-message': 'An event with this message id is there already',
  erased: 'It names somebody who was erased, and is not kept',
  'missing-action': 'Nothing says what happened',
  'missing-identifier': 'Nothing says whose event this is',
  'missing-time': 'Nothing says when it happened',
  'not-an-object': 'The line is no JSON object, which stands in braces',
  'nul-character': 'It contains a NUL character, which cannot be stored',
  'number-out-of-range': 'This number is too large: amounts have at most 14 digits, others reach to ±10¹⁵',
  'ragged-row': 'It has more or fewer columns than the header',
  'record-too-large': 'It is larger than 1 MiB',
  'text-after-quote': 'Something stands between a closing quote and the next delimiter',
  'time-in-future': 'This is more than a day ahead',
  'time-out-of-range': 'Times lie between 1970 and 2149',
  'too-deep': 'It has more than 32 levels of objects and lists',
  'too-long': 'This is too long: names have at most 200 characters, ids and names of products 500',
  'too-many-decimals': 'An amount has at most 4 decimals',
  'unterminated-quote': 'A quote is opened and not closed',
  'wrong-encoding': 'It has bytes that are no text in the chosen encoding',
};
