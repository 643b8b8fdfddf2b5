import type {
  Condition,
  Definition,
  EvaluatedWorld,
  EventFilter,
  Refinement,
  Window,
} from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aggregate,
  allTime,
  constant,
  everyone,
  expression,
  has,
  inSegment,
  ofAggregate,
  ofExpression,
  points,
  segment,
  where,
} from '../test/hand-made-definitions.ts';
import { startHandMadeRuns, type HandMadeRuns } from '../test/hand-made-run.ts';
import { bought, event, people } from '../test/hand-made-world.ts';

/** What a refinement counts: in which window, with which filters. */
let runs: HandMadeRuns;
beforeAll(async () => {
  runs = await startHandMadeRuns();
});
afterAll(() => runs.close());

const total = aggregate({ type: 'sum', parameter: points });

/** Who has the most, and how much. */
async function most<Name extends string>(
  events: EvaluatedWorld['events'],
  refinements: Record<Name, Partial<Refinement> & { where?: Condition }>,
  others: Record<string, Definition> = {},
): Promise<Record<Name, [profile: number, amount: string]>> {
  const names = Object.keys(refinements) as Name[];
  const segments = names.map((name) => {
    const { where: rules = everyone, ...changed } = refinements[name];
    const refine: Refinement = {
      keep: 'top',
      take: { type: 'count', count: 1 },
      by: ofAggregate('total'),
      inheritFilters: true,
      ties: { type: 'exact' },
      ...changed,
    };
    return [name, segment(rules, { refine })] as const;
  });
  const definitions = { total, ...others, ...Object.fromEntries(segments) };
  const { members, lines } = await runs.run(definitions, { profiles: people(3), events });
  const answers = names.map((name) => {
    expect(members[name], name).toHaveLength(1);
    return [name, [members[name]![0], lines[name]!.line]];
  });
  return Object.fromEntries(answers) as Record<Name, [number, string]>;
}

describe('the window of a refinement', () => {
  const at = (time: string): { time: number } => ({ time: Date.parse(time) });
  const june: Window = { type: 'between', start: '2024-06-01', end: '2024-07-01' };
  const earlier: Window = { type: 'between', start: '2024-01-01', end: '2024-06-01' };
  const events = [
    bought(1, 10, at('2024-01-01T00:00:00Z')),
    bought(1, 1),
    bought(2, 5),
    bought(3, 4, at('2024-05-31T23:59:59Z')),
    bought(3, 4),
  ];

  it('takes the place of the aggregate’s own, wider or narrower', async () => {
    const others = { ofJune: aggregate({ type: 'sum', parameter: points }, { window: june }) };
    const by = ofAggregate('ofJune');
    expect(
      await most(
        events,
        {
          own: {},
          narrow: { window: june },
          ownOfJune: { by },
          wide: { by, window: allTime },
          other: { by, window: earlier },
        },
        others,
      ),
    ).toEqual({ own: [1, '11'], narrow: [2, '5'], ownOfJune: [2, '5'], wide: [1, '11'], other: [1, '10'] });
  });

  it('takes the place of that of every aggregate under an expression', async () => {
    const sum = expression({ type: 'add', left: ofAggregate('total'), right: ofExpression('inner') });
    const inner = expression({ type: 'multiply', left: { type: 'number', value: 100 }, right: ofAggregate('ofMay') });
    const ofMay = aggregate({ type: 'count' }, { window: { type: 'between', start: '2024-05-01', end: '2024-06-01' } });
    const by = ofExpression('sum');
    const refinements = { own: { by }, narrow: { by, window: june }, wide: { by, window: allTime } };
    expect(await most(events, refinements, { sum, inner, ofMay })).toEqual({
      // 8 points and one purchase in May
      own: [3, '108'],
      // 5 points and one purchase
      narrow: [2, '105'],
      // 11 points and two purchases
      wide: [1, '211'],
    });
  });

  it('is that of thenBy too', async () => {
    const count = aggregate({ type: 'count' });
    const level = [
      ...[1, 2].map((profile) => bought(profile, 5)),
      event(1, 'visit', at('2024-01-01T00:00:00Z')),
      event(1, 'visit', at('2024-01-02T00:00:00Z')),
      event(2, 'visit'),
    ];
    const ties = { type: 'exact', thenBy: ofAggregate('visits') } as const;
    const others = { visits: { ...count, actions: ['visit'] } };
    const refinements = { own: { ties }, narrow: { ties, window: june } };
    expect(await most(level, refinements, others)).toEqual({ own: [1, '5'], narrow: [2, '5'] });
  });

  it('is not that of the rules, nor of other segments', async () => {
    const before: Condition = { type: 'event', actions: ['buy'], window: earlier };
    const asRule = has('total', { type: 'moreThan', operand: constant(6) });
    const refinements = { byEvents: { where: before, window: june }, byTotal: { where: asRule, window: june } };
    // Profiles 1 and 3 bought before June, and have more than 6 of all time.
    expect(await most(events, refinements)).toEqual({ byEvents: [3, '4'], byTotal: [3, '4'] });
  });
});

