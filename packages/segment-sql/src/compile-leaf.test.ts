import type {
  Comparison,
  Condition,
  Definition,
  EvaluatedEvent,
  EvaluatedWorld,
  Window,
} from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aggregate,
  allTime,
  constant,
  expression,
  has,
  ofAggregate,
  ofExpression,
  ofMetric,
  over,
  points,
  segment,
  where,
} from '../test/hand-made-definitions.ts';
import { startHandMadeRuns, type HandMadeRuns } from '../test/hand-made-run.ts';
import { bought, event, people, person, purchases } from '../test/hand-made-world.ts';

let runs: HandMadeRuns;
beforeAll(async () => {
  runs = await startHandMadeRuns();
});
afterAll(() => runs.close());

/** For whom conditions hold. */
async function holds<Name extends string>(
  world: Partial<EvaluatedWorld>,
  conditions: Record<Name, Condition>,
  others: Record<string, Definition> = {},
): Promise<Record<Name, number[]>> {
  const asked = Object.entries<Condition>(conditions);
  const segments = Object.fromEntries(asked.map(([name, condition]) => [name, segment(condition)]));
  const { members } = await runs.run({ ...others, ...segments }, world);
  return Object.fromEntries(asked.map(([name]) => [name, members[name]])) as Record<Name, number[]>;
}

/** `best` is no value for who bought nothing, `total` is 0. */
const best = aggregate({ type: 'max', parameter: points });
const total = aggregate({ type: 'sum', parameter: points });
const notHas = (name: string, comparison: Comparison): Condition => ({ type: 'not', of: has(name, comparison) });
const at = (time: string): Partial<EvaluatedEvent> => ({ time: Date.parse(time) });

describe('a comparison where there is no value', () => {
  /** Profile 1 has 5, profile 2 has 0, profile 3 a purchase without points, profile 4 nothing at all. */
  const world = { profiles: people(4), events: [bought(1, 5), bought(2, 0), bought(3, null)] };

  it('does not hold, but for the opposites: they hold', async () => {
    const five = constant(5);
    const found = await holds(
      world,
      {
        equals: has('best', { type: 'equals', operand: five }),
        notEquals: has('best', { type: 'notEquals', operand: five }),
        lessThan: has('best', { type: 'lessThan', operand: five }),
        atMost: has('best', { type: 'atMost', operand: five }),
        moreThan: has('best', { type: 'moreThan', operand: constant(-1) }),
        atLeast: has('best', { type: 'atLeast', operand: constant(0) }),
        between: has('best', { type: 'between', from: constant(0), to: five }),
        in: has('best', { type: 'in', values: [0, 5] }),
        notIn: has('best', { type: 'notIn', values: [5] }),
        isSet: has('best', { type: 'isSet' }),
        isNotSet: has('best', { type: 'isNotSet' }),
        notLess: notHas('best', { type: 'lessThan', operand: five }),
      },
      { best },
    );
    expect(found).toEqual({
      equals: [1],
      notEquals: [2, 3, 4],
      lessThan: [2],
      atMost: [1, 2],
      moreThan: [1, 2],
      atLeast: [1, 2],
      between: [1, 2],
      in: [1, 2],
      notIn: [2, 3, 4],
      isSet: [1, 2],
      isNotSet: [3, 4],
      notLess: [1, 3, 4],
    });
  });

  it.each([
    ['equals', [], [2, 3, 4], []],
    ['lessThan', [], [], [2, 3, 4]],
    ['atMost', [], [2, 3, 4], [2, 3, 4]],
    ['moreThan', [1, 2, 3, 4], [1], [1]],
    ['atLeast', [1, 2, 3, 4], [1, 2, 3, 4], [1]],
  ] as const)('a sum of nothing is compared with numbers below, at and above 0: %s', async (type, below, at, above) => {
    const to = (value: number) => has('total', { type, operand: constant(value) });
    const found = await holds(world, { below: to(-1e-8), at: to(0), above: to(1e-8) }, { total });
    expect(found).toEqual({ below, at, above });
  });

  it('is another thing than 0: who never bought has the sum and the count 0', async () => {
    const found = await holds(
      world,
      {
        isZero: has('total', { type: 'equals', operand: constant(0) }),
        fewer: has('count', { type: 'lessThan', operand: constant(1) }),
        some: has('exists', { type: 'isTrue' }),
        none: has('exists', { type: 'isFalse' }),
      },
      { total, count: aggregate({ type: 'count' }), exists: aggregate({ type: 'exists' }) },
    );
    expect(found).toEqual({ isZero: [2, 3, 4], fewer: [4], some: [1, 2, 3], none: [4] });
  });

  it('on the other side does not hold either, and notEquals does', async () => {
    const others = { best, total, none: over(ofAggregate('best'), 'max', { type: 'active' }) };
    const withoutValue = { profiles: people(2), events: [bought(1, null), bought(2, null)] };
    const found = await holds(
      withoutValue,
      {
        less: has('total', { type: 'lessThan', operand: ofMetric('none') }),
        notLess: notHas('total', { type: 'lessThan', operand: ofMetric('none') }),
        equals: has('total', { type: 'equals', operand: ofMetric('none') }),
        notEquals: has('total', { type: 'notEquals', operand: ofMetric('none') }),
        between: has('total', { type: 'between', from: constant(-1), to: ofMetric('none') }),
        bothNone: has('best', { type: 'equals', operand: ofAggregate('best') }),
        notBothNone: has('best', { type: 'notEquals', operand: ofAggregate('best') }),
      },
      others,
    );
    expect(found).toEqual({
      less: [],
      notLess: [1, 2],
      equals: [],
      notEquals: [1, 2],
      between: [],
      bothNone: [],
      notBothNone: [1, 2],
    });
  });
});

