import type { SegmentPreview } from '../api/contract.ts';
import { counted, formatCount } from '../figures/number.ts';

/** Where a refinement's line was: the value of the last one kept, who is better, who is level, and who of these is kept. */
export type Boundary = NonNullable<SegmentPreview['boundary']>;

/** "The last one in has 1,350.59; 1 more customer ties with it and is left out." */
export function boundaryWords({ line, level, kept }: Boundary, format: (value: string) => string): string {
  if (line === null) return 'Nobody has a value to be ranked by.';
  const left = level - kept;
  const last = `The last one in has ${format(line)}`;
  if (left > 0) {
    const more = counted(left, 'more customer');
    return `${last}; ${more} ${left === 1 ? 'ties with it and is' : 'tie with it and are'} left out.`;
  }
  if (level > 1) return `${last}; ${formatCount(level)} are level there, and all of them are in.`;
  return `${last}, and nobody ties with it.`;
}
