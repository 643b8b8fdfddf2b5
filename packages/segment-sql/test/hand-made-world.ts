import type { EvaluatedEvent, EvaluatedProfile } from '@cutline/segment-definition';

type Identifier = EvaluatedProfile['identifiers'][number];

/** A profile with the customId `customer-<number>`, unless other identifiers are said. */
export function person(profile: number, more: Partial<EvaluatedProfile> = {}): EvaluatedProfile {
  return { profile, identifiers: [named(`customer-${profile}`)], attributes: [], consents: [], ...more };
}

/** Profiles 1, 2 … so many. */
export function people(count: number): EvaluatedProfile[] {
  return Array.from({ length: count }, (_, index) => person(index + 1));
}

export function named(value: string, kind: Identifier['kind'] = 'customId', batch = 1): Identifier {
  return { kind, value, batch };
}

/** A profile that only an anonymous id names. */
export function anonymous(profile: number): EvaluatedProfile {
  return person(profile, { identifiers: [named(`device-${profile}`, 'anonymousId')] });
}

let messages = 0;

/** An event in June 2024 that nothing is known of but whose it is. Message ids ascend in the order in which events are made. */
export function event(profile: number, action: string, more: Partial<EvaluatedEvent> = {}): EvaluatedEvent {
  messages += 1;
  return {
    profile,
    messageId: `message-${String(messages).padStart(6, '0')}`,
    action,
    time: Date.parse('2024-06-01T00:00:00Z'),
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

/** A purchase that was worth so many `points` (null: the event holds none), with other parameters beside them. */
export function bought(profile: number, points: number | null, more: Partial<EvaluatedEvent> = {}): EvaluatedEvent {
  const { parameters, ...others } = more;
  return event(profile, 'buy', { parameters: { ...(points !== null && { points }), ...parameters }, ...others });
}

/** The purchases of profiles 1, 2 … of so many points each; null: no purchase at all. */
export function purchases(...values: (number | null)[]): EvaluatedEvent[] {
  return values.flatMap((value, index) => (value === null ? [] : [bought(index + 1, value)]));
}
