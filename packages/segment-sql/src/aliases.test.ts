import { tables } from '@cutline/clickhouse/tables';
import type { Aggregate, Definition, EvaluatedAlias, EvaluatedWorld, Segment } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextAt } from '../test/expression-engine.ts';
import { testEvaluation } from '../test/evaluation.ts';
import { id } from '../test/hand-made-definitions.ts';
import { startHandMadeRuns, type HandMadeRuns } from '../test/hand-made-run.ts';
import { anonymous, bought, named, person } from '../test/hand-made-world.ts';
import { readChanges } from '../test/read-memberships.ts';
import { runPlan } from '../test/run-plan.ts';
import { areAmong, ownedRows } from './aliases.ts';
import { compileWindow } from './compile-window.ts';
import {
  bindThresholds,
  compileCountedEvents,
  compileProfileValues,
  compileWhy,
  type EvidenceRow,
  type WhyRow,
} from './index.ts';

let runs: HandMadeRuns;
beforeAll(async () => {
  runs = await startHandMadeRuns();
});
afterAll(() => runs.close());

const alias = (number: number, batch: number, profile: number): EvaluatedAlias => ({ number, batch, profile });
const purchases: Aggregate = {
  formatVersion: 2,
  kind: 'aggregate',
  name: 'Purchases',
  actions: ['buy'],
  window: { type: 'allTime' },
  aggregator: { type: 'count' },
};
const bySize = (type: 'atLeast' | 'equals', value: number): Segment => ({
  formatVersion: 2,
  kind: 'segment',
  name: 'Segment',
  where: {
    type: 'aggregate',
    aggregate: id('purchases'),
    comparison: { type, operand: { type: 'constant', value } },
  },
});
const atLeast = (value: number): Segment => bySize('atLeast', value);
// Device 2 counts for customer 1 from batch 3 on, for customer 70,000 from batch 5 on, for itself from batch 7 on.
const moving: Partial<EvaluatedWorld> = {
  aliases: [alias(2, 5, 70_000), alias(2, 3, 1), alias(2, 7, 2)],
  profiles: [person(1), anonymous(2), person(70_000)],
  events: [bought(1, 1), bought(2, 1), bought(2, 1)],
};

