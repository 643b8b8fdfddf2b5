import { afterEach, describe, expect, it } from 'vitest';
import type { MessageProblemCode } from '../api/contract.ts';
import { language } from '../language/language.ts';
import { problemText, valueAt } from './problem-text.ts';

afterEach(() => {
  language.value = 'en';
});

it('says in the reader’s language what is wrong, and what it does not know as the API does', () => {
  const problem = { code: 'bad-email' as const, message: '“x” is not an e-mail address, and is left aside.' };
  expect(problemText(problem)).toBe('This is not an e-mail address.');
  language.value = 'de';
  expect(problemText(problem)).toBe('Das ist keine E-Mail-Adresse.');
  expect(problemText({ code: 'of-tomorrow' as MessageProblemCode, message: 'Odd.' })).toBe('Odd.');
});

describe('what stands at a pointer', () => {
  const raw = JSON.stringify({
    traits: { 'a/b': 'x', long: 'y'.repeat(100) },
    products: [{ price: 'cheap' }],
    n: null,
  });
  it.each([
    ['/products/0/price', '"cheap"'],
    ['/traits/a~1b', '"x"'],
    ['/traits/long', `"${'y'.repeat(59)}…`],
    ['/n', 'null'],
    ['/products/0', null],
    ['/n/deeper', null],
    ['/nowhere', null],
    ['', null],
  ])('%s: %s', (pointer, value) => {
    expect(valueAt(raw, pointer)).toBe(value);
  });

  it('is unknown in a message that was cut', () => {
    expect(valueAt(raw.slice(0, 40), '/n')).toBeNull();
  });
});
