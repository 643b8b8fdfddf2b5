import type { Contender } from './contender.ts';
import { bindingsOf, purchasesBetween, withoutIndexedSets } from './rows.ts';
import { levels } from './story.ts';

const line = (level: number, values: string): string =>
  `round(quantileExactInclusiveIf(${level / 10_000})(${values}, ${values} > 0), 8)`;
const members = (run: string): string => `SELECT segment, members FROM fused_members WHERE run = {${run}:UInt64}`;

/** Both windows in one GROUP BY, and bitmaps from there on: what somebody who knows the chain would write for it alone. */
export const fused: Contender = {
  name: 'ClickHouse by hand, fused',
  store: 'clickhouse',
  way:
    'Both windows in one GROUP BY over events, kept in memory; both lines in one query, both segments as bitmaps in one, all ' +
    'differences in one. Written for these two segments alone. As in the other two ways by hand, the set of known profiles is not looked up in ' +
    'indexes: at 1 billion events that alone took nine gigabytes, and four times as long.',
  tables: [
    'CREATE TABLE fused_counts (profile UInt32, before UInt64, now UInt64) ENGINE = Memory',
    `CREATE TABLE fused_members (segment UInt8, run UInt64, members AggregateFunction(groupBitmap, UInt32))
     ENGINE = MergeTree ORDER BY (segment, run)`,
    'CREATE TABLE fused_changes (segment UInt8, run UInt64, profile UInt32, change Int8) ENGINE = MergeTree ORDER BY (segment, run, profile)',
  ],
  state: ['fused_members', 'fused_changes'],
  async evaluate(given, task) {
    const meter = withoutIndexedSets(given);
    const bindings = bindingsOf(task);
    const middle = `fromUnixTimestamp64Milli({middle:Int64}, 'UTC')`;
    await meter.command(
      `INSERT INTO fused_counts SELECT profile, countIf(time < ${middle}), countIf(time >= ${middle})
       FROM events WHERE ${purchasesBetween('start', 'end')} GROUP BY profile`,
      bindings,
    );
    const [row] = await meter.rows<{ heavy: number; declining: number }>(
      `SELECT ${line(levels.heavy, 'before')} AS heavy, ${line(levels.declining, 'now')} AS declining FROM fused_counts`,
    );
    const lines = { heavy: String(row!.heavy), declining: String(row!.declining) };
    await meter.command(
      `INSERT INTO fused_members SELECT both.1, {run:UInt64}, both.2
       FROM (
         SELECT groupBitmapStateIf(profile, before > {heavy:Float64}) AS heavy,
           groupBitmapStateIf(profile, before > {heavy:Float64} AND now < {declining:Float64}) AS declining
         FROM fused_counts
       ) ARRAY JOIN [(1, heavy), (2, declining)] AS both`,
      { ...bindings, ...lines },
    );
    await meter.command(
      `INSERT INTO fused_changes SELECT segment, {run:UInt64}, changed.1, changed.2
       FROM (
         SELECT segment, groupBitmapMergeStateIf(members, new) AS now, groupBitmapMergeStateIf(members, NOT new) AS was
         FROM (SELECT *, true AS new FROM (${members('run')}) UNION ALL SELECT *, false AS new FROM (${members('previous')}))
         GROUP BY segment
       ) ARRAY JOIN arrayConcat(
         arrayMap(profile -> (profile, 1), bitmapToArray(bitmapAndnot(now, was))),
         arrayMap(profile -> (profile, -1), bitmapToArray(bitmapAndnot(was, now)))
       ) AS changed`,
      bindings,
    );
    return lines;
  },
  cleanUp: (meter) => meter.command('TRUNCATE TABLE fused_counts'),
  stored: {
    members: (segment, run) => ({
      query: `SELECT arrayJoin(bitmapToArray(members)) AS profile FROM fused_members WHERE segment = {segment:UInt8} AND run = {run:UInt64}`,
      bindings: { segment, run },
    }),
    changes: (segment, run) => ({
      query: 'SELECT profile, change FROM fused_changes WHERE segment = {segment:UInt8} AND run = {run:UInt64}',
      bindings: { segment, run },
    }),
  },
};