describe('a comparison with what is computed', () => {
  it('takes a metric’s line: more than it, and level with it', async () => {
    const others = { total, line: over(ofAggregate('total'), 'median', { type: 'active' }) };
    // The active have 1, 4, 4 and 9.
    const world = { profiles: people(5), events: purchases(1, 4, 4, 9, null) };
    const line = ofMetric('line');
    const found = await holds(
      world,
      {
        more: has('total', { type: 'moreThan', operand: line }),
        least: has('total', { type: 'atLeast', operand: line }),
        less: has('total', { type: 'lessThan', operand: line }),
        level: has('total', { type: 'equals', operand: line }),
      },
      others,
    );
    expect(found).toEqual({ more: [4], least: [2, 3, 4], less: [1, 5], level: [2, 3] });
  });

  it('takes other values of the same profile', async () => {
    const earlier = aggregate({ type: 'sum', parameter: points }, { window: { type: 'until', end: '2024-06-01' } });
    const later = aggregate({ type: 'sum', parameter: points }, { window: { type: 'since', start: '2024-06-01' } });
    const half = expression({ type: 'divide', left: ofAggregate('earlier'), right: { type: 'number', value: 2 } });
    const before = at('2024-05-01T00:00:00Z');
    const events = [
      bought(1, 10, before),
      bought(1, 4),
      bought(2, 10, before),
      bought(2, 5),
      bought(3, 1, before),
      bought(3, 2),
    ];
    const found = await holds(
      { profiles: people(4), events },
      {
        less: has('later', { type: 'lessThan', operand: ofAggregate('earlier') }),
        lessThanHalf: has('later', { type: 'lessThan', operand: ofExpression('half') }),
        halfOfIt: { ...ofExpression('half'), comparison: { type: 'equals', operand: ofAggregate('later') } },
      },
      { earlier, later, half },
    );
    // Profile 4 has nothing: 0 ÷ 2 is 0.
    expect(found).toEqual({ less: [1, 2], lessThanHalf: [1], halfOfIt: [2, 4] });
  });
});

