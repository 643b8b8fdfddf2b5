import type { ClickHouseClient } from '@clickhouse/client';
import { segmentNumbers, type Lines, type SegmentNumber, type StoredAnswer } from './contender.ts';
import { edges, levels, workspace } from './story.ts';

/** The right answer to one evaluation, computed here from plain counts. */
export interface Answer {
  lines: Lines;
  members: Record<SegmentNumber, Set<number>>;
}

/** Counts purchases per profile in two plain queries; quantiles and segments follow in integers, in TypeScript. */
export async function rightAnswer(client: ClickHouseClient, asOf: number): Promise<Answer> {
  const { start, middle, end } = edges(asOf);
  const known = new Set(
    await profiles(
      client,
      `SELECT DISTINCT profile FROM identifiers WHERE workspace = {workspace:UInt32} AND kind != 'anonymousId'`,
      {
        workspace,
      },
    ),
  );
  const counts = async (from: number, to: number): Promise<Map<number, number>> => {
    const result = await client.query({
      query: `SELECT profile, toUInt32(count()) FROM events
        WHERE workspace = {workspace:UInt32} AND action = 'transaction.charge'
          AND toUnixTimestamp64Milli(time) >= {from:Int64} AND toUnixTimestamp64Milli(time) < {to:Int64}
        GROUP BY profile`,
      query_params: { workspace, from, to },
      format: 'JSONCompactEachRow',
    });
    const rows = await result.json<[number, number]>();
    return new Map(rows.filter(([profile]) => known.has(profile)));
  };
  const before = await counts(start, middle);
  const now = await counts(middle, end);
  const heavy = quantileTimes10000([...before.values()], levels.heavy);
  const declining = quantileTimes10000([...now.values()], levels.declining);
  const heavyBuyers = new Set([...before].filter(([, n]) => n * 10_000 > heavy).map(([profile]) => profile));
  const decliningOnes = new Set([...heavyBuyers].filter((profile) => (now.get(profile) ?? 0) * 10_000 < declining));
  return {
    lines: { heavy: String(heavy / 10_000), declining: String(declining / 10_000) },
    members: { 1: heavyBuyers, 2: decliningOnes },
  };
}

/** The linear quantile at level a / 10,000 of whole numbers, times 10,000. */
function quantileTimes10000(values: number[], a: number): number {
  const x = values.toSorted((one, other) => one - other);
  const h = (x.length - 1) * a;
  const k = Math.floor(h / 10_000);
  const low = x[k]!;
  return low * 10_000 + ((x[k + 1] ?? low) - low) * (h % 10_000);
}

/**
 * What a contender stored in a run, held against the right answers before and after.
 *
 * @returns undefined when all is right, else what is wrong
 */
export async function findMistake(
  client: ClickHouseClient,
  answer: StoredAnswer,
  run: number,
  lines: Lines,
  right: { before: Answer; after: Answer },
): Promise<string | undefined> {
  for (const line of ['heavy', 'declining'] as const) {
    if (Number(lines[line]) !== Number(right.after.lines[line]))
      return `${line} line ${lines[line]} instead of ${right.after.lines[line]}`;
  }
  for (const segment of segmentNumbers) {
    const stored = answer.members(segment, run);
    const members = await profiles(client, stored.query, stored.bindings);
    const expected = right.after.members[segment];
    if (members.length !== expected.size || !members.every((profile) => expected.has(profile)))
      return `segment ${segment}: ${members.length} members instead of ${expected.size}, or other ones`;
    const logged = answer.changes(segment, run);
    const changes = await client.query({
      query: logged.query,
      query_params: logged.bindings,
      format: 'JSONCompactEachRow',
    });
    const found = (await changes.json<[number, number]>()).map(String).sort();
    const was = right.before.members[segment];
    const due = [
      ...[...expected.difference(was)].map((profile) => `${profile},1`),
      ...[...was.difference(expected)].map((profile) => `${profile},-1`),
    ].sort();
    if (found.join(' ') !== due.join(' '))
      return `segment ${segment}: ${found.length} changes instead of ${due.length}, or other ones`;
  }
  return undefined;
}

async function profiles(
  client: ClickHouseClient,
  query: string,
  query_params: Record<string, unknown>,
): Promise<number[]> {
  const result = await client.query({ query, query_params, format: 'JSONCompactEachRow' });
  return (await result.json<[number]>()).map(([profile]) => profile);
}
