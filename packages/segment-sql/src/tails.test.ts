import { tables } from '@cutline/clickhouse/tables';
import type { Aggregate } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextAt, startExpressionEngine, type ExpressionEngine } from '../test/expression-engine.ts';
import { compileStreamInserts, wholeStream, type StreamState, type StreamStates } from './compile-stream.ts';
import { ProfileScan } from './profile-scan.ts';
import type { SqlContext } from './sql-context.ts';
import type { Statement } from './statement.ts';
import { streamOf, streamsByKey, tailOf, type StoredStream } from './stream.ts';

const aggregate = (changed: Partial<Aggregate>): Aggregate => ({
  formatVersion: 2,
  kind: 'aggregate',
  name: 'Aggregate',
  actions: ['buy'],
  aggregator: { type: 'count' },
  window: { type: 'allTime' },
  ...changed,
});
const points = { name: 'points', type: 'number' } as const;
const dear = {
  type: 'parameter',
  parameter: points,
  comparison: { type: 'moreThan', operand: { type: 'constant', value: 5 } },
} as unknown as NonNullable<Aggregate['filter']>;

const spent = aggregate({ aggregator: { type: 'sum', parameter: points } });
const worth = aggregate({ aggregator: { type: 'average', parameter: points } });
const visits = aggregate({ actions: ['visit'] });
const lastVisit = aggregate({ actions: ['visit'], aggregator: { type: 'daysSinceLast' } });
const dearOnes = aggregate({ filter: dear });
const settings = { timeZone: 'UTC', hasRates: false };
const streamOfAll = (each: Aggregate) => streamOf(each, settings)!;
/** What timelines of purchases, of visits and of dear purchases hold: batches, and whether some of them are in tails. */
type Held = Pick<StoredStream, 'known' | 'hasTail'>;
const stored = (bought: Held, visited: Held, dearly: Held): StoredStream[] => [
  { stream: streamOfAll(spent), number: 1, quiet: true, ...bought },
  { stream: streamOfAll(visits), number: 2, quiet: true, ...visited },
  { stream: streamOfAll(dearOnes), number: 3, quiet: true, ...dearly },
];
const built: Held = { known: 1, hasTail: false };
const added: Held = { known: 2, hasTail: true };

let engine: ExpressionEngine;
beforeAll(async () => {
  engine = await startExpressionEngine();
  const buys = (profile: number, worth: number, batch: number) => ({
    action: 'buy',
    profile,
    batch,
    parameters: { points: worth },
  });
  const visited = (profile: number, batch: number, day: number) => ({
    action: 'visit',
    profile,
    batch,
    time: `2026-04-${day}T12:00:00.000Z`,
  });
  await engine.insertEvents([
    // Nothing came to the first; purchases to the second, visits to the third, both to the fourth; the fifth is in tails only.
    ...[1, 2, 3, 4].flatMap((profile) => [buys(profile, profile, 1), visited(profile, 1, 10)]),
    buys(2, 20, 2),
    visited(3, 2, 20),
    buys(4, 40, 2),
    buys(4, 4, 2),
    visited(4, 2, 21),
    buys(5, 50, 2),
    visited(5, 2, 22),
    // They have one of the two.
    buys(6, 6, 1),
    visited(7, 2, 23),
    // This batch stands in no timeline.
    buys(1, 100, 3),
    buys(2, 1, 3),
    visited(2, 3, 25),
    visited(5, 3, 26),
    { action: 'buy', profile: 8, batch: 3, parameters: {} },
    buys(8, 8, 3),
  ]);
  const clock = { workspace: 1, timeZone: 'UTC', currency: 'EUR', hasAliases: false };
  const statesUpTo = (known: number): StreamStates => {
    const [first, ...others] = stored(built, built, built).map(({ stream, number }): StreamState => ({
      ...clock,
      stream,
      number,
      known,
    }));
    return [first!, ...others];
  };
  for (const statement of compileStreamInserts(statesUpTo(1), wholeStream)) await write(statement);
  for (const statement of compileStreamInserts(statesUpTo(2), { ...wholeStream, afterBatch: 1 }))
    await write(statement);
});
afterAll(() => engine.close());