describe('what stands under a number', () => {
  it('counts for the profile that the greatest batch that is read says', async () => {
    const members = async (known: number, count: number): Promise<number[]> => {
      const definitions = { purchases, some: atLeast(count) };
      return (await runs.run(definitions, moving, { known, includeAnonymous: true })).members['some']!;
    };
    expect(await members(2, 1)).toEqual([1, 2]);
    expect(await members(3, 3)).toEqual([1]);
    expect(await members(4, 3)).toEqual([1]);
    expect(await members(5, 1)).toEqual([1, 70_000]);
    expect(await members(5, 2)).toEqual([70_000]);
    expect(await members(7, 2)).toEqual([2]);
  });

  it('is of that profile in whatever range of profiles it is scanned', async () => {
    // Two ranges: profile 70,000 is in the second one, and so is device 80,000, which counts for customer 1.
    const bounds = { profiles: 70_000, memory: 1 };
    const world = {
      ...moving,
      aliases: [...moving.aliases!, alias(80_000, 1, 1)],
      events: [...moving.events!, bought(80_000, 1)],
    };
    const members = async (known: number, count: number, how: 'atLeast' | 'equals' = 'atLeast'): Promise<number[]> => {
      const definitions = { purchases, some: bySize(how, count) };
      return (await runs.run(definitions, world, { known, includeAnonymous: true, bounds })).members['some']!;
    };
    expect(await members(2, 2)).toEqual([1, 2]);
    expect(await members(4, 4)).toEqual([1]);
    // What device 80,000 did is not all that customer 1 has.
    expect(await members(4, 1, 'equals')).toEqual([]);
    expect(await members(5, 2)).toEqual([1, 70_000]);
    expect(await members(5, 3)).toEqual([]);
    expect(await members(7, 2)).toEqual([1, 2]);
  });

  it('names the profile: it is in the base, and the number is not', async () => {
    const everyone: Segment = { ...atLeast(0), where: { type: 'all', of: [] } };
    const world = { profiles: [person(2), anonymous(3)], aliases: [alias(2, 1, 9), alias(3, 1, 9)] };
    const { members } = await runs.run({ everyone }, world);
    expect(members['everyone']).toEqual([9]);
  });

  it('decides between level ones by all identifiers of the profile', async () => {
    const first: Segment = {
      ...atLeast(1),
      refine: {
        keep: 'top',
        take: { type: 'count', count: 1 },
        by: { type: 'aggregate', aggregate: id('purchases') },
        inheritFilters: false,
        ties: { type: 'exact' },
      },
    };
    const world = (aliases: EvaluatedAlias[]): Partial<EvaluatedWorld> => ({
      profiles: [1, 2, 3].map((number) => person(number, { identifiers: [named(['b', 'c', 'a'][number - 1]!)] })),
      events: [bought(1, 1), bought(2, 1)],
      aliases,
    });
    expect((await runs.run({ purchases, first }, world([]))).members['first']).toEqual([1]);
    expect((await runs.run({ purchases, first }, world([alias(3, 1, 2)]))).members['first']).toEqual([2]);
  });

  it('gives the profile its attributes, of which over all numbers the latest holds', async () => {
    const city = (value: string, time: number, messageId: string) => ({
      name: 'city',
      value,
      time,
      messageId,
      batch: 1,
    });
    const livesIn = (value: string): Segment => ({
      ...atLeast(0),
      where: {
        type: 'attribute',
        attribute: { name: 'city', type: 'string' },
        comparison: { type: 'equals', operand: { type: 'constant', value } },
      },
    });
    const world: Partial<EvaluatedWorld> = {
      aliases: [alias(2, 3, 1)],
      profiles: [
        person(1, { attributes: [city('Oslo', 5, 'a'), city('Bern', 7, 'a')] }),
        person(2, { attributes: [city('Graz', 7, 'b')] }),
      ],
    };
    const inBern = await runs.run({ bern: livesIn('Bern'), graz: livesIn('Graz') }, world, { known: 2 });
    expect(inBern.members).toEqual({ bern: [1], graz: [2] });
    // Given at the same time: the greater message id holds.
    const inGraz = await runs.run({ bern: livesIn('Bern'), graz: livesIn('Graz') }, world, { known: 3 });
    expect(inGraz.members).toEqual({ bern: [], graz: [1] });
  });
});

it('a member leaves as merged while its number counts for another, and not once that was taken back', async () => {
  const few = id('few');
  const definitions = new Map<string, { version: number; document: Definition }>([
    [id('purchases'), { version: 1, document: purchases }],
    [
      few,
      {
        version: 1,
        document: {
          ...atLeast(0),
          where: {
            type: 'aggregate',
            aggregate: id('purchases'),
            comparison: { type: 'lessThan', operand: { type: 'constant', value: 3 } },
          },
        },
      },
    ],
  ]);
  // Device 2 has two purchases, and a third from batch 7 on, when it counts for itself again.
  const world = { ...moving, events: [...moving.events!, bought(2, 1, { batch: 7 })] };
  const leftBy = async (known: number): Promise<unknown> => {
    const workspace = await runs.load(world);
    for (const [index, each] of [2, known].entries()) {
      const clock = { asOf: '2024-07-01T12:00:00Z', known: each, includeAnonymous: true, hasAliases: true };
      await runPlan(runs.client, { ...testEvaluation({ ...clock, workspace }), run: index + 1, definitions });
    }
    const { left, merged } = (await readChanges(runs.client, workspace, 2, [few]))[few]!;
    return { left, merged };
  };
  expect(await leftBy(5)).toEqual({ left: [2], merged: [2] });
  expect(await leftBy(7)).toEqual({ left: [2], merged: [] });
});

