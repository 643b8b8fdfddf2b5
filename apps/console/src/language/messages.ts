import { shallowReactive, watch } from 'vue';
import { de } from './de.ts';
import { en } from './en.ts';
import { language } from './language.ts';

export type Messages = typeof en;

const catalogue = { en, de };

/**
 * The console's texts in the reader's language. Templates, computed values and functions called by them follow a change of
 * language; a constant of a module would not, so none is made of these.
 */
export const t: Messages = shallowReactive({ ...catalogue[language.value] });

watch(language, (now) => Object.assign(t, catalogue[now]), { flush: 'sync' });