async function write({ sql, params }: Statement): Promise<void> {
  await engine.client.command({ query: sql, query_params: params });
}

const contextWith = (streams: StoredStream[], known: number): SqlContext =>
  contextAt({ known, streams: streamsByKey(streams) } as Parameters<typeof contextAt>[0]);

/** What a scan says of each profile that has something: `profile spent visits daysSinceLast dearOnes`, as far as it was asked. */
async function said(aggregates: Aggregate[], context: SqlContext, looked?: number[]): Promise<string[]> {
  const among = { numbers: context.parameters.add('looked', 'Array(UInt32)', looked ?? []) };
  const scan = new ProfileScan(context, looked ? { among } : null);
  const columns = aggregates.map((each) => `ifNull(toString(${scan.aggregate(each).sql}), '-')`);
  const query = `SELECT concatWithSeparator(' ', toString(profile), ${columns.join(', ')}) AS line FROM ${scan.rows()} ORDER BY profile`;
  return (await engine.rows<{ line: string }>(query, context)).map(({ line }) => line);
}

function sqlOf(aggregates: Aggregate[], context: SqlContext, looked?: string): string {
  const scan = new ProfileScan(context, looked ? { among: { bitmap: looked } } : null);
  for (const each of aggregates) scan.aggregate(each);
  return scan.rows();
}

describe('timelines and their tails', () => {
  it('stand under numbers of their own, for each profile once', async () => {
    const query = `SELECT stream, groupArray(profile) AS profiles FROM (SELECT * FROM ${tables.timelines} ORDER BY stream, profile) GROUP BY stream ORDER BY stream`;
    expect(await engine.rows(query, contextAt())).toEqual([
      { stream: 1, profiles: [1, 2, 3, 4, 6] },
      { stream: 2, profiles: [1, 2, 3, 4] },
      { stream: 3, profiles: [6] },
      { stream: tailOf(1), profiles: [2, 4, 5] },
      { stream: tailOf(2), profiles: [3, 4, 5, 7] },
      { stream: tailOf(3), profiles: [2, 4, 5] },
    ]);
  });
});

describe('a scan of everybody', () => {
  it('looks for no tail where no stream has one', () => {
    const one = sqlOf([spent], contextWith(stored(built, built, built), 1));
    expect(one).not.toMatch(/UNION|bitmap|GROUP BY/);
    const two = sqlOf([spent, visits], contextWith(stored(built, built, built), 1));
    expect(two).not.toMatch(/UNION|bitmap/);
    expect(two.match(/GROUP BY/g)).toHaveLength(1);
  });

  it('groups those who have one, and nobody for the tail of a stream that it does not read', () => {
    const tails = sqlOf([spent], contextWith(stored(added, built, built), 2));
    expect(tails.match(/UNION ALL/g)).toHaveLength(1);
    expect(tails.match(/GROUP BY/g)).toHaveLength(1);
    expect(sqlOf([spent], contextWith(stored(built, added, added), 2))).not.toMatch(/UNION|bitmap|GROUP BY/);
  });

  it('says what timelines as they were built say', async () => {
    const context = contextWith(stored(built, built, built), 1);
    expect(await said([spent, visits, lastVisit], context)).toEqual([
      '1 1 1 21',
      '2 2 1 21',
      '3 3 1 21',
      '4 4 1 21',
      '6 6 0 -',
    ]);
  });

  it('puts together what one stream, both or the tail alone has of a profile', async () => {
    const context = contextWith(stored(added, added, added), 2);
    expect(await said([spent, visits, lastVisit, dearOnes], context)).toEqual([
      '1 1 1 21 0',
      '2 22 1 21 1',
      '3 3 2 11 0',
      '4 48 2 10 1',
      '5 50 1 9 1',
      '6 6 0 - 1',
      '7 0 1 8 0',
    ]);
  });

  it('reads the tail of one of two streams for that one', async () => {
    // What the tail of purchases says is not known to a run that found it empty.
    const context = contextWith(stored(built, added, built), 2);
    expect(await said([spent, visits], context)).toEqual([
      '1 1 1',
      '2 2 1',
      '3 3 2',
      '4 4 2',
      '5 0 1',
      '6 6 0',
      '7 0 1',
    ]);
  });

  it('reads a stream alone from its rows and its tail', async () => {
    const context = () => contextWith(stored(added, added, added), 2);
    expect(await said([lastVisit], context())).toEqual(['1 21', '2 21', '3 11', '4 10', '5 9', '7 8']);
    expect(await said([dearOnes], context())).toEqual(['2 1', '4 1', '5 1', '6 1']);
  });

  it('never reads from events what timelines lack: a run adds it before', () => {
    expect(sqlOf([spent, visits], contextWith(stored(added, added, added), 3))).not.toContain(`FROM ${tables.events}`);
  });
});

