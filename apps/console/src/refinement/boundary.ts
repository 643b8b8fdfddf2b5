import type { SegmentPreview } from '../api/contract.ts';
import { t } from '../language/messages.ts';

/** Where a refinement's line was: the value of the last one kept, who is better, who is level, and who of these is kept. */
export type Boundary = NonNullable<SegmentPreview['boundary']>;

/** "The last one in has 1,350.59; 1 more customer ties with it and is left out." */
export function boundaryWords({ line, level, kept }: Boundary, format: (value: string) => string): string {
  const words = t.refinement.boundary;
  if (line === null) return words.nobody;
  const last = format(line);
  if (level > kept) return words.leftOut(last, level - kept);
  return level > 1 ? words.allIn(last, level) : words.alone(last);
}
