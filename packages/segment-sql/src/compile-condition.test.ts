import type { Condition, EvaluatedWorld, Segment } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  allTime,
  everyone,
  expression,
  inSegment,
  nobody,
  ofExpression,
  segment,
} from '../test/hand-made-definitions.ts';
import { startHandMadeRuns, type HandMadeRuns } from '../test/hand-made-run.ts';
import { anonymous, event, named, people, person } from '../test/hand-made-world.ts';

let runs: HandMadeRuns;
beforeAll(async () => {
  runs = await startHandMadeRuns();
});
afterAll(() => runs.close());

type Rules = Condition | [where: Condition, more: Partial<Segment>];

/** The members of segments with these rules. */
async function members<Name extends string>(
  world: Partial<EvaluatedWorld>,
  rules: Record<Name, Rules>,
  changed?: Parameters<HandMadeRuns['run']>[2],
): Promise<Record<Name, number[]>> {
  const all = Object.entries<Rules>(rules).map(([name, each]) => [
    name,
    Array.isArray(each) ? segment(...each) : segment(each),
  ]);
  const definitions = Object.fromEntries(all) as Record<string, ReturnType<typeof segment>>;
  return (await runs.run(definitions, world, changed)).members as Record<Name, number[]>;
}

const did = (action: string): Condition => ({ type: 'event', actions: [action], window: allTime });
const all = (...of: Condition[]): Condition => ({ type: 'all', of });
const any = (...of: Condition[]): Condition => ({ type: 'any', of });
const not = (of: Condition): Condition => ({ type: 'not', of });

describe('a tree of conditions', () => {
  /** Profile 1 did A, profile 2 B, profile 3 both, profile 4 neither. */
  const world = { profiles: people(4), events: [event(1, 'A'), event(2, 'B'), event(3, 'A'), event(3, 'B')] };
  const [a, b] = [did('A'), did('B')];

  it('joins: each of all, at least one of any, not', async () => {
    const rules = {
      all: all(a, b),
      any: any(a, b),
      not: not(a),
      one: all(a),
      oneOfAny: any(b),
      notBoth: not(all(a, b)),
    };
    expect(await members(world, rules)).toEqual({
      all: [3],
      any: [1, 2, 3],
      not: [2, 4],
      one: [1, 3],
      oneOfAny: [2, 3],
      notBoth: [1, 2, 4],
    });
  });

  it('holds for everyone where all of nothing is asked, and for nobody where any of nothing is', async () => {
    const rules = {
      all: everyone,
      any: nobody,
      notAll: not(everyone),
      notAny: not(nobody),
      allWithin: all(a, everyone),
      anyWithin: any(a, nobody),
      allOfNobody: all(a, nobody),
    };
    expect(await members(world, rules)).toEqual({
      all: [1, 2, 3, 4],
      any: [],
      notAll: [],
      notAny: [1, 2, 3, 4],
      allWithin: [1, 3],
      anyWithin: [1, 3],
      allOfNobody: [],
    });
  });

  it('may be nested: what not says of a tree is the opposite of the whole', async () => {
    const rules = {
      either: any(all(a, not(b)), all(b, not(a))),
      neither: not(any(a, b)),
      twice: not(not(a)),
      three: all(any(a, b), any(a, not(b)), not(all(a, b))),
    };
    expect(await members(world, rules)).toEqual({ either: [1, 2], neither: [4], twice: [1, 3], three: [1] });
  });
});

