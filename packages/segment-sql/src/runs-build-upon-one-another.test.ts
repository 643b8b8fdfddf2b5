import type { ClickHouseClient } from '@clickhouse/client';
import { connectClickHouse, migrateClickHouse } from '@cutline/clickhouse';
import { createTestClickHouse, type TestClickHouse } from '@cutline/embedded/vitest-database';
import type { AttributeValue, Condition, Definition, EvaluatedWorld } from '@cutline/segment-definition';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { agree } from '../test/agreement.ts';
import {
  aggregate,
  constant,
  everyone,
  expression,
  has,
  id,
  inSegment,
  ofAggregate,
  ofExpression,
  ofMetric,
  over,
  segment,
} from '../test/hand-made-definitions.ts';
import { anonymous, event, named, person } from '../test/hand-made-world.ts';

let database: TestClickHouse;
let client: ClickHouseClient;
beforeAll(async () => {
  database = await createTestClickHouse();
  client = connectClickHouse(database);
  await migrateClickHouse(client);
});
afterAll(async () => {
  await client.close();
  await database.drop();
});

const at = (time: string): number => Date.parse(time.includes('T') ? `${time}Z` : `2026-03-01T${time}:00Z`);
/** The third is in the first minutes of 2 March in Berlin, and nothing came meanwhile. */
const evaluations = [
  { asOf: at('12:00'), known: 1 },
  { asOf: at('13:30'), known: 2 },
  { asOf: at('23:30'), known: 2 },
  { asOf: at('2026-03-02T12:00:00'), known: 3 },
];

const hour = { type: 'last', count: 1, unit: 'hour' } as const;
const moreThan = (value: number) => ({ type: 'moreThan', operand: constant(value) }) as const;
const count = (action: string, window: 'ever' | 'hour'): Definition =>
  aggregate({ type: 'count' }, { actions: [action], ...(window === 'hour' && { window: hour }) });
const days = { type: 'daysSinceLast' } as const;
const given = (name: string, value: AttributeValue, more: { time?: number; batch?: number } = {}) => {
  return { name, value, time: at('08:00'), messageId: name, batch: 1, ...more };
};

/** Holds the runs of a world against the evaluator, one by one: those of what is due with live ones between them, which are told of few or find all, and alone. */
let workspace = 0;
async function runsAgree(definitions: Record<string, Definition>, world: Partial<EvaluatedWorld>): Promise<void> {
  const generated = {
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    includeAnonymous: false,
    evaluations,
    definitions: Object.fromEntries(Object.entries(definitions).map(([name, document]) => [id(name), document])),
    world: { profiles: [], events: [], rates: [], aliases: [], ...world },
  };
  for (const live of [{ live: true, few: 1_000 }, { live: true, few: 0 }, { live: false }]) {
    workspace += 1;
    const variant = { streams: false, builds: true, values: false, ...live };
    await expect(agree(client, workspace, generated, variant)).resolves.toBeUndefined();
  }
}

it('looks at everybody who has something new, and at nobody else', async () => {
  const vienna: Condition = {
    type: 'attribute',
    attribute: { name: 'city', type: 'string' },
    comparison: { type: 'equals', operand: constant('Vienna') },
  };
  await runsAgree(
    {
      buys: count('buy', 'ever'),
      buyers: segment(has('buys', moreThan(1))),
      others: segment(inSegment('buyers', false)),
      vienna: segment(vienna),
      mail: segment({ type: 'consent', channel: 'mail', is: true }),
      named: segment(everyone),
      all: segment(everyone, { includeAnonymous: true }),
      stayers: segment({
        type: 'sequence',
        steps: [{ actions: ['visit'] }, { actions: ['leave'] }],
        without: { actions: ['refund'] },
        window: { type: 'allTime' },
      }),
    },
    {
      profiles: [
        person(1),
        person(2, { attributes: [given('city', 'Vienna', { batch: 2 })] }),
        person(3, { identifiers: [named('device', 'anonymousId'), named('three', 'customId', 2)] }),
        ...[4, 5, 6, 65_536].map((each) => person(each)),
        anonymous(7),
        person(8, { consents: [{ channel: 'mail', granted: true, time: at('08:00'), messageId: 'm', batch: 2 }] }),
        person(9),
        person(10, { identifiers: [named('ten', 'customId', 3)] }),
        person(65_537, { attributes: [given('city', 'Vienna')] }),
        person(131_072, {
          attributes: [given('city', 'Graz'), given('city', 'Vienna', { time: at('09:00'), batch: 3 })],
        }),
      ],
      events: [
        event(1, 'buy'),
        event(1, 'buy', { batch: 2 }),
        event(7, 'buy', { batch: 2 }),
        event(10, 'buy', { batch: 2 }),
        event(4, 'buy'),
        event(4, 'buy'),
        event(65_536, 'buy'),
        event(65_536, 'buy', { batch: 3 }),
        event(9, 'visit', { time: at('11:50') }),
        event(9, 'refund', { time: at('11:52'), batch: 2 }),
        event(9, 'leave', { time: at('11:55') }),
      ],
      // The purchases of the fourth are the fifth's for a while, and then the sixth's.
      aliases: [
        { number: 4, batch: 2, profile: 5 },
        { number: 4, batch: 3, profile: 6 },
      ],
    },
  );
});

