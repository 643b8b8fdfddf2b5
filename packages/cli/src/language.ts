import { languages, type Language } from '@cutline/segment-definition';

/**
 * The language that a terminal is set to, as POSIX has it: of `LC_ALL`, `LC_MESSAGES` and `LANG` the first that says
 * something, e.g. `de_AT.UTF-8`. English where that is a language we do not speak.
 */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  const [tag] = locale.toLowerCase().split(/[_.@-]/);
  return languages.find((each) => each === tag) ?? 'en';
}
