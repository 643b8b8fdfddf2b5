import { afterAll, vi } from 'vitest';
import { language } from './language/language.ts';

/** Test files share a process, which loads the console's components once. Each leaves it as it found it. */
afterAll(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  language.value = 'en';
});