describe('a rule on events', () => {
  const times = (type: 'equals' | 'notEquals' | 'lessThan' | 'atMost' | 'moreThan' | 'atLeast', value: number) =>
    ({ times: { type, operand: constant(value) } }) as const;
  const rule = (more: object = {}): Condition => ({ type: 'event', actions: ['buy'], window: allTime, ...more });
  /** Profile n bought n − 1 times. */
  const often = { profiles: people(4), events: [2, 3, 3, 4, 4, 4].map((profile) => bought(profile, null)) };

  it('asks for at least one, unless it says how many', async () => {
    const found = await holds(often, {
      once: rule(),
      equals: rule(times('equals', 2)),
      notEquals: rule(times('notEquals', 2)),
      lessThan: rule(times('lessThan', 1)),
      atMost: rule(times('atMost', 1)),
      moreThan: rule(times('moreThan', 1)),
      atLeast: rule(times('atLeast', 2)),
      between: rule({ times: { type: 'between', from: constant(1), to: constant(2) } }),
    });
    expect(found).toEqual({
      once: [2, 3, 4],
      equals: [3],
      notEquals: [1, 2, 4],
      lessThan: [1],
      atMost: [1, 2],
      moreThan: [3, 4],
      atLeast: [3, 4],
      between: [2, 3],
    });
  });

  it('counts events that are distinct by a parameter once, the earliest of them; those without a value each', async () => {
    const order = (profile: number, orderId: string, day: number, store = ''): EvaluatedEvent =>
      bought(profile, null, { orderId, parameters: { store }, ...at(`2024-06-0${day}T00:00:00Z`) });
    const events = [
      ...[order(1, 'A', 1), order(1, 'A', 2)],
      ...[order(2, 'A', 1), order(2, 'B', 1)],
      ...[order(3, '', 1), order(3, '', 2)],
      ...[order(4, 'A', 2, 'Hamburg'), order(4, 'A', 1, 'Bergen')],
    ];
    const distinctBy = { name: 'orderId', type: 'string' };
    const twice = times('equals', 2);
    const found = await holds(
      { profiles: people(4), events },
      {
        twice: rule(twice),
        twoOrders: rule({ ...twice, distinctBy }),
        // A filter is asked first: of what passes it the earliest speaks.
        inHamburg: rule({ distinctBy, filter: where('store', 'Hamburg') }),
        fromTheSecond: rule({ distinctBy, window: { type: 'since', start: '2024-06-02' } }),
      },
    );
    expect(found).toEqual({ twice: [1, 2, 3, 4], twoOrders: [2, 3], inHamburg: [4], fromTheSecond: [1, 3, 4] });
  });

  it('counts events of any of its actions in its window, of batches that are read, before asOf', async () => {
    const window: Window = { type: 'between', start: '2024-06-01', end: '2024-06-02' };
    const events = [
      event(1, 'buy', at('2024-06-01T00:00:00Z')),
      event(2, 'rent', at('2024-06-01T23:59:59.999Z')),
      event(3, 'buy', at('2024-05-31T23:59:59.999Z')),
      event(4, 'buy', at('2024-06-02T00:00:00Z')),
      event(5, 'buy', { ...at('2024-06-01T00:00:00Z'), batch: 11 }),
      event(6, 'buy', at('2024-07-01T12:00:00Z')),
      event(7, 'Buy', at('2024-06-01T00:00:00Z')),
    ];
    const found = await holds(
      { profiles: people(7), events },
      { inWindow: rule({ actions: ['buy', 'rent'], window }), ever: rule() },
    );
    expect(found).toEqual({ inWindow: [1, 2], ever: [1, 3, 4] });
  });
});

