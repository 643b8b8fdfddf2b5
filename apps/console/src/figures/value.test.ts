import { describe, expect, it } from 'vitest';
import { formatValue } from './value.ts';

const shop = { currency: 'EUR', timeZone: 'Europe/Berlin' };

describe('a value', () => {
  it('is written as its type is', () => {
    expect(formatValue('12.5000', 'money', shop)).toMatch(/€\s?12[.,]50|12[.,]50\s?€/);
    expect(formatValue('3.00000000', 'integer', shop)).toBe('3');
    expect(formatValue(String(Date.UTC(2025, 11, 31, 23)), 'datetime', shop)).toMatch(/2026/);
    expect(formatValue('E-commerce', 'string', shop)).toBe('E-commerce');
    expect([formatValue('true', 'boolean', shop), formatValue('false', 'boolean', shop)]).toEqual(['yes', 'no']);
    expect(formatValue('["a","b"]', 'list', shop)).toBe('a, b');
  });

  it('that is not there is a dash; zero and nothing written are values', () => {
    expect(formatValue(null, 'list', shop)).toBe('–');
    expect(formatValue('0', 'integer', shop)).toBe('0');
    expect([formatValue('', 'string', shop), formatValue('[]', 'list', shop)]).toEqual(['(empty)', '(empty list)']);
  });
});
