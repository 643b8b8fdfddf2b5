import { languages, type Language } from '@cutline/segment-definition';
import { useLocalStorage } from '@vueuse/core';
import { computed, watchEffect } from 'vue';

/** The language chosen on this computer; null: the browser's. */
const chosen = useLocalStorage<Language | null>('cutline-language', null);
const wanted = (): readonly string[] => (typeof navigator === 'undefined' ? [] : navigator.languages);

function isKnown(tag: string): tag is Language {
  return languages.some((known) => known === tag);
}
const browsers = (): Language =>
  wanted()
    .map((tag) => tag.split('-')[0]!)
    .find(isKnown) ?? 'en';

/** The language that the console speaks. Setting it keeps the choice on this computer. */
export const language = computed<Language>({
  get: () => (chosen.value !== null && isKnown(chosen.value) ? chosen.value : browsers()),
  set: (tag) => (chosen.value = tag),
});

const usual: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };
/** Where dates and numbers are written as in: the reader's own country if they have the language there. */
export const locale = computed(() => wanted().find((tag) => tag.startsWith(language.value)) ?? usual[language.value]);

/** What each language calls itself. */
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' };

watchEffect(() => {
  if (typeof document !== 'undefined') document.documentElement.lang = language.value;
});
