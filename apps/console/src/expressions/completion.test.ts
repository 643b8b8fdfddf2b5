import { describe, expect, it } from 'vitest';
import { completingAt, completionsFor, replaced, type Insertable } from './completion.ts';

const named = (label: string): Insertable => ({ label, text: `[${label}]`, icon: 'i-lucide-sigma' });

describe('completing a formula', () => {
  it('takes the word before the caret, or the name whose bracket is open', () => {
    expect(completingAt('2 * purch', 9)).toEqual({ from: 4, to: 9, query: 'purch' });
    expect(completingAt('[Purchases, la', 14)).toEqual({ from: 0, to: 14, query: 'Purchases, la' });
    expect(completingAt('max([Purch] + 1', 10)).toEqual({ from: 4, to: 11, query: 'Purch' });
    expect(completingAt('[Purchases] / 12', 16)).toBeNull();
    expect(completingAt('', 0)).toBeNull();
    expect(completingAt('[a + [b]', 2)).toEqual({ from: 0, to: 2, query: 'a' });
  });

  it('finds what begins so before what only contains it', () => {
    const all = ['Spend per order', 'Orders, last year', 'Reordered', 'Orders'].map(named);
    expect(completionsFor('order', all).map(({ label }) => label)).toEqual([
      'Orders',
      'Orders, last year',
      'Spend per order',
      'Reordered',
    ]);
    expect(completionsFor('xyz', all)).toEqual([]);
  });

  it('puts what was chosen in the place of the word, and the caret where one goes on', () => {
    expect(replaced('2 * purch + 1', { from: 4, to: 9 }, named('Purchases'))).toEqual({
      text: '2 * [Purchases] + 1',
      caret: 15,
    });
    const round = { label: 'round', text: 'round()', icon: 'i-lucide-square-function', back: 1 };
    expect(replaced('ro', { from: 0, to: 2 }, round)).toEqual({ text: 'round()', caret: 6 });
  });
});