describe('a sequence', () => {
  const sequence = (more: object = {}): Condition => ({
    type: 'sequence',
    steps: [{ actions: ['A'] }, { actions: ['B'] }],
    window: allTime,
    ...more,
  });
  /** Events of a profile: at what minute of 1 June 2024, which action. */
  const history = (profile: number, ...events: [minute: number, action: string][]): EvaluatedEvent[] =>
    events.map(([minute, action]) => event(profile, action, { time: Date.UTC(2024, 5, 1, 0, minute) }));
  const events = [
    ...history(1, [0, 'A'], [60, 'B']),
    ...history(2, [0, 'A'], [61, 'B']),
    ...history(3, [0, 'A'], [30, 'X'], [60, 'B']),
    ...history(4, [0, 'A'], [0, 'B']),
    ...history(5, [0, 'B'], [1, 'A']),
    ...history(6, [0, 'A']),
    ...history(7, [0, 'A'], [0, 'X'], [60, 'X'], [60, 'B']),
  ];
  const within = { count: 1, unit: 'hour' };
  const without = { actions: ['X'] };

  it('holds where the steps come in turn, near enough, with nothing unwanted between', async () => {
    const found = await holds(
      // Profile 8 has no events at all.
      { profiles: people(8), events },
      {
        plain: sequence(),
        within: sequence({ within }),
        without: sequence({ without }),
        both: sequence({ within, without }),
        not: { type: 'not', of: sequence({ within, without }) },
        tooShort: sequence({ window: { type: 'until', end: '2024-06-01T01:00:00Z' } }),
        justLongEnough: sequence({ window: { type: 'until', end: '2024-06-01T01:00:01Z' } }),
      },
    );
    expect(found).toEqual({
      plain: [1, 2, 3, 7],
      within: [1, 3, 7],
      without: [1, 2, 7],
      both: [1, 7],
      not: [2, 3, 4, 5, 6, 8],
      tooShort: [],
      justLongEnough: [1, 3, 7],
    });
  });
});

describe('a consent', () => {
  const consent = (is: boolean): Condition => ({ type: 'consent', channel: 'email', is });

  it('is the latest given that is read; who was never asked has not agreed', async () => {
    const given = (profile: number, ...answers: [granted: boolean, time: string, batch?: number, channel?: string][]) =>
      person(profile, {
        consents: answers.map(([granted, time, batch = 1, channel = 'email']) => ({
          channel,
          granted,
          time: Date.parse(time),
          messageId: 'm',
          batch,
        })),
      });
    const profiles = [
      given(1, [true, '2024-01-01']),
      given(2, [false, '2024-01-01']),
      given(3, [true, '2024-01-02'], [false, '2024-01-01', 2]),
      given(4, [true, '2024-01-01'], [false, '2024-01-02']),
      given(5, [true, '2024-01-01', 11]),
      given(6, [true, '2024-01-01', 1, 'sms']),
      given(7, [false, '2024-01-01'], [true, '2024-07-02']),
      person(8),
    ];
    const found = await holds(
      { profiles },
      { agreed: consent(true), not: consent(false), notNot: { type: 'not', of: consent(false) } },
    );
    expect(found).toEqual({ agreed: [1, 3], not: [2, 4, 5, 6, 7, 8], notNot: [1, 3] });
  });
});

describe('an attribute', () => {
  it('is compared where it has a value, with and without events', async () => {
    const aged = (profile: number, value: number | null) =>
      person(profile, { attributes: [{ name: 'age', value, time: 0, messageId: 'm', batch: 1 }] });
    const age = { type: 'attribute', attribute: { name: 'age', type: 'number' } } as const;
    const found = await holds(
      { profiles: [aged(1, 30), aged(2, 20), aged(3, null), person(4)], events: [event(4, 'visit')] },
      {
        young: { ...age, comparison: { type: 'lessThan', operand: constant(25) } },
        notThirty: { ...age, comparison: { type: 'notEquals', operand: constant(30) } },
        unknown: { ...age, comparison: { type: 'isNotSet' } },
        oldOrVisitor: {
          type: 'any',
          of: [
            { ...age, comparison: { type: 'atLeast', operand: constant(25) } },
            { type: 'event', actions: ['visit'], window: allTime },
          ],
        },
      },
    );
    expect(found).toEqual({ young: [2], notThirty: [2, 3, 4], unknown: [3, 4], oldOrVisitor: [1, 4] });
  });
});
