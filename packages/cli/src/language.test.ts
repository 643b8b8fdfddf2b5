import { expect, it } from 'vitest';
import { languageOf } from './language.ts';

it.each([
  [{}, 'en'],
  [{ LANG: 'de_DE.UTF-8' }, 'de'],
  [{ LANG: 'de' }, 'de'],
  [{ LANG: 'de-AT' }, 'de'],
  [{ LANG: 'de@euro' }, 'de'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{ LANG: 'fr_FR.UTF-8' }, 'en'],
  [{ LANG: 'den_CA' }, 'en'],
  [{ LANG: 'en_GB.UTF-8', LC_MESSAGES: 'de_CH.UTF-8' }, 'de'],
  [{ LANG: 'de_DE.UTF-8', LC_MESSAGES: 'de_DE.UTF-8', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: '' }, 'de'],
])('a terminal with %o reads %s', (environment, language) => {
  expect(languageOf(environment)).toBe(language);
});