describe('a scan of those who are looked at', () => {
  const everybody = [1, 2, 3, 4, 5, 6, 7, 8, 9];

  it('reads from events what all streams lack', async () => {
    const context = contextWith(stored(added, added, added), 3);
    expect(await said([spent, visits, lastVisit, dearOnes], context, everybody)).toEqual([
      '1 101 1 21 1',
      '2 23 2 6 1',
      '3 3 2 11 0',
      '4 48 2 10 1',
      '5 50 2 5 1',
      '6 6 0 - 1',
      '7 0 1 8 0',
      '8 8 0 - 1',
    ]);
  });

  it('reads it for streams that hold different batches, for each after its own', async () => {
    const context = contextWith(stored(built, added, { known: 3, hasTail: true }), 3);
    // The third stream is said to hold the third batch, of which it has nothing: nobody looks for it in events.
    expect(await said([spent, visits, dearOnes], context, everybody)).toEqual([
      '1 101 1 0',
      '2 23 2 1',
      '3 3 2 0',
      '4 48 2 1',
      '5 50 2 1',
      '6 6 0 1',
      '7 0 1 0',
      '8 8 0 0',
    ]);
  });

  it('reads it for one stream alone, by its filter', async () => {
    const context = () => contextWith(stored(built, built, built), 3);
    expect(await said([dearOnes], context(), everybody)).toEqual(['1 1', '2 1', '4 1', '5 1', '6 1', '8 1']);
    expect(await said([spent], context(), everybody)).toEqual(['1 101', '2 23', '3 3', '4 48', '5 50', '6 6', '8 8']);
    expect(await said([visits], context(), everybody)).toEqual(['1 1', '2 2', '3 2', '4 2', '5 2', '7 1']);
  });

  it('counts no value of an event that has none', async () => {
    const context = contextWith(stored(built, built, built), 3);
    expect(await said([spent, worth], context, [1, 8])).toEqual(['1 101 50.5', '8 8 8']);
  });

  it('reads no batch after the last that is known', async () => {
    const context = contextWith(stored(built, built, built), 2);
    expect(await said([spent, visits, dearOnes], context, [1, 2, 3, 8])).toEqual(['1 1 1 0', '2 22 1 1', '3 3 2 0']);
  });

  it('reads no events where nothing is lacking, and no tails where there are none', async () => {
    expect(sqlOf([spent], contextWith(stored(built, built, built), 1), 'looked')).not.toMatch(/UNION|GROUP BY/);
    expect(sqlOf([spent, visits], contextWith(stored(added, added, added), 2), 'looked')).not.toContain(
      `FROM ${tables.events}`,
    );
    const context = () => contextWith(stored(added, added, built), 2);
    expect(await said([spent, visits], context(), everybody)).toEqual(await said([spent, visits], context()));
  });

  it('says nothing of anybody else', async () => {
    const some = [1, 4, 6, 9];
    const asBuilt = await said([spent, visits], contextWith(stored(built, built, built), 1), some);
    expect(asBuilt).toEqual(['1 1 1', '4 4 1', '6 6 0']);
    const withTails = await said([spent, visits], contextWith(stored(added, added, added), 2), some);
    expect(withTails).toEqual(['1 1 1', '4 48 2', '6 6 0']);
    const lacking = await said([spent, visits], contextWith(stored(added, added, added), 3), some);
    expect(lacking).toEqual(['1 101 1', '4 48 2', '6 6 0']);
  });
});
