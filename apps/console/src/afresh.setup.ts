import { afterAll, vi } from 'vitest';
import { language } from './language/language.ts';

/** Test files share a process, which loads the console's components once. Each leaves it as it found it. */
afterAll(() => {
  // What is drawn stays in the document where a test did not take it away.
  if (typeof document !== 'undefined') document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  language.value = 'en';
});
