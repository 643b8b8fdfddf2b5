import { describe, expect, it } from 'vitest';
import type { SequenceCondition } from '../condition.ts';
import { at, event, holds } from './evaluate-by-hand.ts';
import type { EvaluatedEvent } from './evaluated-world.ts';
import type { EventFilter } from '../event-filter.ts';

const condition = (steps: string[], more: Partial<SequenceCondition> = {}): SequenceCondition => ({
  type: 'sequence',
  steps: steps.map((action) => ({ actions: [action] })),
  window: { type: 'allTime' },
  ...more,
});
/** Events of one day, for instance `look 10:00`. */
const day = (...said: string[]): EvaluatedEvent[] =>
  said.map((each) => {
    const [action, time] = each.split(' ');
    return event(`2024-06-01T${time!.padEnd(8, ':00')}Z`, { action: action! });
  });
const found = (sequence: SequenceCondition, ...said: string[]): boolean => holds(sequence, { events: day(...said) });

describe('a sequence', () => {
  it('has each step later in time than the one before it', () => {
    expect(found(condition(['look', 'buy']), 'look 10:00', 'buy 10:01')).toBe(true);
    expect(found(condition(['look', 'buy']), 'buy 10:00', 'look 10:01')).toBe(false);
    expect(found(condition(['look', 'buy']), 'look 10:00')).toBe(false);
  });

  it('does not take the same instant for later', () => {
    expect(found(condition(['look', 'buy']), 'look 10:00', 'buy 10:00')).toBe(false);
    expect(found(condition(['look', 'buy', 'pay']), 'look 10:00', 'buy 10:01', 'pay 10:01')).toBe(false);
  });

  it('needs an event of its own for each step', () => {
    expect(found(condition(['buy', 'buy']), 'buy 10:00')).toBe(false);
    expect(found(condition(['buy', 'buy']), 'buy 10:00', 'buy 10:00')).toBe(false);
    expect(found(condition(['buy', 'buy']), 'buy 10:00', 'buy 10:01')).toBe(true);
  });

  it('may have other events between its steps', () => {
    expect(found(condition(['look', 'buy']), 'look 10:00', 'pay 10:01', 'buy 10:02')).toBe(true);
  });

  it('takes steps of several actions with filters', () => {
    const dear: EventFilter = {
      type: 'parameter',
      parameter: { name: 'price', type: 'number' },
      comparison: { type: 'atLeast', operand: { type: 'constant', value: 100 } },
    };
    const sequence = condition(['look', 'buy'], {
      steps: [{ actions: ['look', 'like'], filter: dear }, { actions: ['buy'] }],
    });
    const liked = (price: number): EvaluatedEvent[] => [
      event('2024-06-01T09:00:00Z', { action: 'like', parameters: { price } }),
      ...day('buy 10:00'),
    ];
    expect(holds(sequence, { events: liked(100) })).toBe(true);
    expect(holds(sequence, { events: liked(99) })).toBe(false);
  });

  it('lies in its window with all its steps', () => {
    const window = { type: 'between', start: '2024-06-01T10:00:00Z', end: '2024-06-01T11:00:00Z' } as const;
    expect(found(condition(['look', 'buy'], { window }), 'look 10:00', 'buy 10:59')).toBe(true);
    expect(found(condition(['look', 'buy'], { window }), 'look 10:00', 'buy 11:00')).toBe(false);
    expect(found(condition(['look', 'buy'], { window }), 'look 09:59', 'buy 10:30')).toBe(false);
  });

  it('ends before asOf, in batches that are read', () => {
    const events = day('look 10:00', 'buy 11:00');
    expect(holds(condition(['look', 'buy']), { events }, { asOf: at('2024-06-01T11:00:00Z') })).toBe(false);
    expect(holds(condition(['look', 'buy']), { events }, { asOf: at('2024-06-01T11:00:00.001Z') })).toBe(true);
    const late = events.map((each) => ({ ...each, batch: each.action === 'buy' ? 5 : 1 }));
    expect(holds(condition(['look', 'buy']), { events: late }, { known: 4 })).toBe(false);
  });
});

