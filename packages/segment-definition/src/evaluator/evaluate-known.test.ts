import { describe, expect, it } from 'vitest';
import type { Condition } from '../condition.ts';
import { aggregate, at, event, evaluated, profile } from './evaluate-by-hand.ts';
import type { EvaluatedAlias, EvaluatedWorld, Evaluation } from './evaluated-world.ts';
import type { Segment } from '../segment.ts';

const alias = (number: number, batch: number, profile: number): EvaluatedAlias => ({ number, batch, profile });
const segment = (where: Condition): Segment => ({ formatVersion: 2, kind: 'segment', name: 'Segment', where });
const buyers = segment({
  type: 'event',
  actions: ['buy'],
  window: { type: 'allTime' },
  times: { type: 'atLeast', operand: { type: 'constant', value: 1 } },
});

/** How many purchases each profile has. */
function purchases(world: Partial<EvaluatedWorld>, changed: Partial<Evaluation> = {}): Record<number, string> {
  const { aggregates } = evaluated({ it: aggregate({ type: 'count' }) }, world, changed);
  return Object.fromEntries([...aggregates.get('it')!].map(([number, { value }]) => [number, String(value)]));
}

describe('a number that counts for a profile', () => {
  // Number 2 is a device; from batch 3 on it counts for customer 1, from batch 5 on for customer 4, from batch 7 on for itself again.
  const aliases = [alias(2, 5, 4), alias(2, 3, 1), alias(2, 7, 2)];
  const device = profile(2, { identifiers: [{ kind: 'anonymousId', value: 'device', batch: 1 }] });
  const world: Partial<EvaluatedWorld> = {
    aliases,
    profiles: [profile(1), device, profile(4)],
    events: [event('2024-06-01T00:00:00Z'), event('2024-06-02T00:00:00Z', { profile: 2 })],
  };

  it('gives it its events, from the batch on that says so, until another one says otherwise', () => {
    expect(purchases(world, { known: 2 })).toEqual({ 1: '1', 2: '1', 4: '0' });
    expect(purchases(world, { known: 3 })).toEqual({ 1: '2', 4: '0' });
    expect(purchases(world, { known: 4 })).toEqual({ 1: '2', 4: '0' });
    expect(purchases(world, { known: 5 })).toEqual({ 1: '1', 4: '1' });
    expect(purchases(world, { known: 7 })).toEqual({ 1: '1', 2: '1', 4: '0' });
  });

  it('gives it its identifiers: the profile is in the base by them, and the number is not', () => {
    const members = (known: number): number[] => [
      ...evaluated(
        { it: buyers },
        { ...world, profiles: [profile(2)], aliases: [alias(2, 3, 9)] },
        { known },
      ).segments.get('it')!.members,
    ];
    expect(members(2)).toEqual([2]);
    expect(members(3)).toEqual([9]);
  });

  it('gives it its attributes, of which over all numbers the latest given holds', () => {
    const city = (value: string, time: string) => ({ name: 'city', value, time: at(time), messageId: 'm', batch: 1 });
    const profiles = [
      profile(1, { attributes: [city('Oslo', '2024-06-01T00:00:00Z'), city('Bern', '2024-06-03T00:00:00Z')] }),
      profile(2, { attributes: [city('Rome', '2024-06-02T00:00:00Z'), city('Graz', '2024-06-04T00:00:00Z')] }),
    ];
    const livesIn = (value: string, known: number): number[] => {
      const where: Condition = {
        type: 'attribute',
        attribute: { name: 'city', type: 'string' },
        comparison: { type: 'equals', operand: { type: 'constant', value } },
      };
      const { segments } = evaluated({ it: segment(where) }, { profiles, aliases }, { known });
      return [...segments.get('it')!.members];
    };
    expect([livesIn('Bern', 2), livesIn('Graz', 2)]).toEqual([[1], [2]]);
    expect([livesIn('Bern', 3), livesIn('Graz', 3)]).toEqual([[], [1]]);
  });

  it('gives it its consents', () => {
    const consents = [{ channel: 'email', granted: true, time: 0, messageId: 'm', batch: 1 }];
    const agreed = segment({ type: 'consent', channel: 'email', is: true });
    const { segments } = evaluated(
      { it: agreed },
      { profiles: [profile(1), profile(2, { consents })], aliases: [alias(2, 1, 1)] },
    );
    expect([...segments.get('it')!.members]).toEqual([1]);
  });

  it('is one with it where each event of a profile is to speak once', () => {
    const orders = aggregate({ type: 'count' }, { distinctBy: { name: 'orderId', type: 'string' } });
    const events = [1, 2].map((number) => event('2024-06-01T00:00:00Z', { profile: number, orderId: 'order-1' }));
    const count = (aliases: EvaluatedAlias[]): string[] => {
      const world = { events, aliases, profiles: [profile(1), profile(2)] };
      return [...evaluated({ it: orders }, world).aggregates.get('it')!.values()].map(({ value }) => String(value));
    };
    expect(count([])).toEqual(['1', '1']);
    expect(count([alias(2, 1, 1)])).toEqual(['1']);
  });
});
