import { describe, expect, it } from 'vitest';
import { validateDefinition } from '../src/index.ts';
import { published } from './every-construct.ts';
import { faultInGerman } from './german.ts';

/** What is written, where the error stands, its code, and a part of what is said; the nearest right thing where there is one. */
export type Lesson = [string, unknown, string, string, string, string?];

/** Tests that validation says this of each, and nothing else; and the same in German. */
export function testLessons(about: string, lessons: Lesson[]): void {
  describe(`what validation says of ${about}`, () => {
    it.each(lessons)('%s', (_, document, path, code, part, nearest) => {
      const result = validateDefinition(document, { definitions: published, currency: 'EUR' });
      const errors = result.valid ? [] : result.errors;
      expect(errors[0]).toMatchObject({ path, code, ...(nearest !== undefined && { nearest }) });
      expect(errors[0]!.message).toContain(part);
      expect(errors).toHaveLength(1);
      const inGerman = validateDefinition(document, { definitions: published, currency: 'EUR', language: 'de' });
      const [german] = inGerman.valid ? [] : inGerman.errors;
      const same = { path, code, ...(nearest !== undefined && { nearest }) };
      expect(german).toMatchObject(same);
      expect(faultInGerman(german!.message, errors[0]!.message)).toBeUndefined();
    });
  });
}