describe('a sequence within a time', () => {
  const within = { count: 10, unit: 'minute' } as const;

  it('has each step at most so long after the one before it', () => {
    expect(found(condition(['look', 'buy'], { within }), 'look 10:00', 'buy 10:10')).toBe(true);
    expect(found(condition(['look', 'buy'], { within }), 'look 10:00', 'buy 10:10:01')).toBe(false);
    // From step to step, not from the first to the last.
    expect(found(condition(['look', 'buy', 'pay'], { within }), 'look 10:00', 'buy 10:10', 'pay 10:20')).toBe(true);
  });

  it('may begin with a later event of the first step', () => {
    expect(found(condition(['look', 'buy'], { within }), 'look 09:00', 'look 10:00', 'buy 10:05')).toBe(true);
  });

  it('may go on with a later event of a middle step: the first one found is not the only one', () => {
    const sequence = condition(['look', 'buy', 'pay'], { within });
    expect(found(sequence, 'look 10:00', 'buy 10:01', 'buy 10:09', 'pay 10:18')).toBe(true);
    // The latest look before the buys is too late for 10:01, the buy at 10:12 too late for the first look.
    expect(found(sequence, 'look 10:00', 'buy 10:01', 'buy 10:12', 'pay 10:20')).toBe(false);
    expect(found(sequence, 'look 10:00', 'look 10:05', 'buy 10:01', 'buy 10:12', 'pay 10:20')).toBe(true);
  });

  it('counts a day as 24 hours, whatever the clock does', () => {
    const sequence = condition(['look', 'buy'], { within: { count: 1, unit: 'day' } });
    const events = (bought: string): EvaluatedEvent[] => [
      event('2024-03-30T12:00:00Z', { action: 'look' }),
      event(bought),
    ];
    const berlin = { timeZone: 'Europe/Berlin' };
    expect(holds(sequence, { events: events('2024-03-31T12:00:00Z') }, berlin)).toBe(true);
    expect(holds(sequence, { events: events('2024-03-31T12:00:00.001Z') }, berlin)).toBe(false);
  });
});

describe('a sequence without an event', () => {
  const without = { actions: ['call'] };

  it('has none strictly between the instants of two steps', () => {
    const sequence = condition(['look', 'buy'], { without });
    expect(found(sequence, 'look 10:00', 'call 10:05', 'buy 10:10')).toBe(false);
    expect(found(sequence, 'look 10:00', 'call 10:00', 'buy 10:10')).toBe(true);
    expect(found(sequence, 'look 10:00', 'call 10:10', 'buy 10:10')).toBe(true);
    expect(found(sequence, 'call 09:59', 'look 10:00', 'buy 10:10', 'call 10:11')).toBe(true);
  });

  it('may be found further on', () => {
    const sequence = condition(['look', 'buy'], { without });
    expect(found(sequence, 'look 10:00', 'call 10:05', 'look 10:06', 'buy 10:10')).toBe(true);
  });

  it('concerns the time between any two steps, and takes what happens at a step itself for outside', () => {
    const sequence = condition(['look', 'buy', 'pay'], { without });
    expect(found(sequence, 'look 10:00', 'buy 10:05', 'call 10:06', 'pay 10:10')).toBe(false);
    expect(found(sequence, 'look 10:00', 'buy 10:05', 'call 10:05', 'pay 10:10')).toBe(true);
  });

  it('may be without what its own steps are', () => {
    const sequence = condition(['look', 'pay'], { without: { actions: ['look'] } });
    expect(found(sequence, 'look 10:00', 'look 10:05', 'pay 10:10')).toBe(true);
    expect(found(condition(['look', 'look'], { without: { actions: ['look'] } }), 'look 10:00', 'look 10:05')).toBe(
      true,
    );
  });

  it('looks at the window only', () => {
    const window = { type: 'allTime', onlyOn: { hours: { from: 10, to: 11 } } } as const;
    const sequence = condition(['look', 'buy'], { without, window });
    const events = [
      event('2024-06-01T10:00:00Z', { action: 'look' }),
      event('2024-06-01T12:00:00Z', { action: 'call' }),
      event('2024-06-02T10:00:00Z'),
    ];
    expect(holds(sequence, { events })).toBe(true);
  });
});
