import { expect, test } from 'vitest';
import { currencyName, formatRate } from './rate.ts';

test('a rate keeps every place it was given, and has at least four', () => {
  expect(formatRate('0.9234567891', 'en-GB')).toBe('0.9234567891');
  expect(formatRate('1', 'en-GB')).toBe('1.0000');
  expect(formatRate('999999999999999.0123456789', 'de-DE')).toBe('999.999.999.999.999,0123456789');
});

test('currencies go by their name, unknown ones by their code', () => {
  expect(currencyName('USD', 'en-GB')).toBe('US Dollar');
  expect(currencyName('QQQ', 'en-GB')).toBe('QQQ');
  expect(currencyName('no currency', 'en-GB')).toBe('no currency');
});
