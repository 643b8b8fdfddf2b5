import { expect, it } from 'vitest';
import { formulaPieces } from './formula-pieces.ts';

it('sets names and faults apart, and loses no character', () => {
  const text = '[Orders] / (12 +';
  const pieces = formulaPieces(text, { from: 16, to: 16, message: 'Something is missing.' });
  expect(pieces).toEqual([
    { text: '[Orders]', kind: 'name', fault: false },
    { text: ' / (12 ', kind: 'plain', fault: false },
    { text: '+', kind: 'plain', fault: true },
  ]);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  expect(formulaPieces('')).toEqual([]);
  expect(formulaPieces('[a] + [b]', { from: 6, to: 9, message: 'Unknown.' }).at(-1)).toEqual({
    text: '[b]',
    kind: 'name',
    fault: true,
  });
});

it('takes a bracket within a name for a part of it', () => {
  const pieces = formulaPieces(String.raw`daysBetween({birth\}day}, asOf) * [Sizes \[S, M\]]`);
  expect(pieces.filter(({ kind }) => kind === 'name').map(({ text }) => text)).toEqual([
    String.raw`{birth\}day}`,
    String.raw`[Sizes \[S, M\]]`,
  ]);
});
