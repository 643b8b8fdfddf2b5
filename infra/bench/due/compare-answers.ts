import type { Meter } from '../meter.ts';
import { workspace } from '../story.ts';

/** What a run left: members of all segments, and what it logged. `SELECT what, chunk, members`. */
const answerOf = `SELECT concat('members of ', toString(segment)) AS what, chunk, members
  FROM (
    SELECT segment, chunk, members FROM memberships
    WHERE workspace = {workspace:UInt32} AND run <= {run:UInt64}
    ORDER BY segment, chunk, run DESC LIMIT 1 BY segment, chunk
  )
  UNION ALL
  SELECT concat(if(change > 0, 'entries into ', 'exits from '), toString(segment)) AS what,
    toUInt16(bitShiftRight(profile, 16)) AS chunk, groupBitmapState(profile) AS members
  FROM membership_changes FINAL
  WHERE workspace = {workspace:UInt32} AND run = {run:UInt64}
  GROUP BY what, chunk`;

/** Keeps what a run left, to compare others with. */
export async function keepAnswer(meter: Meter, run: number): Promise<void> {
  await meter.command('DROP TABLE IF EXISTS due_answer');
  await meter.command(`CREATE TABLE due_answer (what String, chunk UInt16, members AggregateFunction(groupBitmap, UInt32))
    ENGINE = MergeTree ORDER BY (what, chunk)`);
  await meter.command(`INSERT INTO due_answer ${answerOf}`, { workspace, run });
}

/**
 * Compares what a run left of some segments with what is kept, profile by profile.
 *
 * @returns undefined where it is the same, else what is wrong
 */
export async function findDifference(
  meter: Meter,
  run: number,
  segments: readonly string[],
): Promise<string | undefined> {
  const [first] = await meter.rows<{ what: string; profiles: string }>(
    `SELECT what, sum(bitmapCardinality(bitmapXor(found, kept))) AS profiles
     FROM (
       SELECT what, groupBitmapMergeStateIf(members, NOT is_kept) AS found, groupBitmapMergeStateIf(members, is_kept) AS kept
       FROM (
         SELECT what, chunk, members, false AS is_kept FROM (${answerOf})
         UNION ALL
         SELECT what, chunk, members, true AS is_kept FROM due_answer
       )
       WHERE has({segments:Array(String)}, splitByChar(' ', what)[-1])
       GROUP BY what, chunk
     )
     GROUP BY what
     HAVING profiles > 0
     ORDER BY what
     LIMIT 1`,
    { workspace, run, segments: [...segments] },
  );
  return first && `the ${first.what} differ by ${Number(first.profiles)} profiles`;
}
