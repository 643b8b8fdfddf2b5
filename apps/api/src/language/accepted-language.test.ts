import { expect, it } from 'vitest';
import { acceptedLanguage } from './accepted-language.ts';

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de', 'de'],
  ['DE-at', 'de'],
  ['de-CH, en;q=0.9', 'de'],
  ['en;q=0.8, de;q=0.9', 'de'],
  ['en, de', 'en'],
  ['fr-FR, fr;q=0.9, de;q=0.8, en;q=0.7', 'de'],
  ['fr', 'en'],
  ['*', 'en'],
  ['*;q=0.1, de;q=0.5', 'de'],
  ['de;q=0', 'en'],
  ['de;q=much', 'en'],
  ['den, deu', 'en'],
  [',;q=1,;;', 'en'],
])('%s asks for %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});
