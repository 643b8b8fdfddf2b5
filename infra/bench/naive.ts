import { segmentNumbers, type Contender } from './contender.ts';
import { bindingsOf, purchasesBetween, quantile, storedAsRows, withoutIndexedSets } from './rows.ts';
import { levels } from './story.ts';

const line = (level: number, start: string, end: string): string => `SELECT ${quantile(level, 'n')} AS line
  FROM (SELECT count() AS n FROM events WHERE ${purchasesBetween(start, end)} GROUP BY profile)`;

/** One query per piece, as one would write them first. */
export const naive: Contender = {
  name: 'ClickHouse by hand, naive',
  store: 'clickhouse',
  way: 'One query per piece: each line, each segment (members as rows), each side of each difference with `NOT IN`.',
  ...storedAsRows('naive_members', 'naive_changes'),
  async evaluate(given, task) {
    const meter = withoutIndexedSets(given);
    const bindings = bindingsOf(task);
    const [heavy] = await meter.rows<{ line: number }>(line(levels.heavy, 'start', 'middle'), bindings);
    const [declining] = await meter.rows<{ line: number }>(line(levels.declining, 'middle', 'end'), bindings);
    const lines = { heavy: String(heavy!.line), declining: String(declining!.line) };
    const bound = { ...bindings, heavy: lines.heavy, declining: lines.declining };
    await meter.command(
      `INSERT INTO naive_members SELECT 1, {run:UInt64}, profile FROM events
       WHERE ${purchasesBetween('start', 'middle')} GROUP BY profile HAVING count() > {heavy:Float64}`,
      bound,
    );
    await meter.command(
      `INSERT INTO naive_members SELECT 2, {run:UInt64}, profile FROM naive_members
       WHERE segment = 1 AND run = {run:UInt64} AND profile NOT IN (
         SELECT profile FROM events WHERE ${purchasesBetween('middle', 'end')}
         GROUP BY profile HAVING count() >= {declining:Float64}
       )`,
      bound,
    );
    for (const segment of segmentNumbers) {
      for (const [change, of, without] of [
        [1, 'run', 'previous'],
        [-1, 'previous', 'run'],
      ] as const) {
        await meter.command(
          `INSERT INTO naive_changes SELECT ${segment}, {run:UInt64}, profile, ${change} FROM naive_members
           WHERE segment = ${segment} AND run = {${of}:UInt64} AND profile NOT IN (
             SELECT profile FROM naive_members WHERE segment = ${segment} AND run = {${without}:UInt64}
           )`,
          bound,
        );
      }
    }
    return lines;
  },
};
