import { de } from './de.ts';
import { en, type Messages } from './en.ts';

/** The languages that definitions can be said in (BCP 47). */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

const catalogue: Readonly<Record<Language, Messages>> = { en, de };

/** The messages of a language. */
export function messagesOf(language: Language): Messages {
  return catalogue[language];
}
