import type { ClickHouseClient } from '@clickhouse/client';
import { segmentNumbers, type Lines, type SegmentNumber, type StoredAnswer } from './contender.ts';
import { add, digestColumns, digestOf, isSame, nobody, type Digest, type DigestRow } from './digest.ts';
import type { Meter } from './meter.ts';
import { edges, levels, workspace } from './story.ts';

/** The right answer to one evaluation, computed here from plain counts. */
export interface Answer {
  lines: Lines;
  /** By profile: 1 for members. */
  members: Record<SegmentNumber, Uint8Array>;
}

/** What the right answer to an evaluation is, and what changed since the one before. */
export interface RightAnswer {
  lines: Lines;
  members: Record<SegmentNumber, Digest>;
  entered: Record<SegmentNumber, Digest>;
  left: Record<SegmentNumber, Digest>;
}

const profilesAtOnce = 1_000_000;

/** Counts purchases per profile in two plain queries; quantiles and segments follow in integers, in TypeScript. */
export async function answerAt(client: ClickHouseClient, profiles: number, asOf: number): Promise<Answer> {
  const { start, middle, end } = edges(asOf);
  const known = await perProfile(
    client,
    profiles,
    `SELECT DISTINCT profile, toUInt8(1) FROM identifiers WHERE workspace = {workspace:UInt32} AND kind != 'anonymousId'`,
  );
  const counts = async (from: number, to: number): Promise<Uint32Array> => {
    const found = await perProfile(
      client,
      profiles,
      `SELECT profile, toUInt32(count()) FROM events
       WHERE workspace = {workspace:UInt32} AND action = 'transaction.charge'
         AND toUnixTimestamp64Milli(time) >= {from:Int64} AND toUnixTimestamp64Milli(time) < {to:Int64}
       GROUP BY profile`,
      { from, to },
    );
    return found.map((count, profile) => count * known[profile]!);
  };
  const before = await counts(start, middle);
  const now = await counts(middle, end);
  const heavy = quantileTimes10000(before, levels.heavy);
  const declining = quantileTimes10000(now, levels.declining);
  const isHeavy = Uint8Array.from(before, (count) => Number(count * 10_000 > heavy));
  const isDeclining = isHeavy.map((member, profile) => Number(member === 1 && now[profile]! * 10_000 < declining));
  return {
    lines: { heavy: String(heavy / 10_000), declining: String(declining / 10_000) },
    members: { 1: isHeavy, 2: isDeclining },
  };
}

/** The right answer to the timed evaluation, after another. */
export function rightAnswer(before: Answer, after: Answer): RightAnswer {
  const digests = (isIn: (was: number, is: number) => boolean): Record<SegmentNumber, Digest> => {
    const one = (segment: SegmentNumber): Digest => {
      const digest = { ...nobody };
      const was = before.members[segment];
      for (const [profile, is] of after.members[segment].entries()) if (isIn(was[profile]!, is)) add(digest, profile);
      return digest;
    };
    return { 1: one(1), 2: one(2) };
  };
  return {
    lines: after.lines,
    members: digests((_, is) => is === 1),
    entered: digests((was, is) => was === 0 && is === 1),
    left: digests((was, is) => was === 1 && is === 0),
  };
}

/** The linear quantile at level a / 10,000 of the counts above zero, times 10,000. */
function quantileTimes10000(counts: Uint32Array, a: number): number {
  const x = counts.filter((count) => count > 0).sort();
  const h = (x.length - 1) * a;
  const k = Math.floor(h / 10_000);
  const low = x[k]!;
  return low * 10_000 + ((x[k + 1] ?? low) - low) * (h % 10_000);
}

/**
 * What a contender stored in a run, held against the right answer.
 *
 * @returns undefined when all is right, else what is wrong
 */
export async function findMistake(
  meter: Meter,
  answer: StoredAnswer,
  run: number,
  lines: Lines,
  right: RightAnswer,
): Promise<string | undefined> {
  for (const line of ['heavy', 'declining'] as const) {
    if (Number(lines[line]) !== Number(right.lines[line]))
      return `${line} line ${lines[line]} instead of ${right.lines[line]}`;
  }
  for (const segment of segmentNumbers) {
    const stored = answer.members(segment, run);
    const [row] = await meter.rows<DigestRow>(
      `SELECT ${digestColumns} FROM (${stored.query}) AS stored`,
      stored.bindings,
    );
    const members = digestOf(row);
    if (!isSame(members, right.members[segment]))
      return `segment ${segment}: ${members.profiles} members instead of ${right.members[segment].profiles}, or other ones`;
    const logged = answer.changes(segment, run);
    const changes = await meter.rows<DigestRow & { change: number | string }>(
      `SELECT change, ${digestColumns} FROM (${logged.query}) AS logged GROUP BY change`,
      logged.bindings,
    );
    for (const [change, due] of [
      [1, right.entered[segment]],
      [-1, right.left[segment]],
    ] as const) {
      const found = digestOf(changes.find((each) => Number(each.change) === change));
      if (!isSame(found, due))
        return `segment ${segment}: ${found.profiles} changes of ${change} instead of ${due.profiles}, or other ones`;
    }
  }
  return undefined;
}

/** A number for each profile, 0 where a query has none; the query selects profile and number. */
async function perProfile(
  client: ClickHouseClient,
  profiles: number,
  query: string,
  bindings: Record<string, number> = {},
): Promise<Uint32Array> {
  const numbers = new Uint32Array(profiles + 1);
  for (let after = 0; after < profiles; after += profilesAtOnce) {
    const result = await client.query({
      query: `SELECT * FROM (${query}) WHERE profile > {after:UInt32} AND profile <= {upTo:UInt32}`,
      query_params: { ...bindings, workspace, after, upTo: after + profilesAtOnce },
      format: 'JSONCompactEachRow',
    });
    for (const [profile, number] of await result.json<[number, number]>()) numbers[profile] = number;
  }
  return numbers;
}
