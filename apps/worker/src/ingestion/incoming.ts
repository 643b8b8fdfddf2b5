import type { ProductLine } from '@cutline/clickhouse';

/** What names a person in an event. At least one is there. */
export interface Identifiers {
  customId?: string;
  email?: string;
  phone?: string;
  /** Names nobody, but tells that two events are of the same visitor. */
  anonymousId?: string;
}

/** An event on its way in: as it will be stored, but with identifiers in the place of a profile's number. */
export interface IncomingEvent {
  action: string;
  /** ISO 8601, UTC, milliseconds. */
  time: string;
  /** Unique in the workspace. */
  messageId: string;
  identifiers: Identifiers;
  /** Decimal with at most 4 places, as text; in `currency`. */
  revenue: string | null;
  currency: string;
  orderId: string;
  products: ProductLine[];
  parameters: Record<string, unknown>;
}

/**
 * A value of an attribute, on its way in. Text stays text, whatever it looks like: a calendar date (`1990-05-31`, local
 * midnight of whoever reads it) and an instant (UTC milliseconds) say that they are. Null takes the value away.
 */
export type IncomingValue = string | number | boolean | string[] | { date: string } | { instant: number } | null;

/** What is said of a person, on its way in. What it does not speak of stays as it was. */
export interface IncomingProfile {
  identifiers: Identifiers;
  /** When it was said: ISO 8601, UTC, milliseconds. Of several values of a name the one said last holds. */
  time: string;
  attributes: Record<string, IncomingValue>;
  /** Channel (`email`, `sms`, `push`) to whether the person agreed. */
  consents: Record<string, boolean>;
}
