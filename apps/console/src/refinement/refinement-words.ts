import { formatCount, formatDecimal } from '../figures/number.ts';
import type { RefinementDraft } from './refinement-draft.ts';

/** "the top 100", "the bottom 5 %". */
export function keptWords({ keep, take }: Pick<RefinementDraft, 'keep' | 'take'>): string {
  const much =
    take.type === 'count'
      ? take.count === null
        ? '…'
        : formatCount(take.count)
      : `${take.percent === null ? '…' : formatDecimal(take.percent)} %`;
  return `the ${keep} ${much}`;
}
