import type { SegmentPreview } from '../api/contract.ts';
import type { RuleGroup } from './rule-tree.ts';

/** The way from everyone to the members. */
export interface Funnel {
  base: number;
  included: number;
  /** For whom the rules hold: included, and not excluded. */
  afterRules: number;
  members: number;
}

/** How many hold for each node, by its id in the builder. */
export function countsById(preview: SegmentPreview, pointers: Map<string, string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [id, pointer] of pointers) {
    const count = preview.counts[pointer];
    if (count !== undefined) counts.set(id, count);
  }
  return counts;
}

/** `included` is the count of the include group; without exclusions it is all for whom the rules hold. */
export function funnelOf(preview: SegmentPreview, includePointer: string | undefined): Funnel {
  const included = includePointer ? preview.counts[includePointer] : undefined;
  const { base, afterRules, members } = preview;
  return { base, included: included ?? afterRules, afterRules, members };
}

/**
 * The rule (or group) that leaves the fewest, where all of several must hold: what cuts most. Null where nothing cuts more than the others.
 */
export function cutsMost(include: RuleGroup, counts: Map<string, number>): string | null {
  if (include.match !== 'all' || include.negated) return null;
  const counted = include.of
    .map(({ id }) => ({ id, count: counts.get(id) }))
    .filter((each): each is { id: string; count: number } => each.count !== undefined)
    .sort((a, b) => a.count - b.count);
  const [least, next] = counted;
  return least && next && least.count < next.count ? least.id : null;
}
