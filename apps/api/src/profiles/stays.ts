import type { ChangeOfProfile } from './changes.queries.ts';

/** One time in a segment, from entry to exit. */
export interface Stay {
  /** The number that it was of, where the profile has been several. */
  profile: number;
  entered: Passage | null;
  /** Null while it lasts. */
  left: Passage | null;
}

export interface Passage {
  at: string;
  run: number;
  reason: string;
}

/** Entries and exits, earliest first, as stays by segment; an exit whose entry nobody noted is a stay without a beginning. */
export function staysOf(changes: ChangeOfProfile[]): Map<string, Stay[]> {
  const stays = new Map<string, Stay[]>();
  for (const { segment, profile, change, at, run, reason } of changes) {
    const known = stays.get(segment) ?? [];
    stays.set(segment, known);
    const passage = { at, run: Number(run), reason };
    const open = known.findLast((stay) => stay.profile === profile && stay.left === null);
    if (change === 'entered') {
      if (!open) known.push({ profile, entered: passage, left: null });
    } else if (open) open.left = passage;
    else known.push({ profile, entered: null, left: passage });
  }
  return stays;
}
