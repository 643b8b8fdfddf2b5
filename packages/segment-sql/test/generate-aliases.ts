import type { EvaluatedAlias } from '@cutline/segment-definition';
import fc from 'fast-check';
import { profileNumbers } from './generate-profiles.ts';

const batches = [1, 2, 3, 4];

/**
 * What is said over some batches of which number counts for which: none in some workspaces; else numbers are put to others, put to another
 * later on, and taken back. A profile that numbers count for never counts for another itself: where it comes to do so, its numbers go with it.
 */
export const aliases: fc.Arbitrary<EvaluatedAlias[]> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<EvaluatedAlias[]>([]) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(...batches.map(() => fc.array(fc.tuple(anyNumber(), anyNumber()), { maxLength: 3 })))
      .map(flattened),
  },
);

function anyNumber(): fc.Arbitrary<number> {
  return fc.constantFrom(...profileNumbers);
}

/** What `[number, wanted profile]` of each batch come to; a number that is to count for itself is taken back. */
function flattened(said: [number, number][][]): EvaluatedAlias[] {
  const profileOf = new Map(profileNumbers.map((number) => [number, number]));
  const rows: EvaluatedAlias[] = [];
  for (const [index, pairs] of said.entries()) {
    const before = new Map(profileOf);
    for (const [number, wanted] of pairs) {
      if (number === wanted) {
        profileOf.set(number, number);
        continue;
      }
      const profile = profileOf.get(wanted)!;
      // Its own numbers come along, and one of them cannot be what it counts for.
      if (profile === number) continue;
      for (const [each, own] of profileOf) if (each === number || own === number) profileOf.set(each, profile);
    }
    for (const [number, profile] of profileOf)
      if (before.get(number) !== profile) rows.push({ number, batch: batches[index]!, profile });
  }
  return rows;
}
