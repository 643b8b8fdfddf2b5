import type { CheckContext } from './check-context.ts';
import { shown } from './in-words.ts';

/** Reports every value that stood in the list before. */
export function checkDuplicates(
  values: readonly (string | number)[],
  at: string,
  { report }: Pick<CheckContext, 'report'>,
): void {
  const seen = new Set<string | number>();
  for (const [index, value] of values.entries()) {
    if (seen.has(value))
      report(`${at}/${index}`, 'duplicate', `${shown(value)} is in the list already; once is enough. Take it out.`);
    seen.add(value);
  }
}
