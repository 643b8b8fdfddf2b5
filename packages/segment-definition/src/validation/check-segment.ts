import type { Refinement } from '../refinement.ts';
import type { Segment } from '../segment.ts';
import { checkCondition } from './check-condition.ts';
import type { CheckContext } from './check-context.ts';
import { checkNumeric } from './check-metric.ts';
import { checkWindow } from './check-window.ts';

/** Checks a segment's rules and its refinement. */
export function checkSegment({ where, refine }: Segment, context: CheckContext): void {
  checkCondition(where, '/where', context);
  if (refine) checkRefinement(refine, '/refine', context);
}

function checkRefinement({ by, window, ties }: Refinement, at: string, context: CheckContext): void {
  const { aggregators } = context.messages;
  checkNumeric(by, `${at}/by`, aggregators.rankedByNumber, context);
  if (window) checkWindow(window, `${at}/window`, context);
  if (ties.type === 'exact' && ties.thenBy)
    checkNumeric(ties.thenBy, `${at}/ties/thenBy`, aggregators.tiesByNumber, context);
}
