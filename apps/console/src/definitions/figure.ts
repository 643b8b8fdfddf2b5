import type { DefinitionSummary } from '../api/contract.ts';
import { formatCount, formatDecimal } from '../figures/number.ts';

/** The one figure to show beside a definition's name: a segment's members, a metric's value; empty before there is one. */
export function figureOf({ segment, metric }: DefinitionSummary): string {
  if (segment?.members !== null && segment?.members !== undefined) return formatCount(segment.members);
  return metric?.value ? formatDecimal(metric.value) : '';
}
