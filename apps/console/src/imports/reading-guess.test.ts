import { describe, expect, it } from 'vitest';
import { guessDecimalMark, guessTimeFormat } from './reading-guess.ts';

describe('how a column is written', () => {
  it.each([
    [['2026-02-01T08:00:00Z'], 'iso'],
    [['2026-02-01 08:00'], 'iso'],
    [['2026-02-01'], 'date'],
    [['19970101'], 'date'],
    [['1771660800'], 'unix'],
    [['1771660800000'], 'unixMillis'],
    [['01.02.2026', '31.02.2026'], 'dmy'],
    [['01/02/2026', '01/31/2026'], 'mdy'],
    [['soon'], null],
    [[], null],
  ] as const)('%j are times as %s', (examples, format) => {
    expect(guessTimeFormat([...examples])).toBe(format);
  });

  it('tells commas of decimals from points', () => {
    expect([guessDecimalMark(['12,50', '3']), guessDecimalMark(['1,200.50']), guessDecimalMark(['12'])]).toEqual([
      ',',
      '.',
      null,
    ]);
  });
});
