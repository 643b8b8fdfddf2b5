import type { Aggregate } from '../aggregate.ts';
import type { Condition } from '../condition.ts';
import type { Definition, Definitions } from '../definition.ts';
import { isDecimal, isInstant, type Value } from './evaluate-value.ts';
import { evaluate, type EvaluationResult } from './evaluate.ts';
import type { EvaluatedEvent, EvaluatedProfile, EvaluatedWorld, Evaluation } from './evaluated-world.ts';
import type { Formula } from '../formula.ts';

/** Small worlds for tests whose answers are worked out by hand. */

export function at(instant: string): number {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) throw new Error(`${instant} is no instant.`);
  return time;
}

/** A Monday, noon. */
export const evaluation: Evaluation = {
  asOf: at('2024-07-01T12:00:00Z'),
  known: 10,
  timeZone: 'UTC',
  currency: 'EUR',
  includeAnonymous: false,
};

let made = 0;

/** A purchase of profile 1, unless more is said. Message ids ascend in the order in which events are made. */
export function event(time: string, more: Partial<EvaluatedEvent> = {}): EvaluatedEvent {
  return {
    profile: 1,
    messageId: `message-${String(++made).padStart(6, '0')}`,
    action: 'buy',
    time: at(time),
    batch: 1,
    source: '',
    revenue: null,
    currency: '',
    orderId: '',
    products: [],
    parameters: {},
    ...more,
  };
}

/** A profile with the customId `customer-<number>`, unless other identifiers are said. */
export function profile(number: number, more: Partial<EvaluatedProfile> = {}): EvaluatedProfile {
  return {
    profile: number,
    identifiers: [{ kind: 'customId', value: `customer-${number}`, batch: 1 }],
    attributes: [],
    consents: [],
    ...more,
  };
}

/** Ids are what the definitions are called here. The world has profile 1 where none is said. */
export function evaluated(
  definitions: Record<string, Definition>,
  world: Partial<EvaluatedWorld>,
  changed: Partial<Evaluation> = {},
): EvaluationResult {
  const all: Definitions = new Map(Object.entries(definitions));
  return evaluate(
    all,
    { profiles: [profile(1)], events: [], rates: [], aliases: [], ...world },
    { ...evaluation, ...changed },
  );
}

/** An aggregate of purchases of all time, unless more is said. */
export function aggregate(aggregator: Aggregate['aggregator'], more: Partial<Aggregate> = {}): Aggregate {
  const fixed = { formatVersion: 2, kind: 'aggregate', name: 'Aggregate' } as const;
  return { ...fixed, actions: ['buy'], window: { type: 'allTime' }, aggregator, ...more };
}

export function expression(formula: Formula): Definition {
  return { formatVersion: 2, kind: 'expression', name: 'Expression', formula };
}

/** What the aggregate of profile 1 comes to, in text. */
export function aggregateValue(
  document: Aggregate,
  events: EvaluatedEvent[],
  changed: Partial<Evaluation> = {},
  world: Partial<EvaluatedWorld> = {},
): string | boolean | string[] | null {
  return shown(
    evaluated({ it: document }, { events, ...world }, changed)
      .aggregates.get('it')!
      .get(1)!.value,
  );
}

/** Whether a condition that refers to nothing holds for profile 1. */
export function holds(
  condition: Condition,
  world: Partial<EvaluatedWorld>,
  changed: Partial<Evaluation> = {},
): boolean {
  return evaluated({}, world, changed).holds(condition, 1);
}

/** Numbers and instants as text. */
export function shown(value: Value | null): string | boolean | string[] | null {
  if (isDecimal(value)) return value.toFixed();
  return isInstant(value) ? new Date(value.instant).toISOString() : value;
}