describe('the filters of the rules', () => {
  const of = (store: string, channel = 'web'): { parameters: Record<string, unknown> } => ({
    parameters: { store, channel },
  });
  const rule = (filter?: EventFilter, more: object = {}): Condition => {
    return { type: 'event', actions: ['buy'], window: allTime, ...(filter && { filter }), ...more };
  };
  const inA = where('store', 'A');
  const inB = where('store', 'B');
  // In A: 2, 5, 0; in B: 10, 1, 0; in C: 0, 8, 20; together 12, 14, 20.
  const events = [
    bought(1, 2, of('A')),
    bought(1, 10, of('B')),
    bought(2, 5, of('A')),
    bought(2, 1, of('B')),
    bought(2, 8, of('C')),
    bought(3, 20, of('C')),
    event(3, 'visit', of('A')),
  ];
  const byAll: [number, string] = [3, '20'];

  it('are inherited, unless that is switched off', async () => {
    const refinements = { on: { where: rule(inA) }, off: { where: rule(inA), inheritFilters: false } };
    expect(await most(events, refinements)).toEqual({ on: [2, '5'], off: [2, '14'] });
  });

  it('join the filter of the aggregate itself: both are asked for', async () => {
    const web = [bought(1, 1, of('A')), bought(1, 10, of('A', 'app')), bought(1, 20, of('B')), bought(2, 5, of('A'))];
    const ofWeb = { ...total, filter: where('channel', 'web') };
    const by = ofAggregate('ofWeb');
    const refinements = { on: { by, where: rule(inA) }, off: { by, where: rule(inA), inheritFilters: false } };
    expect(await most(web, refinements, { ofWeb })).toEqual({ on: [2, '5'], off: [1, '21'] });
  });

  it('are joined by and under all, and by or under any', async () => {
    const app = [...events, bought(1, 3, of('A', 'app')), bought(2, 2, of('A', 'app')), bought(2, 1, of('B', 'app'))];
    const inApp = where('channel', 'app');
    expect(
      await most(app, {
        both: { where: { type: 'all', of: [rule(inA), rule(inApp)] } },
        either: { where: { type: 'any', of: [rule(inA), rule(inB)] } },
        nested: { where: { type: 'all', of: [rule(inApp), { type: 'any', of: [rule(inA), rule(inB)] }] } },
      }),
    ).toEqual({ both: [1, '3'], either: [1, '15'], nested: [1, '3'] });
  });

  it('give way to a rule without a filter under any, not under all', async () => {
    const refinements = {
      any: { where: { type: 'any', of: [rule(inA), rule()] } },
      all: { where: { type: 'all', of: [rule(inA), rule()] } },
      // A rule on other events is no rule without a filter.
      others: { where: { type: 'any', of: [rule(inA), rule(undefined, { actions: ['visit'] }), inSegment('buyers')] } },
    } satisfies Record<string, { where: Condition }>;
    expect(await most(events, refinements, { buyers: segment(rule()) })).toEqual({
      any: byAll,
      all: [2, '5'],
      others: [2, '5'],
    });
  });

  it('come of rules that ask for more of the events that are counted, and of no other', async () => {
    const times = (type: 'atLeast' | 'moreThan' | 'equals' | 'lessThan' | 'atMost', value: number): Condition =>
      rule(inA, { times: { type, operand: constant(value) } });
    const refinements = {
      atLeast: { where: times('atLeast', 1) },
      moreThan: { where: times('moreThan', 0) },
      equals: { where: times('equals', 1) },
      lessThan: { where: times('lessThan', 9) },
      atMost: { where: times('atMost', 9) },
      not: { where: { type: 'not', of: rule(where('store', 'D')) } },
      otherAction: { where: rule(inA, { actions: ['visit'] }) },
      oneOfItsActions: { where: rule(inA, { actions: ['visit', 'buy'] }) },
    } satisfies Record<string, { where: Condition }>;
    expect(await most(events, refinements)).toEqual({
      atLeast: [2, '5'],
      moreThan: [2, '5'],
      equals: [2, '5'],
      lessThan: byAll,
      atMost: byAll,
      not: byAll,
      otherAction: byAll,
      oneOfItsActions: [2, '5'],
    });
  });

  it('come of aggregates in rules likewise; the rules’ windows do not', async () => {
    const ofA = { ...total, filter: inA, window: { type: 'since', start: '2024-06-01' } } as const;
    const more = { type: 'moreThan', operand: constant(0) } as const;
    const rules = has('ofA', more);
    const late = [...events, bought(1, 9, { ...of('A'), time: Date.parse('2024-01-01T00:00:00Z') })];
    expect(await most(late, { line: { where: rules } }, { ofA })).toEqual({ line: [1, '11'] });
    const fewer = has('ofA', { type: 'lessThan', operand: constant(9) });
    expect(await most(events, { line: { where: fewer } }, { ofA })).toEqual({ line: byAll });
  });

  it('are put on thenBy, and on the aggregates of an expression', async () => {
    const doubled = expression({ type: 'add', left: ofAggregate('total'), right: ofAggregate('total') });
    const visits = aggregate({ type: 'count' }, { actions: ['visit'] });
    const ties = { type: 'exact', thenBy: ofAggregate('total') } as const;
    const refinements = {
      twice: { where: rule(inA), by: ofExpression('doubled') },
      thenBy: { where: rule(inB), by: ofAggregate('visits'), ties },
    };
    // In B profile 1 has more, of everything profile 2; nobody of them visited.
    expect(await most(events, refinements, { doubled, visits })).toEqual({ twice: [2, '10'], thenBy: [1, '0'] });
  });
});
