import { afterEach, expect, it } from 'vitest';
import { Problem } from '../api/problem.ts';
import { language } from '../language/language.ts';
import { asFileProblem } from './file-text.ts';

afterEach(() => (language.value = 'en'));

const refused = (code: string) =>
  new Problem({ status: 422, code, detail: 'As it is.', errors: [{ path: '/file', message: 'As it is.', code }] });

it("says why a file is refused in the reader's language, and once", () => {
  language.value = 'de';
  const problem = asFileProblem(refused('empty-file'));
  expect(problem.detail).toBe('Die Datei ist leer.');
  expect(problem.errors).toEqual([]);
  expect(problem).toMatchObject({ status: 422, code: 'empty-file' });
});

it('repeats what the API says of a reason that it does not know', () => {
  expect(asFileProblem(refused('too-purple')).detail).toBe('As it is.');
});
