import type { CheckContext } from './check-context.ts';
import { shown } from './in-words.ts';

/** Reports every value that stood in the list before. */
export function checkDuplicates(
  values: readonly (string | number)[],
  at: string,
  { report, messages }: CheckContext,
): void {
  const seen = new Set<string | number>();
  for (const [index, value] of values.entries()) {
    if (seen.has(value)) report(`${at}/${index}`, 'duplicate', messages.duplicate(shown(value, messages)));
    seen.add(value);
  }
}
