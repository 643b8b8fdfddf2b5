import { expect, it } from 'vitest';
import { editsBetween, nearest } from './nearest.ts';

it.each([
  ['window', 'window', 0],
  ['windw', 'window', 1],
  ['wnidow', 'window', 1],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
])('counts the edits from %s to %s', (one, other, edits) => {
  expect(editsBetween(one, other)).toBe(edits);
  expect(editsBetween(other, one)).toBe(edits);
});

it('finds what was meant, in any case, and nothing where nothing is near', () => {
  expect(nearest('WINDW', ['actions', 'window'])).toBe('window');
  expect(nearest('purchases', ['Purchases, last year', 'Visits'])).toBe('Purchases, last year');
  expect(nearest('colour', ['actions', 'window'])).toBeUndefined();
  expect(nearest('', ['a'])).toBeUndefined();
});

it('is quick with very long texts', () => {
  expect(nearest('x'.repeat(1_000_000), ['window', 'y'.repeat(150)])).toBeUndefined();
});