it('looks at those for whom time passed, in windows and by the day', async () => {
  const renewal = { name: 'renewal', type: 'datetime' } as const;
  const seen = { name: 'seen', type: 'datetime' } as const;
  await runsAgree(
    {
      buys: count('buy', 'hour'),
      buyers: segment(has('buys', moreThan(0))),
      adds: count('add', 'hour'),
      adders: segment(has('adds', moreThan(0))),
      viewers: segment({
        type: 'sequence',
        steps: [{ actions: ['view'] }, { actions: ['cart'] }],
        window: { ...hour, count: 2 },
      }),
      gold: segment({
        type: 'attribute',
        attribute: { name: 'plan', type: 'string' },
        comparison: { type: 'equals', operand: constant('gold') },
      }),
      since: aggregate(days, { actions: ['call'] }),
      late: segment(has('since', moreThan(2))),
      notlate: segment(inSegment('late', false)),
      ends: segment({
        type: 'attribute',
        attribute: renewal,
        comparison: { type: 'withinNext', count: 1, unit: 'day' },
      }),
      online: segment({ type: 'attribute', attribute: seen, comparison: { type: 'within', window: hour } }),
      left: expression({
        type: 'daysBetween',
        from: { type: 'asOf' },
        to: { type: 'attribute', attribute: renewal },
      }),
      soon: segment({ ...ofExpression('left'), comparison: { type: 'lessThan', operand: constant(2) } }),
    },
    {
      profiles: [
        ...[1, 2, 3, 4, 5, 6, 65_536].map((each) => person(each)),
        person(7, { attributes: [given('plan', 'gold', { time: at('12:45') })] }),
        ...[2, 3, 4].map((day) => person(8 + day, { attributes: [given('renewal', { date: `2026-03-0${day}` })] })),
        person(13, { attributes: [given('seen', { instant: at('11:30') })] }),
        person(14, { attributes: [given('plan', 'gold', { time: at('12:00') })] }),
      ],
      events: [
        event(1, 'buy', { time: at('11:30') }),
        event(2, 'buy', { time: at('12:45') }),
        // On the edges of what the window lost and gained.
        event(3, 'buy', { time: at('11:00') }),
        event(4, 'buy', { time: at('12:30') }),
        event(65_536, 'add', { time: at('11:10') }),
        event(5, 'view', { time: at('10:40') }),
        event(5, 'cart', { time: at('10:50') }),
        event(6, 'call', { time: at('2026-02-27T09:00:00') }),
      ],
    },
  );
});

it('computes for everybody what thresholds, populations and rankings say', async () => {
  const club: Condition = {
    type: 'attribute',
    attribute: { name: 'club', type: 'boolean' },
    comparison: { type: 'isTrue' },
  };
  const best = (keep: 'top' | 'bottom') => ({
    keep,
    take: { type: 'count', count: 2 } as const,
    by: ofAggregate('orders'),
    ties: { type: 'exact' } as const,
    inheritFilters: false,
  });
  const aboveMetric = (metric: string): Condition => has('orders', { type: 'moreThan', operand: ofMetric(metric) });
  await runsAgree(
    {
      orders: count('order', 'ever'),
      member: segment(club),
      usual: over(ofAggregate('orders'), 'average', { type: 'active' }),
      ofclub: over(ofAggregate('orders'), 'average', { type: 'segment', segment: id('member') }),
      heavy: segment(aboveMetric('usual')),
      light: segment(inSegment('heavy', false)),
      lighter: segment(inSegment('light')),
      likeclub: segment({ type: 'all', of: [club, aboveMetric('ofclub')] }),
      best: segment(everyone, { refine: best('top') }),
      rest: segment(inSegment('best', false)),
      least: segment(everyone, { refine: best('bottom') }),
    },
    {
      profiles: [1, 2, 3, 4, 5].map((each) =>
        person(each, {
          attributes: [given('club', each < 3), given('club', each > 3, { time: at('09:00'), batch: 3 })],
        }),
      ),
      events: [
        ...[1, 2, 3, 4].flatMap((each) => Array.from({ length: each }, () => event(each, 'order'))),
        ...Array.from({ length: 7 }, () => event(5, 'order', { batch: 2 })),
        ...Array.from({ length: 9 }, () => event(1, 'order', { batch: 3 })),
      ],
    },
  );
});

it('computes hundreds of rules at once, and segments that hang on one another', async () => {
  const rules = Array.from({ length: 25 }, (_, n) => n);
  const bought = (n: number): Condition => ({
    type: 'event',
    actions: ['buy'],
    window: { type: 'last', count: 1 + (n % 40), unit: 'hour' },
    times: { type: 'atLeast', operand: constant(1 + Math.floor(n / 40)) },
  });
  const wide = rules.map((n): [string, Definition] => {
    const of = Array.from({ length: 14 }, (_, each) => bought(n * 14 + each));
    return [`wide ${n}`, segment({ type: 'any', of })];
  });
  const chain = rules.slice(0, 20).map((n): [string, Definition] => {
    // The evaluator asks anew at every mention.
    const before: Condition[] = n === 0 ? [] : Array.from({ length: n < 8 ? 2 : 1 }, () => inSegment(`chain ${n - 1}`));
    return [`chain ${n}`, segment({ type: 'all', of: [bought(0), ...before] })];
  });
  await runsAgree(Object.fromEntries([...wide, ...chain]), {
    profiles: rules.map((n) => person(n + 1)),
    events: rules.map((n) => event(n + 1, 'buy', { batch: 1 + (n % 3) })),
  });
});