describe('the base', () => {
  /** Profiles 4 and 7 are anonymous, 5 is named in batch 7, and so is 7; nothing names 6, who bought. */
  const world: Partial<EvaluatedWorld> = {
    profiles: [
      person(1),
      person(2, { identifiers: [named('b@x', 'email')] }),
      person(3, { identifiers: [named('+47', 'phone'), named('device-3', 'anonymousId')] }),
      anonymous(4),
      person(5, { identifiers: [named('e', 'customId', 7)] }),
      person(7, { identifiers: [named('device-7', 'anonymousId'), named('g@x', 'email', 7)] }),
    ],
    events: [1, 4, 6].map((profile) => event(profile, 'A')),
  };
  const bought = did('A');
  const rules = { everyone, bought, not: not(bought), nobody: not(everyone) };

  it('is who is named by more than an anonymous id in a batch that is read; not is taken against it', async () => {
    expect(await members(world, rules)).toEqual({
      everyone: [1, 2, 3, 5, 7],
      bought: [1],
      not: [2, 3, 5, 7],
      nobody: [],
    });
    expect(await members(world, rules, { known: 6 })).toEqual({
      everyone: [1, 2, 3],
      bought: [1],
      not: [2, 3],
      nobody: [],
    });
  });

  it('has the anonymous too where the segment says so, else where the workspace does', async () => {
    const said = {
      ...rules,
      with: [not(bought), { includeAnonymous: true }] as Rules,
      without: [not(bought), { includeAnonymous: false }] as Rules,
    };
    expect(await members(world, said, { known: 6 })).toMatchObject({ with: [2, 3, 7], without: [2, 3], not: [2, 3] });
    expect(await members(world, said, { known: 6, includeAnonymous: true })).toEqual({
      everyone: [1, 2, 3, 4, 7],
      bought: [1, 4],
      not: [2, 3, 7],
      nobody: [],
      with: [2, 3, 7],
      without: [2, 3],
    });
  });

  it('keeps out the members of another segment who are not in it', async () => {
    const found = await members(world, {
      wide: [everyone, { includeAnonymous: true }],
      inWide: inSegment('wide'),
      inWideOrMore: any(inSegment('wide'), nobody),
      notInWide: inSegment('wide', false),
      narrow: everyone,
    });
    expect(found).toEqual({
      wide: [1, 2, 3, 4, 5, 7],
      inWide: [1, 2, 3, 5, 7],
      inWideOrMore: [1, 2, 3, 5, 7],
      notInWide: [],
      narrow: [1, 2, 3, 5, 7],
    });
  });

  it('takes in who is not a member of a segment of fewer', async () => {
    const wide = { includeAnonymous: true };
    const found = await members(
      world,
      {
        narrow: everyone,
        buyers: bought,
        notNarrow: [inSegment('narrow', false), wide],
        notBuyers: [inSegment('buyers', false), wide],
        opposite: [not(inSegment('buyers')), wide],
        stillBuyers: [inSegment('buyers'), wide],
      },
      { known: 6 },
    );
    expect(found).toEqual({
      narrow: [1, 2, 3],
      buyers: [1],
      notNarrow: [4, 7],
      // 4 bought too, but is no member.
      notBuyers: [2, 3, 4, 7],
      opposite: [2, 3, 4, 7],
      stillBuyers: [1],
    });
  });
});

describe('membership of another segment', () => {
  const world = { profiles: people(4), events: [event(1, 'A'), event(2, 'A'), event(2, 'B'), event(3, 'B')] };

  it('is asked of the same run, through several segments, whatever their order', async () => {
    const found = await members(world, {
      third: all(inSegment('second', false), did('B')),
      second: inSegment('first'),
      first: did('A'),
    });
    expect(found).toEqual({ third: [3], second: [1, 2], first: [1, 2] });
  });

  it('joins with other rules, and with none of anything', async () => {
    const found = await members(world, {
      a: did('A'),
      empty: nobody,
      aAndB: all(inSegment('a'), did('B')),
      aOrB: any(inSegment('a'), did('B')),
      notA: not(inSegment('a')),
      inEmpty: inSegment('empty'),
      notInEmpty: inSegment('empty', false),
    });
    expect(found).toMatchObject({ aAndB: [2], aOrB: [1, 2, 3], notA: [3, 4], inEmpty: [], notInEmpty: [1, 2, 3, 4] });
  });

  it('of a refined one is that of those who are kept, not of all for whom its rules hold', async () => {
    const refine: Segment['refine'] = {
      keep: 'top',
      take: { type: 'count', count: 1 },
      by: ofExpression('one'),
      inheritFilters: false,
      ties: { type: 'exact' },
    };
    const definitions = {
      one: expression({ type: 'number', value: 1 }),
      first: segment(did('A'), { refine }),
      inFirst: segment(inSegment('first')),
      others: segment(all(did('A'), inSegment('first', false))),
    };
    expect((await runs.run(definitions, world)).members).toEqual({ first: [1], inFirst: [1], others: [2] });
  });
});

it('finds profiles however far apart their numbers are', async () => {
  const far = [1, 65_535, 65_536, 65_537, 4_294_967_295];
  const world = { profiles: far.map((each) => person(each)), events: far.slice(1, 4).map((each) => event(each, 'A')) };
  expect(await members(world, { did: did('A'), not: not(did('A')), inDid: inSegment('did') })).toEqual({
    did: [65_535, 65_536, 65_537],
    not: [1, 4_294_967_295],
    inDid: [65_535, 65_536, 65_537],
  });
});
