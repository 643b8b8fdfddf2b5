import { segmentNumbers, type Contender } from './contender.ts';
import { bindingsOf, purchasesBetween, quantile, storedAsRows, withoutIndexedSets } from './rows.ts';
import { levels } from './story.ts';

const rows = storedAsRows('leaf_members', 'leaf_changes');
const counts = (start: string, end: string): string =>
  `SELECT profile, count() AS n FROM events WHERE ${purchasesBetween(start, end)} GROUP BY profile`;

/** Every leaf of every condition tree has its own query over events and its own stored answer for each profile. */
export const leafQueries: Contender = {
  name: 'One query per segment leaf',
  store: 'clickhouse',
  way:
    'Each rule of each segment has its own query over events and stores its answer for every known profile; segments join the ' +
    'answers; differences are anti-joins of rows. The way of the open-source engines that exist.',
  ...rows,
  tables: [
    ...rows.tables,
    'CREATE TABLE leaf_answers (leaf UInt8, run UInt64, profile UInt32, holds Bool) ENGINE = MergeTree ORDER BY (leaf, run, profile)',
  ],
  state: [...rows.state, 'leaf_answers'],
  async evaluate(given, task) {
    const meter = withoutIndexedSets(given);
    const bindings = bindingsOf(task);
    const lineOf = async (level: number, start: string, end: string): Promise<string> => {
      const [row] = await meter.rows<{ line: number }>(
        `SELECT ${quantile(level, 'n')} AS line FROM (${counts(start, end)})`,
        bindings,
      );
      return String(row!.line);
    };
    const lines = {
      heavy: await lineOf(levels.heavy, 'start', 'middle'),
      declining: await lineOf(levels.declining, 'middle', 'end'),
    };
    const bound = { ...bindings, heavy: lines.heavy, declining: lines.declining };
    for (const [leaf, start, end, holds] of [
      [1, 'start', 'middle', 'n > {heavy:Float64}'],
      [2, 'middle', 'end', 'n < {declining:Float64}'],
    ] as const) {
      await meter.command(
        `INSERT INTO leaf_answers SELECT ${leaf}, {run:UInt64}, profile, ${holds}
         FROM (SELECT DISTINCT profile FROM identifiers WHERE workspace = {workspace:UInt32} AND kind != 'anonymousId' AND batch <= {known:UInt64}) AS base
         LEFT JOIN (${counts(start, end)}) AS counted USING (profile)`,
        bound,
      );
    }
    const answer = (leaf: number): string =>
      `SELECT profile FROM leaf_answers WHERE leaf = ${leaf} AND run = {run:UInt64} AND holds`;
    await meter.command(`INSERT INTO leaf_members SELECT 1, {run:UInt64}, profile FROM (${answer(1)})`, bound);
    await meter.command(
      `INSERT INTO leaf_members SELECT 2, {run:UInt64}, profile FROM (${answer(2)}) AS declining
       INNER JOIN (SELECT profile FROM leaf_members WHERE segment = 1 AND run = {run:UInt64}) AS heavy USING (profile)`,
      bound,
    );
    for (const segment of segmentNumbers) {
      const members = (run: string): string =>
        `SELECT profile FROM leaf_members WHERE segment = ${segment} AND run = {${run}:UInt64}`;
      for (const [change, of, without] of [
        [1, 'run', 'previous'],
        [-1, 'previous', 'run'],
      ] as const) {
        await meter.command(
          `INSERT INTO leaf_changes SELECT ${segment}, {run:UInt64}, profile, ${change}
           FROM (${members(of)}) AS one LEFT ANTI JOIN (${members(without)}) AS other USING (profile)`,
          bound,
        );
      }
    }
    return lines;
  },
};
