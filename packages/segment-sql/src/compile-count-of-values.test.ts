import type { Aggregator, Definition } from '@cutline/segment-definition';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aggregate, id, ofAggregate, over, segment } from '../test/hand-made-definitions.ts';
import { startHandMadeRuns, type HandMadeRuns } from '../test/hand-made-run.ts';
import { bought, event, people } from '../test/hand-made-world.ts';

let runs: HandMadeRuns;
beforeAll(async () => {
  runs = await startHandMadeRuns();
});
afterAll(() => runs.close());

/** 1 and 2 bought in a store of which we know, 3 in one without a name, 4 in none that we know, 5 not at all. */
const world = {
  profiles: people(5),
  events: [
    bought(1, 1, { parameters: { store: 'Paris', gift: true } }),
    bought(2, 1, { parameters: { store: '12.50', gift: false } }),
    bought(3, 1, { parameters: { store: '' } }),
    bought(4, 1),
    event(5, 'visit', { parameters: { store: 'Paris', gift: true } }),
  ],
};
const store = { name: 'store', type: 'string' } as const;
const counted: Record<string, Aggregator> = {
  text: { type: 'last', parameter: store },
  boolean: { type: 'last', parameter: { name: 'gift', type: 'boolean' } },
  exists: { type: 'exists' },
  instant: { type: 'min', parameter: { name: 'time', type: 'datetime' } },
  list: { type: 'lastValues', parameter: store, count: 2 },
};

describe('how many have a value that is not a number', () => {
  const count = async (population: Parameters<typeof over>[2]): Promise<Record<string, unknown>> => {
    const definitions: Record<string, Definition> = { nobody: segment({ type: 'any', of: [] }) };
    for (const [name, aggregator] of Object.entries(counted)) {
      definitions[name] = aggregate(aggregator);
      definitions[`n ${name}`] = over(ofAggregate(name), 'count', population);
    }
    const { metrics } = await runs.run(definitions, world);
    return Object.fromEntries(
      Object.entries(metrics).map(([name, { value, profiles, below, on, above }]) => [
        name.slice(2),
        [value, profiles, below, on, above],
      ]),
    );
  };
  const of = (howMany: number): string[] => [String(howMany), String(howMany), '0', '0', '0'];

  it('is the number of those active who have one; nobody lies below or above it', async () => {
    expect(await count({ type: 'active' })).toEqual({
      text: of(3),
      boolean: of(2),
      exists: of(4),
      instant: of(4),
      list: of(3),
    });
  });

  it('takes those who did nothing for what nothing is', async () => {
    expect(await count({ type: 'all' })).toEqual({
      text: of(3),
      boolean: of(2),
      exists: of(5),
      instant: of(4),
      list: of(3),
    });
  });

  it('is 0 of nobody', async () => {
    expect(await count({ type: 'segment', segment: id('nobody') })).toEqual({
      text: of(0),
      boolean: of(0),
      exists: of(0),
      instant: of(0),
      list: of(0),
    });
  });
});
