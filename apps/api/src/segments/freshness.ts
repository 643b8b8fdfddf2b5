import type { schema } from '@cutline/postgres';
import type { SegmentFreshness } from './freshness.schemas.ts';

type Head = typeof schema.segmentHead.$inferSelect;
type Clock = typeof schema.liveClock.$inferSelect;

export interface FreshnessFacts {
  /** Seconds; null where nobody set a target. */
  target: number | null;
  /** When the segment was first published. */
  createdAt: Date;
  head: Head | undefined;
  /** The workspace's: up to where segments are kept right between its runs. */
  clock: Clock | undefined;
  /** Minutes between the workspace's scheduled runs. */
  recomputeEvery: number;
}

/** How fresh a segment is at `now`. One that was never computed is late when that has been so for longer than its target. */
export function freshnessOf(facts: FreshnessFacts, now: Date): SegmentFreshness {
  const { target: own, createdAt, clock, recomputeEvery } = facts;
  const target = own ?? defaultTarget(recomputeEvery);
  // A segment that failed in its first run has a head without members.
  const head = facts.head?.sequence === 0 && facts.head.status === 'stale' ? undefined : facts.head;
  const kept = head && clock && isKept(head, clock) ? clock : undefined;
  const asOf = head ? later(head.asOf, kept?.asOf) : null;
  return {
    asOf: asOf?.toISOString() ?? null,
    known: head ? Math.max(head.known, kept?.known ?? 0) : null,
    target,
    defaultTarget: own === null,
    late: now.getTime() - (asOf ?? createdAt).getTime() > target * 1_000,
    thresholdsFrom: head?.wholeRun ?? null,
    ...(kept?.error ? { error: kept.error } : {}),
  };
}

/** Seconds. One run may be missed before it is worth a word. */
function defaultTarget(recomputeEvery: number): number {
  return 2 * recomputeEvery * 60;
}

/** Whether it is among the segments that the clock speaks of: a run has computed it, and its metrics are the clock's. */
function isKept(head: Head, clock: Clock): boolean {
  return head.status === 'current' && head.wholeRun !== null && head.wholeRun <= clock.run;
}

function later(a: Date, b: Date | undefined): Date {
  return b && b > a ? b : a;
}
