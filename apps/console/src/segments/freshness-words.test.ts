import { describe, expect, it } from 'vitest';
import { formatTarget, inSeconds, inWholeUnits, isLate } from './freshness-words.ts';

describe('a target', () => {
  it.each([
    [60, '1 minute'],
    [90, '90 seconds'],
    [900, '15 minutes'],
    [5_400, '90 minutes'],
    [7_200, '2 hours'],
    [86_400, '1 day'],
  ])('of %d seconds is said as %s', (seconds, words) => {
    expect(formatTarget(seconds, 'en')).toBe(words);
    const { amount, unit } = inWholeUnits(seconds);
    expect(inSeconds(amount, unit)).toBe(seconds);
  });

  it('is said in the reader’s language', () => {
    expect(formatTarget(3_600, 'de')).toBe('1 Stunde');
  });
});

describe('a segment', () => {
  const freshness = {
    asOf: '2026-03-01T12:00:00Z',
    known: 1,
    target: 60,
    defaultTarget: false,
    late: false,
    thresholdsFrom: 1,
  };

  it('becomes late while one looks at it', () => {
    expect(isLate(freshness, Date.parse('2026-03-01T12:01:00Z'))).toBe(false);
    expect(isLate(freshness, Date.parse('2026-03-01T12:01:01Z'))).toBe(true);
  });

  it('that was never computed is late when the API says so', () => {
    expect(isLate({ ...freshness, asOf: null }, Date.now())).toBe(false);
    expect(isLate({ ...freshness, asOf: null, late: true }, 0)).toBe(true);
  });
});
