import { describe, expect, it } from 'vitest';
import { counted, formatBytes, formatCount, formatDecimal, formatMoney, formatShare, formatSigned } from './number.ts';

describe('numbers for readers', () => {
  it('are grouped as the locale groups them', () => {
    expect(formatCount(1284310, 'en-GB')).toBe('1,284,310');
    expect(formatCount(1284310, 'de-DE')).toBe('1.284.310');
    expect(formatCount(1284310, 'fi-FI')).toBe('1\u00a0284\u00a0310');
  });

  it('keep every digit of a decimal, and no trailing zeros', () => {
    expect(formatDecimal('2.00000000', 'en-GB')).toBe('2');
    expect(formatDecimal('13990.9300', 'en-GB')).toBe('13,990.93');
    expect(formatDecimal('98765432109876543.21', 'en-GB')).toBe('98,765,432,109,876,543.21');
  });

  it('never show some as none', () => {
    expect(formatShare(0.000_02, 'en-GB')).toBe('<0.1%');
    expect(formatShare(0, 'en-GB')).toBe('0%');
    expect(formatShare(0.2173, 'en-GB')).toBe('21.7%');
  });

  it('carry their sign when they are changes', () => {
    expect([formatSigned(1204, 'en-GB'), formatSigned(-12, 'en-GB'), formatSigned(0, 'en-GB')]).toEqual([
      '+1,204',
      '−12',
      '0',
    ]);
  });

  it('are money in the currency given, even one that nobody knows', () => {
    expect(formatMoney('12.5', 'EUR', 'en-GB')).toBe('€12.50');
    expect(formatMoney('12.5', null, 'en-GB')).toBe('12.5');
    expect(formatMoney('12.5', 'points', 'en-GB')).toBe('12.5 points');
  });

  it('agree with their noun', () => {
    expect([counted(1, 'profile'), counted(2, 'profile'), counted(0, 'query', 'queries')]).toEqual([
      '1 profile',
      '2 profiles',
      '0 queries',
    ]);
  });

  it('measure files in units one reads easily', () => {
    expect([formatBytes(900, 'en-GB'), formatBytes(1536, 'en-GB'), formatBytes(2_400_000_000, 'en-GB')]).toEqual([
      '900 bytes',
      '1.5 kB',
      '2.4 GB',
    ]);
  });
});