describe('of one profile', () => {
  const definitions = new Map<string, Definition>([
    [id('purchases'), purchases],
    [id('some'), atLeast(2)],
  ]);

  it('values, evidence and why are made of all its numbers as of the evaluation, and of no others', async () => {
    const workspace = await runs.load(moving);
    const said = async (profile: number, known: number) => {
      const evaluation = testEvaluation({ asOf: '2024-07-01T12:00:00Z', workspace, known, hasAliases: true });
      const read = async <Row>(statement: Parameters<typeof bindThresholds>[0]): Promise<Row[]> =>
        (await runs.client.query({ ...bindThresholds(statement, new Map()), format: 'JSONEachRow' })).json<Row>();
      const value = { type: 'aggregate', aggregate: id('purchases') } as const;
      const [row] = await read<{ values: string[] }>(compileProfileValues([value], profile, definitions, evaluation));
      const page = { before: null, limit: 10 };
      const evidence = await read<EvidenceRow>(compileCountedEvents(purchases, profile, page, evaluation));
      const under = [...new Set(evidence.map(({ number }) => number))].sort();
      const input = { ...evaluation, definitions, heads: new Map<string, number>() };
      const [why] = await read<WhyRow>(compileWhy(atLeast(2), profile, input).statement);
      return [row!.values[0], evidence.length, under, why!.inBase, why!.holds[0]];
    };
    expect(await said(1, 2)).toEqual(['1', 1, [1], 1, 0]);
    expect(await said(2, 2)).toEqual(['2', 2, [2], 0, 1]);
    expect(await said(1, 4)).toEqual(['3', 3, [1, 2], 1, 1]);
    expect(await said(2, 4)).toEqual(['0', 0, [], 0, 0]);
    expect(await said(70_000, 5)).toEqual(['2', 2, [2], 1, 1]);
    expect(await said(1, 5)).toEqual(['1', 1, [1], 1, 0]);
    expect(await said(2, 7)).toEqual(['2', 2, [2], 0, 1]);
  });
});

it('of a few profiles rows are found under all numbers that count for them, and under none that did once', async () => {
  const workspace = await runs.load(moving);
  const countOf = async (profile: number, known: number): Promise<number> => {
    const context = contextAt({ workspace, known, hasAliases: true });
    const rows = ownedRows(tables.events, tables.events, context);
    const few = { bitmap: `bitmapBuild([toUInt32(${profile})])`, few: true };
    const conditions = areAmong(tables.events, rows.profile, few, context).join(' AND ');
    const { sql, params } = context.parameters.statement(
      `SELECT toUInt32(count()) AS n FROM ${rows.from} WHERE workspace = ${workspace} AND ${conditions}`,
    );
    const result = await runs.client.query({ query: sql, query_params: { ...params }, format: 'JSONEachRow' });
    return (await result.json<{ n: number }>())[0]!.n;
  };
  expect([await countOf(1, 2), await countOf(2, 2)]).toEqual([1, 2]);
  expect([await countOf(1, 4), await countOf(2, 4)]).toEqual([3, 0]);
  expect([await countOf(1, 6), await countOf(70_000, 6)]).toEqual([1, 2]);
  expect([await countOf(70_000, 7), await countOf(2, 7)]).toEqual([0, 2]);
});

it('the primary key chooses which events are read, with aliases and rates too', async () => {
  const workspace = await runs.load(moving);
  for (const hasRates of [false, true]) {
    const context = contextAt({ workspace, hasAliases: true, hasRates });
    const { from, selected } = ownedRows(tables.events, tables.events, context);
    const where = `workspace = ${workspace} AND action IN ['buy'] AND batch <= 10 AND ${compileWindow({ type: 'between', start: '2024-01-01', end: '2024-08-01' }, context)}`;
    const { sql, params } = context.parameters.statement(
      `EXPLAIN indexes = 1 SELECT ${selected}, count() FROM ${from} WHERE ${where} GROUP BY profile`,
    );
    const result = await runs.client.query({ query: sql, query_params: { ...params }, format: 'JSONEachRow' });
    const lines = (await result.json<{ explain: string }>()).map(({ explain }) =>
      explain.replace(/^[ │├└─]+/u, '').trim(),
    );
    const reading = lines.slice(lines.findIndex((line) => /^ReadFromMergeTree .*events/.test(line)));
    const key = reading.indexOf('PrimaryKey');
    expect(reading.slice(key + 1, key + 5)).toEqual(['Keys:', 'workspace', 'action', 'toDate(time)']);
  }
});
