import type { Definition } from '@cutline/segment-definition';
import { storedMembers } from '../cutline.ts';
import { digestColumns, digestOf, isSame, type DigestRow } from '../digest.ts';
import type { Meter } from '../meter.ts';
import { workspace } from '../story.ts';
import { digestByHand } from './by-hand.ts';

/**
 * Holds members as a run left them against what queries by hand find.
 *
 * @returns undefined where they are the same, else what is wrong
 */
export async function checkByHand(
  meter: Meter,
  segments: readonly string[],
  documents: ReadonlyMap<string, Definition>,
  { asOf, known, run }: { asOf: number; known: number; run: number },
): Promise<string | undefined> {
  for (const segment of segments) {
    const [stored] = await meter.rows<DigestRow>(`SELECT ${digestColumns} FROM (${storedMembers})`, {
      workspace,
      segment,
      run,
    });
    const [found] = await meter.rows<DigestRow>(digestByHand(segment, documents, { asOf }), { workspace, known });
    const [is, due] = [digestOf(stored), digestOf(found)];
    if (!isSame(is, due))
      return `${documents.get(segment)!.name}: ${is.profiles} members instead of ${due.profiles}, or other ones`;
  }
  return undefined;
}
